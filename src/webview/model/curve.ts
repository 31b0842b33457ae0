/** A function of one number, sampled. */
export interface Curve {
  /** In order of x; y is NaN where another branch is taken. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly low: number;
  readonly high: number;
  /** Whether some of the range belongs to another branch. */
  readonly hasGaps: boolean;
}

const POINTS = 201;
/** Beyond it differences of values overflow. */
const LARGEST = 1e300;

/** Of a function that is undefined where another branch is taken. */
export function curveOver(
  valueAt: (x: number) => number | undefined,
  { min, max }: { readonly min: number; readonly max: number },
): Curve {
  let hasGaps = false;
  const points = Array.from({ length: POINTS }, (_, i) => {
    const x = min + ((max - min) * i) / (POINTS - 1);
    const y = valueAt(x);
    hasGaps ||= y === undefined;
    return { x, y: y ?? Number.NaN };
  });
  const [low, high] = heights(points.map(({ y }) => y).filter(Number.isFinite));
  return { points, low, high, hasGaps };
}

/** What most of the values span, with a little air: a pole does not flatten the rest. */
export function heights(values: readonly number[]): readonly [number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const held = (value: number) => Math.min(Math.max(value, -LARGEST), LARGEST);
  const [low, high] = [held(at(0)), held(at(1))];
  const [inner, outer] = [held(at(0.05)), held(at(0.95))];
  const isSpiked = high - low > 20 * (outer - inner) && outer > inner;
  const [from, to] = isSpiked ? [inner, outer] : [low, high];
  const air = (to - from) * 0.08 || Math.max(1, Math.abs(from)) * 0.5;
  return [from - air, to + air];
}
