/**
 * Derivatives of something that can only be called: central differences of fourth order at many steps.
 * The one is taken at whose step two successive ones agree best, if the two sides do not part (as they do
 * at a kink) and no smaller step says otherwise than its rounding allows.
 */
export type Difference =
  | { readonly kind: "converged"; readonly value: number; readonly scale: number }
  /** Around the point the value is one and the same, as on a stair. */
  | { readonly kind: "flat" }
  /** A kink, a jump, an edge of the domain, or too much rounding for a derivative to be told. */
  | { readonly kind: "rough" };

const largestStep = 2 ** -4;
const halvings = 16;

/** How well two successive estimates must agree, relative to the scale of the derivative. */
const wantedAgreement = 1e-7;
/** A smaller step may differ by so much of the scale, besides its noise. */
const sureness = 1e-5;
/** Smaller derivatives are not told from rounding. */
const smallestScale = 1e-9;
/** One-sided differences are rougher: so much of their gap counts as error. */
const gapWeight = 1e-3;

/** By so much of (value / input) rounding and cancelling may hide a smaller derivative. */
const valueShare = 1e-3;

/** All outputs at one value of the input; undefined where it cannot be called. */
type Call = (x: number) => readonly number[] | undefined;

/** For every output at once. */
export function differences(at: Call, x: number): readonly Difference[] | undefined {
  const middle = at(x);
  if (!middle) return undefined;
  const size = sizeOf(x);
  const noise = noiseAround(at, x, middle);
  const pairs = Array.from({ length: halvings + 1 }, (_, k) =>
    pairAt(at, x, size * largestStep * 2 ** -k, middle.length),
  );
  const tiny = tinySteps.map((step) => ({
    h: size * step,
    pair: pairAt(at, x, size * step, middle.length),
  }));
  return middle.map((f, index): Difference => {
    const around = [f, pairs[0]?.above[index] ?? 0, pairs[0]?.below[index] ?? 0];
    const magnitude = Math.max(...around.filter(Number.isFinite).map(Math.abs));
    const scaleOf = (value: number) =>
      Math.max(Math.abs(value), (valueShare * magnitude) / size, smallestScale);
    const best = bestOf(estimates(pairs, f, index, size, noise[index] as number), scaleOf);
    const looks = tiny.map(({ h, pair }) => lookAt(f, pair, index, h));
    const contradicting = looks.filter(
      ({ slope, bar }) => best && !(Math.abs(slope - best.value) <= bar),
    );
    if (best && contradicting.length < 2)
      return { kind: "converged", value: best.value, scale: scaleOf(best.value) };
    return looks.filter(({ isFlat }) => isFlat).length < 2 ? { kind: "rough" } : { kind: "flat" };
  });
}

/** So near to the point that no stair or kink fits in: coarse, but the derivative must not contradict it. */
interface Look {
  readonly slope: number;
  readonly bar: number;
  readonly isFlat: boolean;
}

const tinySteps = [2 ** -34, 2 ** -37, 2 ** -40, 2 ** -43];

function lookAt(f: number, pair: Pair | undefined, index: number, h: number): Look {
  const above = pair?.above[index] ?? Number.NaN;
  const below = pair?.below[index] ?? Number.NaN;
  const slope = (above - below) / (2 * h);
  const bar = 1e-3 * Math.abs(slope) + (2 ** -49 * Math.abs(f)) / h;
  return { slope, bar, isFlat: above === f && below === f };
}

/** At one step: the derivative, how far the next smaller step is from it, and what noise can do to it. */
interface Estimate {
  readonly value: number;
  readonly error: number;
  readonly bar: number;
}

/** From the largest step to the smallest. */
function estimates(
  pairs: readonly (Pair | undefined)[],
  f: number,
  index: number,
  size: number,
  noise: number,
): readonly Estimate[] {
  const table: Estimate[] = [];
  let before = Number.NaN;
  for (let k = pairs.length - 1; k > 0; k--) {
    const near = pairs[k];
    const wide = pairs[k - 1];
    if (!near || !wide) continue;
    const h = size * largestStep * 2 ** -k;
    const up = (near.above[index] as number) - f;
    const down = f - (near.below[index] as number);
    const upWide = (wide.above[index] as number) - f;
    const downWide = f - (wide.below[index] as number);
    const value = (8 * (up + down) - (upWide + downWide)) / (12 * h);
    const gap = Math.abs(4 * up - upWide - (4 * down - downWide)) / (2 * h);
    const bar = (2 * noise) / h;
    table.unshift({ value, error: Math.max(Math.abs(value - before), gapWeight * gap, bar), bar });
    before = value;
  }
  return table;
}

/** The one that is surest, if it is sure enough and no smaller step says otherwise. */
function bestOf(
  table: readonly Estimate[],
  scaleOf: (value: number) => number,
): Estimate | undefined {
  let best: Estimate | undefined;
  for (const [k, estimate] of table.entries()) {
    const scale = scaleOf(estimate.value);
    if (!(estimate.error <= wantedAgreement * scale)) continue;
    if (best && best.error <= estimate.error) continue;
    const isContradicted = table
      .slice(k + 1)
      .some(({ value, bar }) => !(Math.abs(value - estimate.value) <= 4 * bar + sureness * scale));
    if (!isContradicted) best = estimate;
  }
  return best;
}

/** The step for an input near x is a share of this. */
function sizeOf(x: number): number {
  return x === 0 ? 1 : Math.abs(x);
}

/** Steps at which smooth functions have no fourth difference left: what is there is rounding. */
const noiseSteps = [2 ** -17, 2 ** -21.3, 2 ** -26.7, 2 ** -33.1, 2 ** -40.9];

function noiseAround(at: Call, x: number, middle: readonly number[]): readonly number[] {
  const noise = middle.map((f) => 2 ** -52 * Math.abs(f));
  for (const step of noiseSteps) {
    const h = sizeOf(x) * step;
    const near = pairAt(at, x, h, middle.length);
    const wide = pairAt(at, x, 2 * h, middle.length);
    if (!near || !wide) continue;
    for (const [index, f] of middle.entries()) {
      const inner = (near.above[index] as number) + (near.below[index] as number);
      const outer = (wide.above[index] as number) + (wide.below[index] as number);
      const fourth = Math.abs(outer - 4 * inner + 6 * f) / 8;
      noise[index] = Math.max(noise[index] as number, fourth);
    }
  }
  return noise;
}

interface Pair {
  readonly above: readonly number[];
  readonly below: readonly number[];
}

function pairAt(at: Call, x: number, h: number, count: number): Pair | undefined {
  const above = at(x + h);
  const below = at(x - h);
  return above?.length === count && below?.length === count ? { above, below } : undefined;
}
