import type { Tape } from "../tape/tape.ts";
import type { Pair } from "./pair.ts";
import type { Tally } from "./tally.ts";

/** Differences this small are those of rounded constants and fitted formulas, not of a wrong rule. */
const approximation = 1e-5;
/** A difference quotient is right only as far as its step is small. */
const quotientError = 1e-2;

/** `within e`: the stated error, relative to the value or to the derivative's usual size. */
export function isWithin({ tag }: Pair, tally: Tally): boolean {
  const within = tag?.within;
  if (within === undefined) return false;
  const size = usualSize(tally);
  return tally.comparisons.every(({ expected, actual }) => {
    const allowed = within * Math.max(Math.abs(expected), Math.abs(actual), size);
    return Math.abs(expected - actual) <= allowed * (1 + 1e-9);
  });
}

/** Why what differs may still be meant: a fitted formula, rounded constants, a finite step. */
export function approximationReason(pair: Pair, tally: Tally): string | undefined {
  const isQuotient = tally.differences.every(({ sample }) =>
    callsTwice(sample.hand.tape, pair.primal.shortName),
  );
  const allowed = isQuotient ? quotientError : approximation;
  const size = usualSize(tally);
  const everywhere = tally.differences.length >= 0.8 * tally.compared;
  let worst = 0;
  for (const { expected, actual } of tally.comparisons) {
    const own = Math.max(Math.abs(expected), Math.abs(actual));
    const measure = everywhere ? Math.max(own, size) : own;
    const gap = Math.abs(expected - actual);
    // A NaN among them is no small difference.
    if (!(gap <= allowed * measure)) return undefined;
    if (measure > 0) worst = Math.max(worst, gap / measure);
  }
  if (isQuotient)
    return "the derivative is itself a difference quotient: it differs no more than its step explains";
  return `the two differ by no more than an approximation does (${worst.toPrecision(1)} of its usual size at most); if that is meant, say so with "within"`;
}

/** The largest exact value where the inputs are of ordinary size. */
function usualSize(tally: Tally): number {
  let size = 0;
  for (const { expected, sample } of tally.comparisons) {
    const ordinary = [...sample.point.values()].every((value) => Math.abs(value) <= 2.5);
    if (ordinary) size = Math.max(size, Math.abs(expected));
  }
  return size;
}

function callsTwice(tape: Tape, name: string): boolean {
  let calls = 0;
  for (const { kind, label } of tape.provenance.frameTable) {
    if (kind === "call" && label === name) calls++;
  }
  return calls >= 2;
}
