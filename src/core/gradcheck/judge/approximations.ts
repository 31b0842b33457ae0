import { forwardSweep } from "../../autodiff/forward.ts";
import { localDerivatives } from "../../autodiff/localDerivatives.ts";
import { reverseSweep } from "../../autodiff/reverse.ts";
import { sizeOf, type Tape } from "../../tape/tape.ts";
import type { Tally } from "../compare/tally.ts";
import type { Pair } from "../pairs/pair.ts";

/** Differences this small are those of rounded constants and fitted formulas, not of a wrong rule. */
const approximation = 1e-5;
/** A difference quotient is right only as far as its step is small. */
const quotientError = 1e-2;

/** Where large terms cancel, what the fit is off by stays, and is larger beside what is left. */
const amplification = 100;

/** `within e`: the stated error, relative to the value or to the derivative's usual size. */
export function isWithin({ tag }: Pair, tally: Tally): boolean {
  const within = tag?.within;
  if (within === undefined) return false;
  const size = usualSize(tally);
  return tally.comparisons.every(({ expected, actual }) => {
    if (!Number.isFinite(actual)) return false;
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
  const everywhere = isInexact(tally, size);
  let worst = 0;
  let amplified = 0;
  for (const comparison of tally.comparisons) {
    const { expected, actual } = comparison;
    const own = Math.max(Math.abs(expected), Math.abs(actual));
    const measure = everywhere ? Math.max(own, size) : own;
    const gap = Math.abs(expected - actual);
    // What is no number is no small difference.
    if (!Number.isFinite(actual)) return undefined;
    if (!(gap <= allowed * measure)) {
      if (!everywhere || !(gap <= amplification * allowed * largestTerm(comparison)))
        return undefined;
      amplified++;
    }
    if (measure > 0) worst = Math.max(worst, gap / measure);
  }
  if (amplified > 0.1 * tally.comparisons.length) return undefined;
  if (isQuotient)
    return "the derivative is itself a difference quotient: it differs no more than its step explains";
  return `the two differ by no more than an approximation does (${worst.toPrecision(1)} of its usual size at most); if that is meant, say so with "within"`;
}

/** The largest of the products v̄ₙ·∂vₙ/∂vₐ·v̇ₐ that a sweep adds up. */
function largestTerm({ sample, component }: Tally["comparisons"][number]): number {
  const { tape } = sample.primal;
  const output = tape.outputs[component.output]?.node;
  const input = tape.inputs.find(({ path }) => path === component.leaf)?.node;
  if (output === undefined || input === undefined) return 0;
  const local = localDerivatives(tape);
  const { adjoints } = reverseSweep(tape, new Map([[output, 1]]), local);
  const { tangents } = forwardSweep(tape, new Map([[input, 1]]), local);
  let largest = 0;
  for (let node = 0; node < sizeOf(tape); node++) {
    const adjoint = adjoints[node] as number;
    if (adjoint === 0) continue;
    for (let link = tape.argStart[node] ?? 0; link < (tape.argStart[node + 1] ?? 0); link++) {
      const rate = (local.partials[link] as number) * (tangents[tape.args[link] ?? 0] as number);
      if (rate !== 0) largest = Math.max(largest, Math.abs(adjoint * rate));
    }
  }
  return largest;
}

/**
 * A fit is off nearly everywhere, be it by little; a slip in one branch leaves the others exact. Where it
 * has reached its limit, as a probability that is 1, it is exact as well: one value counts once.
 */
function isInexact({ comparisons }: Tally, size: number): boolean {
  const distinct = new Map(comparisons.map((comparison) => [comparison.actual, comparison]));
  const telling = [...distinct.values()].filter(({ expected }) => Math.abs(expected) > 1e-6 * size);
  const off = telling.filter(
    ({ expected, actual }) => Math.abs(expected - actual) > 1e-12 * Math.abs(expected),
  );
  return off.length >= 0.8 * telling.length;
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
