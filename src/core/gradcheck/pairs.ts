import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { DerivativeTag } from "../syntax/tags.ts";
import { basesOf, sameName } from "./affixes.ts";
import { constructionsIn } from "./constructions.ts";
import { importedFunction } from "./imported.ts";
import { inlinePairs } from "./inline/inlinePairs.ts";
import { jointOf } from "./joined.ts";
import { keepsGradient } from "./keptGradients.ts";
import { layerPair } from "./layers.ts";
import { isDerivativeKey, isPrimalKey } from "./memberKeys.ts";
import { ownerOf } from "./owner.ts";
import type { Pair } from "./pair.ts";
import { tapePair } from "./tapes/tapePair.ts";
import { upstreamOf } from "./upstream.ts";
import { domainPair, soundsLikeDomain } from "./vocabulary.ts";

/** What the derivative is said to be multiplied with. */
export function scaleOf({ tag, scales }: Pair): number {
  return tag?.scale ?? scales?.[0] ?? 1;
}

/** A tag that names no function to compare with. */
export interface BrokenTag {
  readonly derivative: FunctionEntry;
  readonly tag: DerivativeTag;
  readonly message: string;
}

export interface Pairs {
  readonly pairs: readonly Pair[];
  readonly broken: readonly BrokenTag[];
}

/** `sigmoid` of `m.sigmoid = function …` and of `Unit.prototype.sigmoid = …`. */
function ownName({ shortName }: FunctionEntry): string {
  return shortName.slice(shortName.lastIndexOf(".") + 1);
}

/** Every derivative belongs to one primal: what a tag says comes first, then a record's keys, then names. */
export function findPairs(module: ParsedModule): Pairs {
  const functions = module.functions.filter((entry) => !module.tagsOf(entry).off);
  const groups = grouped(functions);
  const pairs: Pair[] = [];
  const broken: BrokenTag[] = [];
  for (const derivative of functions) {
    const tag = module.tagsOf(derivative).derivativeOf;
    if (tag) {
      const outcome = taggedPair(module, derivative, tag);
      if (outcome === "off") continue;
      if ("message" in outcome) broken.push(outcome);
      else pairs.push(outcome);
      continue;
    }
    const joint = jointOf(derivative);
    if (joint) {
      pairs.push({ primal: derivative, derivative, wrt: [], tag: undefined, ...joint });
      continue;
    }
    const beside = () => groups.get(ownerOf(derivative).key) ?? [];
    const backward = layerPair(module, derivative, beside) ?? backwardPair(derivative, beside);
    if (backward) {
      pairs.push(backward);
      continue;
    }
    const isDomain = soundsLikeDomain(ownName(derivative));
    if (!isDomain && !soundsLikeDerivative(ownName(derivative))) continue;
    const { key, kind } = ownerOf(derivative);
    const siblings = (groups.get(key) ?? []).filter((entry) => entry !== derivative);
    const domain = isDomain ? domainPair(derivative, siblings) : undefined;
    const pair: Pair | undefined =
      (domain && {
        primal: domain.primal,
        derivative,
        convention: "domain",
        wrt: [domain.wrt],
        tag: undefined,
        scales: domain.scales,
      }) ??
      (kind === "record" ? recordPair(derivative, siblings) : undefined) ??
      namedPair(derivative, siblings) ??
      plainPair(derivative, siblings) ??
      verbPair(derivative, siblings) ??
      importedPair(module, derivative);
    if (pair && !keepsGradient(pair.primal, derivative)) pairs.push(pair);
  }
  for (const { primal, derivative } of constructionsIn(module)) {
    if (module.tagsOf(primal).off || module.tagsOf(derivative).off) continue;
    if (pairs.some((pair) => pair.primal === primal && pair.derivative === derivative)) continue;
    pairs.push({ primal, derivative, convention: "record", wrt: [], tag: undefined });
  }
  for (const entry of functions) {
    const tape = tapePair(module, entry);
    pairs.push(...(tape ? [tape] : []), ...inlinePairs(module, entry));
  }
  return { pairs, broken };
}

/** Asked first: in a file of thousands of functions, looking for siblings of each would be all there is. */
function soundsLikeDerivative(name: string): boolean {
  return (
    isDerivativeKey(name) ||
    plainName.test(name) ||
    derivativeVerb.test(name) ||
    basesOf(name).length > 0
  );
}

const plainName = /^(grad|gradient|deriv|derivative)$/;

function grouped(functions: readonly FunctionEntry[]): Map<string, FunctionEntry[]> {
  const groups = new Map<string, FunctionEntry[]>();
  for (const entry of functions) {
    const { key } = ownerOf(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

function taggedPair(
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

/** `{ f, df }`: a key that says derivative, beside the only other function or a key that says function. */
function recordPair(
  derivative: FunctionEntry,
  siblings: readonly FunctionEntry[],
): Pair | undefined {
  if (!isDerivativeKey(ownName(derivative))) return undefined;
  const others = siblings.filter((entry) => !isDerivativeKey(ownName(entry)));
  const named = others.filter((entry) => isPrimalKey(ownName(entry)));
  const byName = others.find((entry) =>
    basesOf(ownName(derivative)).some(({ base }) => sameName(base, ownName(entry))),
  );
  const primal =
    byName ?? (named.length === 1 ? named[0] : others.length === 1 ? others[0] : undefined);
  return primal && { primal, derivative, convention: "record", wrt: [], tag: undefined };
}

/** poly_val beside poly_der. */
const valueEnding = /(_(val|value|eval|func)|Val|Value|Eval)$/;

/** getDerivativeCubic beside getPointCubic. */
const derivativeVerb =
  /^(?<verb>get|calc|compute|eval|evaluate|sample)(?:Derivative|Slope|Gradient)(?<of>\w*)$/;
const valueVerb =
  /^(?<verb>get|calc|compute|eval|evaluate|sample)(?:Point|Value|Position)(?<of>\w*)$/;

function verbPair(derivative: FunctionEntry, siblings: readonly FunctionEntry[]): Pair | undefined {
  const own = derivativeVerb.exec(ownName(derivative))?.groups;
  if (!own) return undefined;
  const primal = siblings.find((entry) => {
    const value = valueVerb.exec(ownName(entry))?.groups;
    return value?.["verb"] === own["verb"] && value?.["of"] === own["of"];
  });
  return primal && { primal, derivative, convention: "named-pair", wrt: [], tag: undefined };
}

function namedPair(
  derivative: FunctionEntry,
  siblings: readonly FunctionEntry[],
): Pair | undefined {
  for (const { base, wrt } of basesOf(ownName(derivative))) {
    const primal =
      siblings.find((entry) => ownName(entry) === base) ??
      siblings.find((entry) => sameName(ownName(entry), base)) ??
      siblings.find((entry) => sameName(ownName(entry).replace(valueEnding, ""), base));
    if (!primal) continue;
    return {
      primal,
      derivative,
      convention: "named-pair",
      wrt: wrt === undefined ? [] : [wrt],
      tag: undefined,
    };
  }
  return undefined;
}

/** `fPrime` at the top level of a file that imports `f`. */
function importedPair(module: ParsedModule, derivative: FunctionEntry): Pair | undefined {
  if (derivative.level !== "module") return undefined;
  for (const { base, wrt } of basesOf(ownName(derivative))) {
    const imported = importedFunction(module, base);
    if (!imported) continue;
    return {
      ...imported,
      derivative,
      convention: "named-pair",
      wrt: wrt === undefined ? [] : [wrt],
      tag: undefined,
    };
  }
  return undefined;
}

/** Backward passes that no ending tells. */
const passNames: ReadonlyMap<string, string> = new Map([["measure", "activate"]]);

/** `matmul` or `matmulForward` beside `matmulBackward(dOut, …)`. */
function backwardPair(
  derivative: FunctionEntry,
  siblings: () => readonly FunctionEntry[],
): Pair | undefined {
  const name = ownName(derivative);
  const base =
    passNames.get(name) ?? /^(\w+?)_?(?:backward|Backward|Backprop|Vjp)$/.exec(name)?.[1];
  if (base === undefined) return undefined;
  const primal = siblings().find(
    (entry) =>
      sameName(ownName(entry), base) || sameName(ownName(entry).replace(/_?[fF]orward$/, ""), base),
  );
  if (!primal || primal === derivative) return undefined;
  const upstream = upstreamOf(primal, derivative);
  return (
    upstream && { primal, derivative, convention: "functional", wrt: [], tag: undefined, upstream }
  );
}

/** `objective` and `gradient` side by side, each the only one of its kind. */
function plainPair(
  derivative: FunctionEntry,
  siblings: readonly FunctionEntry[],
): Pair | undefined {
  if (!plainName.test(ownName(derivative))) return undefined;
  const primals = siblings.filter((entry) =>
    /^(objective|cost|loss|f|fn|func|energy|potential|envelope)$/.test(ownName(entry)),
  );
  const [primal] = primals;
  return primals.length === 1 && primal
    ? { primal, derivative, convention: "named-pair", wrt: [], tag: undefined }
    : undefined;
}
