import { usesDecimals } from "../../symbolic/derivativeText.ts";
import { type Definition, namedDerivatives } from "../../symbolic/namedDerivative.ts";
import type { Typeset } from "../../symbolic/print/typeset.ts";
import type { Tape } from "../../tape/tape.ts";
import type { FunctionAnalysis } from "../document/functionAnalysis.ts";
import { derivativesOf } from "./derivatives.ts";

/** A derivative in the words that are read soonest: the person's own names where they make it shorter. */
export interface ReadableDerivative {
  readonly text: string;
  readonly typeset: Typeset;
  /** What the locals in it stand for; none where it is over the inputs alone. */
  readonly definitions: readonly Definition[];
}

/** A formula that short says all without names. */
const selfContained = 20;
/** Names that save less than this are not worth looking them up. */
const leastGain = 4;

const known = new WeakMap<Tape, readonly (ReadableDerivative | undefined)[]>();

/** One for each free input of a function with one output. */
export function readableDerivatives(
  fn: FunctionAnalysis,
): readonly (ReadableDerivative | undefined)[] {
  if (fn.outcome.kind === "declined" || fn.outcome.outputs.length !== 1) return [];
  const { tape } = fn.outcome;
  const before = known.get(tape);
  if (before) return before;
  const plain = derivativesOf(fn);
  const isLong = (text: string | undefined) => text === undefined || text.length >= selfContained;
  const free = tape.inputs.filter(({ role }) => role === "free").map(({ node }) => node);
  const output = tape.outputs[0]?.node ?? 0;
  const named = plain.some((full) => isLong(full?.text))
    ? namedDerivatives(tape, output, free, usesDecimals(tape))
    : plain.map(() => undefined);
  const found = plain.map((full, index): ReadableDerivative | undefined => {
    const text = full?.text;
    const other = isLong(text) ? named[index] : undefined;
    if (other && (text === undefined || other.text.length + leastGain <= text.length)) return other;
    return full && { text: full.text, typeset: full.typeset, definitions: [] };
  });
  known.set(tape, found);
  return found;
}
