import { compareAt } from "../compare/compare.ts";
import { type Difference, relativeError, type Tally } from "../compare/tally.ts";
import type { Diagnosis, Reason, Verdict } from "../gradientCheck.ts";
import { type Pair, scaleOf } from "../pairs/pair.ts";
import type { Plan } from "../replay/plans.ts";
import { type Point, readable } from "../replay/points.ts";
import type { Sample } from "../samples/sample.ts";
import type { Samples } from "../samples/samples.ts";
import { approximationReason, isWithin } from "./approximations.ts";
import { carriesMinus, outermostFactors, unitFactors } from "./factors.ts";

/** What one way of calling and reading the derivative came to. */
export interface Judgement {
  readonly plan: Plan;
  readonly tally: Tally;
  readonly verdict: Extract<
    Verdict,
    "equal" | "equal-of-output" | "proportional" | "kink" | "conditional" | "wrong" | "inconclusive"
  >;
  readonly factor?: number;
  /** As `GradientCheck.isStated`. */
  readonly isStated?: boolean;
  readonly difference?: Difference;
  readonly message?: string;
  /** Where a derivative that is right elsewhere throws. */
  readonly gap?: Reason;
  /** Of a conditional derivative. */
  readonly agreesWhen?: string;
  readonly diagnosis?: Diagnosis;
  readonly isProved?: boolean;
  /** As `GradientCheck.guards`. */
  readonly guards?: readonly string[];
  /** As `GradientCheck.exact`. */
  readonly exact?: string;
}

export function judge(pair: Pair, plan: Plan, taken: Samples, tally: Tally): Judgement {
  const scale = scaleOf(pair);
  const base = { plan, tally };
  const right: Judgement =
    scale === 1
      ? { ...base, verdict: plan.form === "output" ? "equal-of-output" : "equal" }
      : { ...base, verdict: "proportional", factor: scale, isStated: true };
  const differences = isWithin(pair, tally) ? [] : confirmed(taken, tally, scale);
  if (tally.compared === 0)
    return { ...base, verdict: "inconclusive", message: emptyReason(tally) };
  if (differences.length === 0) {
    // Differences at isolated points only are no statement about a derivative, but no proof either.
    return tally.agreeing > 0 || isWithin(pair, tally)
      ? right
      : { ...base, verdict: "inconclusive", message: emptyReason(tally) };
  }
  const factor = explainedFactor(pair, taken, tally);
  if (factor !== undefined) {
    const isStated = factor === -1 && carriesMinus(pair.derivative.shortName);
    return { ...base, verdict: "proportional", factor: factor * scale, isStated };
  }
  const approximate = approximationReason(pair, tally);
  if (approximate !== undefined) return { ...base, verdict: "inconclusive", message: approximate };
  return { ...base, verdict: "wrong", difference: mostReadable(differences) };
}

/** Differences that are there on an open set: a lone one counts if its neighbours differ too. */
function confirmed(taken: Samples, tally: Tally, scale: number): readonly Difference[] {
  if (tally.differences.length > 2) return tally.differences;
  return tally.differences.filter(({ sample }) => {
    const neighbours = [1 + 2 ** -12, 1 - 2 ** -13]
      .map((stretch) => taken.at(stretched(sample.point, stretch)))
      .filter((neighbour) => neighbour !== undefined);
    return neighbours.some((neighbour) => {
      const outcome = compareAt(neighbour, tally.reading, scale);
      return (
        outcome.kind === "compared" && outcome.comparisons.some(({ kind }) => kind === "differs")
      );
    });
  });
}

function stretched(point: Point, stretch: number): Point {
  return new Map(
    [...point].map(([path, value]) => [path, Number.isInteger(value) ? value : value * stretch]),
  );
}

/** What the hand-written numbers are of the exact ones, if that is the same everywhere. */
export function constantRatio({ comparisons }: Tally): number | undefined {
  let factor: number | undefined;
  for (const { expected, actual } of comparisons) {
    if (expected === 0 && actual === 0) continue;
    const ratio = actual / expected;
    if (!Number.isFinite(ratio) || ratio === 0) return undefined;
    factor ??= ratio;
    if (Math.abs(ratio - factor) > 1e-7 * Math.abs(factor)) return undefined;
  }
  return factor;
}

/** The one constant between both, if there is one and it explains itself. */
function explainedFactor(pair: Pair, taken: Samples, tally: Tally): number | undefined {
  const factor = constantRatio(tally);
  const [sample] = taken.samples;
  if (factor === undefined || !sample) return undefined;
  const known = knownFactors(pair, sample, tally);
  return known.find((value) => Math.abs(value - factor) <= 1e-7 * Math.abs(value));
}

function knownFactors(pair: Pair, { primal, hand }: Sample, tally: Tally): readonly number[] {
  const outputs = primal.tape.outputs;
  const [first] = outputs;
  const [component] = tally.reading.components;
  const written = hand.tape.outputs.find(({ path }) => path === component?.at);
  const factors = [
    ...(outputs.length === 1 && first ? outermostFactors(primal.tape, first.node) : []),
    ...(written ? unitFactors(hand.tape, written.node) : []),
  ];
  return !pair.scales && carriesMinus(pair.derivative.shortName)
    ? [-1, ...factors.map((value) => -value)]
    : factors;
}

function emptyReason(tally: Tally): string {
  if (tally.kinks > 0 && tally.blurred === 0)
    return "nothing could be compared: every point tried lies at a corner or a jump";
  if (tally.blurred > 0)
    return "nothing could be compared: rounding alone is as large as the derivative";
  return "nothing could be compared: no point was found at which both have a value";
}

/** The first point, which is the function's own, if it shows the difference well; else the shortest. */
function mostReadable(differences: readonly Difference[]): Difference {
  const clear = differences.filter(({ comparison }) => relativeError(comparison) > 0.01);
  const choices = clear.length > 0 ? clear : differences;
  const finite = choices.filter(({ comparison }) => Number.isFinite(comparison.actual));
  const shown = finite.length > 0 ? finite : choices;
  const plain = shown.filter(({ comparison }) => isPlainlyWritten(comparison));
  return (plain.length > 0 ? plain : shown).reduce((best, next) =>
    effort(next.sample.point) < effort(best.sample.point) ? next : best,
  );
}

/** Numbers that can be written without an exponent. */
function isPlainlyWritten({ expected, actual }: Difference["comparison"]): boolean {
  const size = Math.max(Math.abs(expected), Math.abs(actual));
  return size >= 1e-3 && size < 1e6;
}

/** How hard a point is to read: digits, and distance from ordinary sizes. */
function effort(point: Point): number {
  let digits = 0;
  for (const value of point.values()) {
    digits += value === readable(value) ? String(Math.abs(value)).length : 20;
  }
  return digits;
}
