import { type DerivativeText, derivativeTexts } from "../symbolic/derivativeText.ts";
import { sizeOf, type Tape } from "../tape/tape.ts";
import type { FunctionAnalysis } from "./functionAnalysis.ts";

/**
 * What the formulas of one function may cost together, in inputs × nodes summed over its outputs.
 * Beyond it (the inverse of a 4 × 4 matrix has 256 long entries) the numbers stay and formulas end.
 */
const maximumWork = 24_000;

const known = new WeakMap<Tape, readonly (DerivativeText | undefined)[]>();

/**
 * The formula of every entry of the Jacobian, row by row; undefined where it is longer than anybody
 * would read. Made when first asked for: a lens that is never on screen costs nothing.
 */
export function derivativesOf(fn: FunctionAnalysis): readonly (DerivativeText | undefined)[] {
  if (fn.outcome.kind === "declined") return [];
  return derivativesOfTape(fn.outcome.tape);
}

export function derivativesOfTape(tape: Tape): readonly (DerivativeText | undefined)[] {
  const cached = known.get(tape);
  if (cached) return cached;
  const free = tape.inputs.filter(({ role }) => role === "free").map(({ node }) => node);
  const workPerOutput = Math.max(1, free.length * sizeOf(tape));
  const printed = Math.max(1, Math.floor(maximumWork / workPerOutput));
  const texts = tape.outputs.flatMap(({ node }, index) =>
    index < printed ? derivativeTexts(tape, node, free) : free.map(() => undefined),
  );
  known.set(tape, texts);
  return texts;
}
