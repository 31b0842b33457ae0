import type { NodeId } from "../../core/tape/tape.ts";
import { sizeOf } from "../../core/tape/tape.ts";
import { heights } from "./curve.ts";
import { latest } from "./latest.ts";
import type { FreeInput, Picture } from "./picture.ts";
import type { SliderRange } from "./sliderRange.ts";
import { ticks } from "./ticks.ts";

/** The output over two inputs, to be drawn as lines of equal value. */
export interface ContourMap {
  /** Row by row, from the lowest corner; NaN where another branch is taken. */
  readonly values: readonly number[];
  /** Where a line is to be, from low to high. */
  readonly thresholds: readonly number[];
  readonly columns: number;
  readonly rows: number;
  readonly hasGaps: boolean;
}

const FINEST = 61;
const COARSEST = 15;
/** Operations that one map may cost. */
const MOST_OPERATIONS = 4e6;
const LEVELS = 12;

const known = latest<ContourMap>();

/** The same as long as only these two inputs move, and inside the map. */
export function contourMap(
  picture: Picture,
  inputs: readonly number[],
  output: NodeId,
  [across, upright]: readonly [FreeInput, FreeInput],
  [xs, ys]: readonly [SliderRange, SliderRange],
): ContourMap {
  const others = inputs.with(across.index, 0).with(upright.index, 0);
  const ranges = [xs.min, xs.max, ys.min, ys.max];
  const key = [across.index, upright.index, output, ...ranges, ...others].join(" ");
  return known(picture, key, () => {
    const { evaluator } = picture;
    const affordable = Math.floor(Math.sqrt(MOST_OPERATIONS / sizeOf(picture.tape)));
    const size = Math.min(FINEST, Math.max(COARSEST, affordable));
    const step = (range: SliderRange, i: number) =>
      range.min + ((range.max - range.min) * i) / (size - 1);
    const values: number[] = [];
    for (let row = 0; row < size; row++) {
      const line = inputs.with(upright.index, step(ys, row));
      for (let column = 0; column < size; column++) {
        line[across.index] = step(xs, column);
        values.push(evaluator.evaluate(line) ? Number.NaN : evaluator.valueOf(output));
      }
    }
    const finite = values.filter(Number.isFinite);
    return {
      ...{ values, columns: size, rows: size, hasGaps: finite.length < values.length },
      thresholds: ticks(...heights(finite), LEVELS),
    };
  });
}
