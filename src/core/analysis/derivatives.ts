import { type DerivativeText, derivativeTexts } from "../symbolic/derivativeText.ts";
import type { Tape } from "../tape/tape.ts";
import type { FunctionAnalysis } from "./functionAnalysis.ts";

/** Beyond this many entries nobody reads formulas; the numbers stay. */
const maximumEntries = 400;

/** By the values, which a tape keeps when the code it was recorded from moves. */
const known = new WeakMap<Tape["values"], readonly (DerivativeText | undefined)[]>();

/**
 * The formula of every entry of the Jacobian, row by row; undefined where it is longer than anybody
 * would read. Made when first asked for: a lens that is never on screen costs nothing.
 */
export function derivativesOf(fn: FunctionAnalysis): readonly (DerivativeText | undefined)[] {
  if (fn.outcome.kind === "declined") return [];
  const { tape } = fn.outcome;
  const cached = known.get(tape.values);
  if (cached) return cached;
  const free = tape.inputs.filter(({ role }) => role === "free").map(({ node }) => node);
  const texts =
    free.length * tape.outputs.length > maximumEntries
      ? tape.outputs.flatMap(() => free.map(() => undefined))
      : tape.outputs.flatMap(({ node }) => derivativeTexts(tape, node, free));
  known.set(tape.values, texts);
  return texts;
}
