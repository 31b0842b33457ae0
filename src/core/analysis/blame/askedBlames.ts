import { readTags } from "../../syntax/tags.ts";
import type { DocumentAnalysis } from "../document/documentAnalysis.ts";
import { type Blame, blameOf } from "./blame.ts";

/**
 * What spoils gradients at points that somebody wrote down: there it is no accident of our own choice
 * of numbers, and worth a remark that nobody has to hover for.
 */
export function askedBlames({ module, functions, limits }: DocumentAnalysis): readonly Blame[] {
  if (!module) return [];
  return functions.flatMap((fn) => {
    const entry = module.functions.find(({ nameRange }) => nameRange.start === fn.nameRange.start);
    const isAsked = entry && readTags(module.text, entry).at.length > 0;
    return isAsked ? blameOf(fn, { module, limits }) : [];
  });
}
