import type { Sample } from "../samples/sample.ts";
import type { Samples } from "../samples/samples.ts";
import { type Comparison, compareAt } from "./compare.ts";
import type { Reading } from "./reading.ts";

type NumberComparison = Extract<Comparison, { kind: "agrees" | "differs" }>;

/** One sample at which some component differed. */
export interface Difference {
  readonly sample: Sample;
  readonly comparison: NumberComparison;
}

/** What all samples together say about one reading. */
export interface Tally {
  readonly reading: Reading;
  /** Samples at which numbers were really compared. */
  readonly compared: number;
  readonly agreeing: number;
  readonly differences: readonly Difference[];
  readonly comparisons: readonly (NumberComparison & { readonly sample: Sample })[];
  readonly maxRelativeError: number;
  readonly branches: { readonly covered: number; readonly seen: number };
  readonly kinks: number;
  readonly blurred: number;
}

/** After this many clear differences no further one changes the verdict. */
const enoughDifferences = 24;

/** Compares one reading at every sample; nothing when the numbers show that it is not what was meant. */
export function tallyOf(taken: Samples, reading: Reading, scale: number): Tally | undefined {
  const comparisons: (NumberComparison & { sample: Sample })[] = [];
  const differences: Difference[] = [];
  const covered = new Set<string>();
  const seen = new Set<string>();
  let compared = 0;
  let agreeing = 0;
  let kinks = 0;
  let blurred = 0;
  let maxRelativeError = 0;
  let clear = 0;
  for (const sample of taken.samples) {
    if (clear >= enoughDifferences) break;
    const path = `${sample.primal.path} ${sample.hand.path}`;
    const outcome = compareAt(sample, reading, scale);
    if (outcome.kind === "misread") return undefined;
    if (outcome.kind === "kink") {
      kinks++;
      continue;
    }
    seen.add(path);
    const numbers = outcome.comparisons.filter(isNumber);
    if (outcome.comparisons.some(({ kind }) => kind === "blurred")) blurred++;
    if (numbers.length === 0) continue;
    compared++;
    covered.add(path);
    const differing = numbers.find(({ kind }) => kind === "differs");
    if (differing) {
      const comparison = worst(numbers);
      differences.push({ sample, comparison });
      if (relativeError(comparison) > 0.01) clear++;
    } else agreeing++;
    for (const comparison of numbers) {
      comparisons.push({ ...comparison, sample });
      maxRelativeError = Math.max(maxRelativeError, relativeError(comparison));
    }
  }
  return {
    reading,
    compared,
    agreeing,
    differences,
    comparisons,
    maxRelativeError,
    branches: { covered: covered.size, seen: seen.size + taken.oneSided },
    kinks,
    blurred,
  };
}

function isNumber(comparison: Comparison): comparison is NumberComparison {
  return comparison.kind === "agrees" || comparison.kind === "differs";
}

function worst(numbers: readonly NumberComparison[]): NumberComparison {
  const differing = numbers.filter(({ kind }) => kind === "differs");
  return differing.reduce((left, right) =>
    relativeError(right) > relativeError(left) + 1e-6 ? right : left,
  );
}

/** Of the larger of both, so that it does not matter which is the exact one: 0 … 2, infinite for no value. */
export function relativeError({ expected, actual }: { expected: number; actual: number }): number {
  if (!Number.isFinite(actual)) return Number.POSITIVE_INFINITY;
  const size = Math.max(Math.abs(expected), Math.abs(actual));
  return size === 0 ? 0 : Math.abs(expected - actual) / size;
}

/** By the larger of both; equal infinities are close, and NaN is close to nothing. */
export function isClose(a: number, b: number, tolerance = 1e-8): boolean {
  if (a === b) return true;
  return relativeError({ expected: a, actual: b }) <= tolerance;
}
