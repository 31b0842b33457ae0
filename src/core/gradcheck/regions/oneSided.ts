import { formatNumber } from "../../util/formatNumber.ts";
import type { Point } from "../replay/points.ts";
import type { Sample } from "../samples/sample.ts";

/** What is known of one point: right, clearly wrong, or neither. */
type OpinionAt = (sample: Sample) => "right" | "wrong" | undefined;

const fewest = 4;
const maximumHalvings = 40;
/** How sharply right turns into wrong, as a part of the place. */
const sharpness = 1e-3;

/**
 * Right on one side of a value of the only input that moves, wrong on the other: y ↦ f′(f⁻¹(y)) holds on one
 * branch of the inverse, so up to where f turns round, and no condition of the code says so. Two formulas that
 * merely approach one another pass through every error between wrong and right; these change over at once.
 */
export function rightSide(
  samples: readonly Sample[],
  path: string,
  opinionAt: OpinionAt,
  at: (point: Point) => Sample | undefined,
): string | undefined {
  const told = samples
    .flatMap((sample) => {
      const value = sample.point.get(path);
      const opinion = opinionAt(sample);
      return value === undefined || opinion === undefined ? [] : [{ sample, value, opinion }];
    })
    .sort((a, b) => a.value - b.value);
  const change = told.findIndex(({ opinion }) => opinion !== told[0]?.opinion);
  if (change < fewest || told.length - change < fewest) return undefined;
  const last = told.at(-1);
  const [below, above] = [told[change - 1], told[change]];
  if (!last || !below || !above) return undefined;
  if (told.slice(change).some(({ opinion }) => opinion !== last.opinion)) return undefined;
  let [low, high] = [below.value, above.value];
  for (let halving = 0; halving < maximumHalvings; halving++) {
    if (high - low <= sharpness * Math.max(Math.abs(low), Math.abs(high))) break;
    const middle = (low + high) / 2;
    const sample = at(new Map(below.sample.point).set(path, middle));
    const opinion = sample && opinionAt(sample);
    if (!opinion) return undefined;
    if (opinion === below.opinion) low = middle;
    else high = middle;
  }
  const limit = formatNumber((low + high) / 2, 3);
  return last.opinion === "right" ? `${path} > ${limit}` : `${path} < ${limit}`;
}
