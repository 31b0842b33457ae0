import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import { inlinePairs } from "./inline/inlinePairs.ts";
import { constructionsIn } from "./pairs/constructions.ts";
import { guessedPairs, mayBeGuessed } from "./pairs/guessedPairs.ts";
import { jointOf } from "./pairs/joined.ts";
import { keepsGradient } from "./pairs/keptGradients.ts";
import {
  importedPair,
  namedPair,
  plainPair,
  pointPair,
  propertyPair,
  recordPair,
  soundsLikeDerivative,
  verbPair,
} from "./pairs/namedPairs.ts";
import { ownerOf, ownName } from "./pairs/owner.ts";
import type { Pair } from "./pairs/pair.ts";
import { type BrokenTag, taggedPair } from "./pairs/taggedPair.ts";
import { domainPair, soundsLikeDomain } from "./pairs/vocabulary.ts";
import { backwardPair } from "./passes/backwardPair.ts";
import { carrierLayerPair } from "./passes/carriers/carrierLayer.ts";
import { carrierPair, pushedPair } from "./passes/carriers/carrierPair.ts";
import { layerPair } from "./passes/layers.ts";
import { neighbourPair } from "./passes/neighbours.ts";
import { tapePair } from "./passes/tapes/tapePair.ts";
import { builtinPair } from "./stage/builtinPrimal.ts";

export interface Pairs {
  readonly pairs: readonly Pair[];
  readonly broken: readonly BrokenTag[];
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
    const backward =
      layerPair(module, derivative, beside) ??
      carrierLayerPair(module, derivative, beside) ??
      backwardPair(module, derivative, beside) ??
      carrierPair(module, derivative, beside);
    if (backward) {
      pairs.push(backward);
      continue;
    }
    const siblings = () => beside().filter((entry) => entry !== derivative);
    const pair =
      propertyPair(derivative, functions) ??
      ordinaryPair(module, derivative, siblings) ??
      builtinPair(module, derivative);
    const found = pair
      ? [pair]
      : mayBeGuessed(derivative)
        ? guessedPairs(derivative, siblings(), functions)
        : [];
    const near = found.length === 0 ? neighbourPair(module, derivative) : undefined;
    pairs.push(
      ...[...found, ...(near ? [near] : [])].filter(
        ({ primal }) => !keepsGradient(primal, derivative),
      ),
    );
  }
  for (const { primal, derivative } of constructionsIn(module)) {
    if (module.tagsOf(primal).off || module.tagsOf(derivative).off) continue;
    if (pairs.some((pair) => pair.primal === primal && pair.derivative === derivative)) continue;
    pairs.push({ primal, derivative, convention: "record", wrt: [], tag: undefined });
  }
  const paired = new Set(pairs.map(({ derivative }) => derivative.shortName));
  for (const entry of functions) {
    const tape = tapePair(module, entry) ?? pushedPair(module, entry);
    // x -= f(x) / fPrime(x): told where fPrime stands.
    const inline = inlinePairs(module, entry).filter(
      ({ inside }) => !paired.has(/^(\w+)\(/.exec(inside?.slope ?? "")?.[1] ?? ""),
    );
    pairs.push(...(tape ? [tape] : []), ...inline);
  }
  return { pairs, broken };
}

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

/** By the words of a field, by keys, by names; only what sounds like it is looked for. */
function ordinaryPair(
  module: ParsedModule,
  derivative: FunctionEntry,
  siblingsOf: () => readonly FunctionEntry[],
): Pair | undefined {
  const isDomain = soundsLikeDomain(ownName(derivative));
  if (!isDomain && !soundsLikeDerivative(ownName(derivative))) return undefined;
  const siblings = siblingsOf();
  const domain = isDomain ? domainPair(derivative, siblings) : undefined;
  return (
    (domain && {
      primal: domain.primal,
      derivative,
      convention: "domain",
      wrt: [domain.wrt],
      tag: undefined,
      scales: domain.scales,
    }) ??
    (ownerOf(derivative).kind === "record" ? recordPair(derivative, siblings) : undefined) ??
    namedPair(derivative, siblings) ??
    plainPair(derivative, siblings) ??
    verbPair(derivative, siblings) ??
    pointPair(derivative, siblings) ??
    importedPair(module, derivative)
  );
}
