import { sizeOf } from "../../core/tape/tape.ts";
import { type Answer, answeredAtRest } from "./atRest.ts";
import { type Curve, curveThrough, type Place, samplePlaces } from "./curve.ts";
import { type Kink, kinksOf, type Side } from "./kinks.ts";
import type { FreeInput } from "./picture.ts";
import type { Scene } from "./scene.ts";
import { plotRange, type SliderRange } from "./sliderRange.ts";
import { createWalk, type Gaps, gapsAt } from "./walk.ts";

/** The output over one input, its derivative over it, and where they break. */
export interface Plot extends Gaps {
  readonly curve: Curve;
  readonly slopes: Curve;
  readonly kinks: readonly Kink[];
}

/** Curves of larger tapes are too much for a frame in which another input moves. */
const MOST_NODES = 1000;

const atRest = answeredAtRest<Plot>();

/** Of the chosen input, around where it stands; the one from before while a large one would take too long. */
export function plotIn(scene: Scene, input: FreeInput, again: () => void): Answer<Plot> {
  const { picture, branches, inputs, moves, output } = scene;
  const range = plotRange(input.sample, inputs[input.index] as number);
  const where = JSON.stringify([input.path, output, range.min, range.max]);
  const others = JSON.stringify(Object.entries({ ...moves, [input.path]: 0 }));
  const isLarge = sizeOf(picture.tape) > MOST_NODES;
  const question = isLarge ? { where, at: others } : { where: where + others, at: "" };
  return atRest(branches, question, again, () => plotOf(scene, input, range));
}

export function plotOf(
  { branches, moves, output }: Pick<Scene, "branches" | "moves" | "output">,
  { path }: FreeInput,
  range: SliderRange,
): Plot {
  const walk = createWalk(branches, moves, output, [path]);
  const xs = samplePlaces(range);
  const sides = xs.map((x): Side | undefined => {
    const footing = walk.to([x]);
    return footing && { x, y: footing.value(), slope: footing.slopes()[0] as number };
  });
  const outside = xs.filter((_, i) => sides[i] === undefined).map((x) => walk.pointAt([x]));
  const kinks = kinksOf(walk, xs);
  const along = (height: (side: Side) => number) =>
    xs.map((x, i) => ({ x, y: sides[i] ? height(sides[i]) : Number.NaN }));
  return {
    ...gapsAt(branches, outside),
    curve: curveThrough(
      broken(
        along(({ y }) => y),
        kinks.filter(({ isJump }) => isJump),
        ({ y }) => y,
      ),
    ),
    slopes: curveThrough(
      broken(
        along(({ slope }) => slope),
        kinks,
        ({ slope }) => slope,
      ),
    ),
    kinks,
  };
}

/** No line leads across a jump: it ends where it comes to from the left, and begins anew on the right. */
function broken(
  points: readonly Place[],
  kinks: readonly Kink[],
  height: (side: Side) => number,
): readonly Place[] {
  const breaks = kinks.flatMap(({ left, right, x }) => [
    ...(left ? [{ x: left.x, y: height(left) }] : []),
    { x, y: Number.NaN },
    ...(right ? [{ x: right.x, y: height(right) }] : []),
  ]);
  const isAt = (x: number) => kinks.some((kink) => Math.abs(kink.x - x) <= 1e-9 * Math.abs(x));
  // A stable sort: what has the same place stays in this order.
  return [...points.filter(({ x }) => !isAt(x)), ...breaks].sort((a, b) => a.x - b.x);
}
