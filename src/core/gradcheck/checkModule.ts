import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Limits } from "../trace/budget.ts";
import { brokenTagCheck } from "./checkOf.ts";
import { checkPair } from "./checkPair.ts";
import { findPairs } from "./findPairs.ts";
import type { GradientCheck } from "./gradientCheck.ts";
import type { Pair } from "./pairs/pair.ts";

/** How one pair is decided; nothing where it turns out to be something else. */
type Decide = (pair: Pair) => GradientCheck | undefined;

/**
 * Every hand-written derivative of a file that has its function beside it, in source order. `decide`
 * may remember what it was asked before; by itself every pair is compared.
 */
export function checkModule(
  module: ParsedModule,
  limits: Limits,
  decide: Decide = (pair) => checkPair(module, pair, limits),
): readonly GradientCheck[] {
  const { pairs, broken } = findPairs(module);
  const checks = [
    ...broken.map(brokenTagCheck),
    ...pairs.map(decide).filter((check) => check !== undefined),
  ];
  return checks.sort((a, b) => a.derivative.range.start - b.derivative.range.start);
}
