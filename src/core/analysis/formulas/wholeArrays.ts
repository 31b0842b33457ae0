import { type ArrayDerivative, arrayDerivatives } from "../../symbolic/arrayDerivative.ts";
import type { Tape } from "../../tape/tape.ts";
import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";

const known = new WeakMap<Tape, readonly ArrayDerivative[]>();

/** The derivatives by whole arrays, `2Aᵀ(Ax − b)`, for those that have one; made when first asked for. */
export function wholeArraysOf({ tape }: TracedFunction): readonly ArrayDerivative[] {
  // Another convention at a kink goes by element.
  if (tape.nonSmooth) return [];
  const found = known.get(tape) ?? arrayDerivatives(tape);
  known.set(tape, found);
  return found;
}

/** `∂loss/∂x`, or `∂loss/∂x[i]` for one element. */
export function arrayName(fn: FunctionAnalysis, { head, element }: ArrayDerivative): string {
  return `∂${fn.shortName}/∂${head}${element}`;
}
