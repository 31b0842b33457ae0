import { freeInputs, jacobian } from "../../autodiff/jacobian.ts";
import { isSide } from "../../ops/nonSmooth.ts";
import { type DerivativeText, derivativeTexts } from "../../symbolic/derivativeText.ts";
import { sizeOf, type Tape } from "../../tape/tape.ts";
import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import { smoothPiece } from "./smoothPiece.ts";

/**
 * What the formulas of one function may cost together, in inputs × nodes summed over its outputs.
 * Beyond it (the inverse of a 4 × 4 matrix has 256 long entries) the numbers stay and formulas end.
 */
const maximumWork = 24_000;

type Texts = readonly (DerivativeText | undefined)[];

const known = new WeakMap<Tape, Texts>();
/** Of tapes seen by another convention. */
const shown = new WeakMap<Tape, Texts>();

/**
 * The formula of every entry of the Jacobian, row by row; undefined where it is longer than anybody
 * would read, or where no formula of ours has the number there. Made when first asked for: a lens that is never on screen costs nothing.
 */
export function derivativesOf(fn: FunctionAnalysis): readonly (DerivativeText | undefined)[] {
  if (fn.outcome.kind === "declined") return [];
  const { outcome } = fn;
  const { tape } = outcome;
  if (!tape.nonSmooth) return derivativesOfTape(tape);
  const texts = shown.get(tape) ?? followingConvention(outcome, derivativesOfTape(tape));
  shown.set(tape, texts);
  return texts;
}

/** The same of a tape, by our own convention where it stands at a corner. */
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

/**
 * Formulas follow our own convention. Where the number shown is another one, the formula is that of
 * the piece of the function on the side it was seen from (a library's: on the side that it is the
 * slope of), if that has this number, and else left out.
 */
function followingConvention(
  traced: TracedFunction,
  texts: readonly (DerivativeText | undefined)[],
): readonly (DerivativeText | undefined)[] {
  const { nonSmooth, ...own } = traced.tape;
  const inputs = freeInputs(own);
  const shownByTexts = jacobian(own).entries;
  return texts.map((text, index) => {
    const row = Math.floor(index / inputs.length);
    const column = index % inputs.length;
    const number = traced.jacobian[row]?.[column] as number;
    if (isSame(shownByTexts[row]?.[column], number)) return text;
    const path = traced.paths?.[column] ?? traced.tape;
    const input = path.inputs.find((other) => other.path === inputs[column]?.path);
    if (!text || !input) return undefined;
    const sides = isSide(nonSmooth) ? [nonSmooth] : (["right", "left"] as const);
    const at = freeInputs(path).findIndex(({ node }) => node === input.node);
    const piece = sides
      .map((side) => smoothPiece(path, input.node, side))
      .find((tape) => isSame(jacobian(tape).entries[row]?.[at], number));
    return piece && derivativeTexts(piece, piece.outputs[row]?.node as number, [input.node])[0];
  });
}

function isSame(a: number | undefined, b: number): boolean {
  return a !== undefined && (Object.is(a + 0, b + 0) || Math.abs(a - b) <= 1e-12 * Math.abs(b));
}
