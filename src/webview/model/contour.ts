import { contours } from "d3-contour";
import type { NodeId } from "../../core/tape/tape.ts";
import { sizeOf } from "../../core/tape/tape.ts";
import { heights } from "./curve.ts";
import { latest } from "./latest.ts";
import type { FreeInput, Picture } from "./picture.ts";
import type { SliderRange } from "./sliderRange.ts";
import { ticks } from "./ticks.ts";

/** The output over two inputs, as lines of equal value. */
export interface ContourMap {
  /** From low to high; rings in grid coordinates, cell centers at halves. */
  readonly levels: readonly Level[];
  readonly columns: number;
  readonly rows: number;
  readonly hasGaps: boolean;
}

interface Level {
  readonly value: number;
  readonly rings: readonly (readonly (readonly number[])[])[];
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
    return { ...levelsOf(values, size), columns: size, rows: size };
  });
}

function levelsOf(values: number[], size: number): Pick<ContourMap, "levels" | "hasGaps"> {
  const finite = values.filter(Number.isFinite);
  const [low, high] = heights(finite);
  const rings = contours()
    .size([size, size])
    .thresholds([...ticks(low, high, LEVELS)])(values);
  return {
    levels: rings.map(({ value, coordinates }) => ({ value, rings: coordinates.flat() })),
    hasGaps: finite.length < values.length,
  };
}
