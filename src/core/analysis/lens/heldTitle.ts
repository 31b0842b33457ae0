import type { DocumentAnalysis } from "../document/documentAnalysis.ts";
import { entryOf } from "../document/entryOf.ts";
import type { FunctionAnalysis } from "../document/functionAnalysis.ts";
import { shorten } from "./titles.ts";

/** Whoever writes `@gradlens off` wants the lens to leave. */
export function mayHold({ module }: DocumentAnalysis, fn: FunctionAnalysis): boolean {
  const entry = module && entryOf(module, fn);
  return fn.level !== "nested" && !(entry && module.tagsOf(entry).off);
}

/**
 * The lens of a function that had a derivative before the last edit: a name is typed letter by letter, and
 * what is half a name is not defined. The lens says so instead of leaving, so that no line moves.
 */
export function heldTitle({ shortName, outcome }: FunctionAnalysis, maximumLength: number): string {
  const why =
    outcome.kind === "declined" ? outcome.reason.message : "its result is the same for all inputs";
  return shorten(`${shortName}: ${why}`, maximumLength);
}
