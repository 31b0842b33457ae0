import { ticks } from "d3-array";
import { sizeOf } from "../../core/tape/tape.ts";
import type { BranchPoint } from "../../protocol/branches.ts";
import { type Answer, answeredAtRest } from "./atRest.ts";
import { heights } from "./curve.ts";
import type { Look } from "./look.ts";
import type { FreeInput } from "./picture.ts";
import type { Scene } from "./scene.ts";
import { plotRange, type SliderRange } from "./sliderRange.ts";
import { createWalk, type Gaps, gapsAt } from "./walk.ts";

/** The output over two inputs, to be drawn as lines of equal value. */
export interface ContourMap extends Gaps {
  /** Row by row, from the lowest corner; NaN where there is none. */
  readonly values: readonly number[];
  /** Where a line is to be, from low to high. */
  readonly thresholds: readonly number[];
  readonly columns: number;
  readonly rows: number;
  /** Whether there is no value in places, for whatever reason. */
  readonly hasGaps: boolean;
}

const FINEST = 61;
const COARSEST = 15;
/** Operations that one map may cost. */
const MOST_OPERATIONS = 4e6;
const LEVELS = 12;

/** Thousands of values are too many for a frame in which a third input moves. */
const atRest = answeredAtRest<ContourMap>();

/** The chosen input across, and beside it the one the person has chosen for that, or the next best. */
export function contourInputs(
  { picture, input }: Pick<Scene, "picture" | "input">,
  { beside }: Pick<Look, "beside">,
): readonly [FreeInput, FreeInput] | undefined {
  const others = picture.inputs.filter((other) => other !== input);
  const upright = others.find(({ path }) => path === beside) ?? others[0];
  return input && upright && [input, upright];
}

/** Over two inputs, around where they stand; the one from before while a third one moves. */
export function contourIn(
  scene: Scene,
  inputs: readonly [FreeInput, FreeInput],
  again: () => void,
): Answer<ContourMap> {
  const { branches, moves, output } = scene;
  const [xs, ys] = rangesOf(scene, inputs);
  const paths = inputs.map(({ path }) => path);
  const where = JSON.stringify([paths, output, xs.min, xs.max, ys.min, ys.max]);
  const others = Object.entries(moves).filter(([path]) => !paths.includes(path));
  const question = { where, at: JSON.stringify(others) };
  return atRest(branches, question, again, () => contourMap(scene, inputs, [xs, ys]));
}

export function rangesOf(
  { inputs }: Pick<Scene, "inputs">,
  [across, upright]: readonly [FreeInput, FreeInput],
): readonly [SliderRange, SliderRange] {
  return [
    plotRange(across.sample, inputs[across.index] as number),
    plotRange(upright.sample, inputs[upright.index] as number),
  ];
}

export function contourMap(
  { branches, moves, output }: Pick<Scene, "branches" | "moves" | "output">,
  [across, upright]: readonly [FreeInput, FreeInput],
  [xs, ys]: readonly [SliderRange, SliderRange],
): ContourMap {
  const paths = [across.path, upright.path];
  const walk = createWalk(branches, moves, output, paths);
  const operations = [branches.home, ...branches.others].reduce(
    (sum, { tape }) => sum + sizeOf(tape),
    0,
  );
  const affordable = Math.floor(Math.sqrt(MOST_OPERATIONS / operations));
  const size = Math.min(FINEST, Math.max(COARSEST, affordable));
  const step = (range: SliderRange, i: number) =>
    range.min + ((range.max - range.min) * i) / (size - 1);
  const values: number[] = [];
  const outside: BranchPoint[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = [step(xs, column), step(ys, row)];
      const footing = walk.to(at);
      if (!footing) outside.push(walk.pointAt(at));
      values.push(footing ? footing.value() : Number.NaN);
    }
  }
  const finite = values.filter(Number.isFinite);
  return {
    ...gapsAt(branches, outside),
    ...{ values, columns: size, rows: size, hasGaps: finite.length < values.length },
    thresholds: ticks(...heights(finite), LEVELS),
  };
}
