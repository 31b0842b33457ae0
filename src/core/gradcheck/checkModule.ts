import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Limits } from "../trace/budget.ts";
import { brokenTagCheck } from "./checkOf.ts";
import { checkPair } from "./checkPair.ts";
import type { GradientCheck } from "./gradientCheck.ts";
import { findPairs } from "./pairs.ts";

/** Every hand-written derivative of a file that has its function beside it, in source order. */
export function checkModule(module: ParsedModule, limits: Limits): readonly GradientCheck[] {
  const { pairs, broken } = findPairs(module);
  const checks = [
    ...broken.map(brokenTagCheck),
    ...pairs.map((pair) => checkPair(module, pair, limits)).filter((check) => check !== undefined),
  ];
  return checks.sort((a, b) => a.derivative.range.start - b.derivative.range.start);
}
