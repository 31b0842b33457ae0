import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { DerivativeTag } from "../../syntax/tags.ts";
import { importedFunction } from "./imported.ts";
import { ownerOf, ownName } from "./owner.ts";
import type { Pair } from "./pair.ts";
import { upstreamOf } from "./upstream.ts";

/** A tag that names no function to compare with. */
export interface BrokenTag {
  readonly derivative: FunctionEntry;
  readonly tag: DerivativeTag;
  readonly message: string;
}

export function taggedPair(
  module: ParsedModule,
  derivative: FunctionEntry,
  tag: DerivativeTag,
): Pair | BrokenTag | "off" {
  const fail = (message: string): BrokenTag => ({ derivative, tag, message });
  if (tag.problem !== undefined) return fail(tag.problem);
  const own = resolve(module, derivative, tag.of);
  const imported = own ? undefined : importedFunction(module, tag.of.replace(/\(\)$/, ""));
  const primal = own ?? imported?.primal;
  const home = imported && { home: imported.home };
  if (!primal) return fail(`"${tag.of}" is not a function of this file, nor one that it imports`);
  if (primal === derivative) return fail(`"${tag.of}" is this function itself`);
  if (module.tagsOf(primal).off) return "off";
  if (tag.kind === "backward") {
    const upstream = upstreamOf(primal, derivative);
    if (!upstream)
      return fail("its first or last parameter must be the upstream gradient: call it dOut");
    return { primal, derivative, convention: "tag", wrt: tag.wrt, tag, upstream, ...home };
  }
  return { primal, derivative, convention: "tag", wrt: tag.wrt, tag, ...home };
}

/** The full name first, then a sibling, then the only function of that short name. */
function resolve(
  module: ParsedModule,
  derivative: FunctionEntry,
  name: string,
): FunctionEntry | undefined {
  const bare = name.replace(/\(\)$/, "");
  const { key } = ownerOf(derivative);
  const short = module.functions.filter((entry) => ownName(entry) === bare);
  return (
    short.find((entry) => ownerOf(entry).key === key) ??
    module.functions.find((entry) => entry.name === bare) ??
    short.find(({ level }) => level === "module") ??
    (short.length === 1 ? short[0] : undefined)
  );
}
