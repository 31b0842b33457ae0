import type { NodeId } from "../../core/tape/tape.ts";
import { type Curve, curveOver } from "./curve.ts";
import { valueAt } from "./differenceCheck.ts";
import { type Kink, kinksOf } from "./kinks.ts";
import { latest } from "./latest.ts";
import type { FreeInput, Picture } from "./picture.ts";
import type { SliderRange } from "./sliderRange.ts";

/** The output over one input, its derivative over it, and where they break. */
export interface Plot {
  readonly curve: Curve;
  readonly slopes: Curve;
  readonly kinks: readonly Kink[];
}

const known = latest<Plot>();

/** The same as long as only the input itself moves, and inside the plot. */
export function plotOf(
  picture: Picture,
  inputs: readonly number[],
  { index }: FreeInput,
  output: NodeId,
  { min, max }: SliderRange,
): Plot {
  const { evaluator } = picture;
  const key = [index, output, min, max, ...inputs.with(index, 0)].join(" ");
  return known(picture, key, () => {
    const at = (x: number) => valueAt(evaluator, inputs, index, x, output);
    const slope = (x: number) =>
      at(x) === undefined ? undefined : evaluator.gradient(output)[index];
    const curve = curveOver(at, { min, max });
    const xs = curve.points.map(({ x }) => x);
    const kinks = kinksOf(evaluator, output, index, inputs, xs);
    return { curve, slopes: broken(curveOver(slope, { min, max }), kinks), kinks };
  });
}

/** A slope jumps at a corner: no line leads across. */
function broken(slopes: Curve, kinks: readonly Kink[]): Curve {
  const isAt = (x: number) => kinks.some((kink) => Math.abs(kink.x - x) <= 1e-9 * Math.abs(x));
  const gaps = kinks.map(({ x }) => ({ x, y: Number.NaN }));
  const points = [...slopes.points.filter(({ x }) => !isAt(x)), ...gaps];
  return { ...slopes, points: points.sort((a, b) => a.x - b.x) };
}
