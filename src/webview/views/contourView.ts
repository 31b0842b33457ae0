import { contours } from "d3-contour";
import { line } from "d3-shape";
import { html, nothing, svg } from "lit";
import { type ContourMap, contourIn, contourInputs, rangesOf } from "../model/contour.ts";
import type { Look } from "../model/look.ts";
import { formatNumber } from "../model/numbers.ts";
import type { FreeInput, Picture } from "../model/picture.ts";
import { type Scene, seedOf } from "../model/scene.ts";
import { choiceView } from "../view/choiceView.ts";
import { room } from "../view/room.ts";
import type { ChainActions } from "./chainView.ts";
import { figureView } from "./figure.ts";
import { type Frame, type Span, scalesOf } from "./frame.ts";
import { gapsView } from "./gapsView.ts";
import { arrowMark } from "./marks.ts";

const WIDTH = 560;
const HEIGHT = 340;
/** How long the gradient's arrow is drawn, whatever its size: the numbers tell that. */
const ARROW = 64;

type Pair = readonly [number, number];

/** Lines of equal value over two inputs, and the gradient: the steepest way up. */
export function contourView(scene: Scene, look: Look, actions: ChainActions) {
  const { picture, inputs, sweep } = scene;
  const output = seedOf(scene);
  const chosen = contourInputs(scene, look);
  if (!chosen || output === undefined) return nothing;
  const [input, beside] = chosen;
  const others = picture.inputs.filter((other) => other !== input);
  const [x, y] = [inputs[input.index] as number, inputs[beside.index] as number];
  const [gx, gy] = [sweep.adjoints[input.node] as number, sweep.adjoints[beside.node] as number];
  const [xs, ys] = rangesOf(scene, chosen);
  const { result: map, isLate } = contourIn(scene, chosen, () => actions.look({}));
  const frame: Frame = {
    ...{ width: room(WIDTH), height: HEIGHT, names: { x: input.path, y: beside.path } },
    ...{ xs: [xs.min, xs.max], ys: [ys.min, ys.max] },
  };
  const gradient = `(${formatNumber(gx)}, ${formatNumber(gy)})`;
  return html`
    <section class="contour">
      <div class="toolbar">
        <span class="choice">
          over <span class="function-name">${input.path}</span> and
          ${besideChoice(picture, others, beside, actions)}
        </span>
        <span class="remark">gradient <span class="gradient">${gradient}</span>: steepest way up</span>
      </div>
      ${figureView({
        ...{ frame, about: map, kind: isLate ? "late" : "" },
        label: `${picture.words.term(output)} over ${input.path} and ${beside.path}: at ${formatNumber(x)}, ${formatNumber(y)} the gradient is ${gradient}`,
        rests: () => levelsOf(map, frame),
        moves: gradientMark(frame, [x, y], [gx, gy]),
        point: { x, y },
      })}
      ${legendView(map)}
    </section>
  `;
}

function besideChoice(
  { words }: Picture,
  others: readonly FreeInput[],
  chosen: FreeInput,
  { look }: ChainActions,
) {
  return choiceView({
    ...{ label: "and", name: "beside-choice", options: others, chosen },
    textOf: ({ node }) => words.term(node),
    choose: ({ path }) => look({ beside: path }),
  });
}

/** Values stand at the corners of the map; the library takes them for the middles of cells. */
function levelsOf({ values, columns, rows, thresholds }: ContourMap, frame: Frame) {
  const { x, y } = scalesOf(frame);
  const at = (place: number, [low, high]: Span, count: number) =>
    low + ((place - 0.5) / (count - 1)) * (high - low);
  const ring = line<[number, number]>(
    ([column]) => x(at(column, frame.xs, columns)),
    ([, row]) => y(at(row, frame.ys, rows)),
  ).digits(1);
  const areas = contours()
    .size([columns, rows])
    .thresholds([...thresholds])([...values]);
  const paths = areas.map(({ coordinates }) =>
    coordinates.flat().map((corners) => `${ring(corners as [number, number][])}Z`),
  );
  return svg`<g class="level">${paths.map((path) => svg`<path d=${path.join("")} />`)}</g>`;
}

/** In the units of the two axes, so that its slant is the ratio of the two rates. */
function gradientMark(frame: Frame, [x, y]: Pair, [gx, gy]: Pair) {
  const unit = ([low, high]: Span, pixels: number) => pixels / (high - low);
  const [right, up] = [gx * unit(frame.xs, frame.width), gy * unit(frame.ys, frame.height)];
  const length = Math.hypot(right, up);
  const isDrawn = length > 0 && Number.isFinite(length);
  const [toRight, upwards] = [(ARROW * right) / length, (ARROW * up) / length];
  return isDrawn ? arrowMark(frame, { x, y }, [toRight, upwards]) : nothing;
}

function legendView(map: ContourMap) {
  const { thresholds, hasGaps, missing, reasons } = map;
  const [first, last] = [thresholds[0], thresholds.at(-1)];
  const text =
    first !== undefined && last !== undefined && first !== last
      ? `Lines of equal value from ${formatNumber(first)} (light) to ${formatNumber(last)} (strong). `
      : "The same value everywhere. ";
  const isOfBranches = missing.length > 0 || reasons.length > 0;
  const gaps = hasGaps && !isOfBranches ? "Where it is empty there is no value." : "";
  return html`<p class="remark">${text}${gaps}</p>${gapsView("the map", map)}`;
}
