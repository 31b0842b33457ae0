/** A function of one number, sampled. */
export interface Curve {
  /** In order of x; y is NaN where there is nothing to draw. */
  readonly points: readonly Place[];
  readonly low: number;
  readonly high: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

interface Span {
  readonly min: number;
  readonly max: number;
}

const POINTS = 201;
/** Beyond it differences of values overflow. */
const LARGEST = 1e300;

export function samplePlaces({ min, max }: Span, count = POINTS): readonly number[] {
  return Array.from({ length: count }, (_, i) => min + ((max - min) * i) / (count - 1));
}

export function curveThrough(points: readonly Place[]): Curve {
  const [low, high] = heights(points.map(({ y }) => y).filter(Number.isFinite));
  return { points, low, high };
}

/** Of a function that may be undefined in places. */
export function curveOver(
  valueAt: (x: number) => number | undefined,
  span: Span,
  count?: number,
): Curve {
  return curveThrough(samplePlaces(span, count).map((x) => ({ x, y: valueAt(x) ?? Number.NaN })));
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
