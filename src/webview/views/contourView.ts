import { html, nothing, svg } from "lit";
import { type ContourMap, contourMap } from "../model/contour.ts";
import type { Look } from "../model/look.ts";
import { formatNumber } from "../model/numbers.ts";
import type { FreeInput, Picture } from "../model/picture.ts";
import { type Scene, seedOf } from "../model/scene.ts";
import { plotRange } from "../model/sliderRange.ts";
import { choiceView } from "../view/choiceView.ts";
import type { ChainActions } from "./chainView.ts";
import { framed, type PlotFrame, plotFrame } from "./plotFrame.ts";

const WIDTH = 560;
const HEIGHT = 340;
/** How long the gradient's arrow is drawn, whatever its size: the numbers tell that. */
const ARROW = 64;

/** Lines of equal value over two inputs, and the gradient: the steepest way up. */
export function contourView(scene: Scene, look: Look, actions: ChainActions) {
  const { picture, input, inputs, sweep } = scene;
  const output = seedOf(scene);
  const others = picture.inputs.filter((other) => other !== input);
  if (!input || output === undefined || others.length === 0) return nothing;
  const beside = others.find(({ path }) => path === look.beside) ?? others[0];
  if (!beside) return nothing;
  const [x, y] = [inputs[input.index] as number, inputs[beside.index] as number];
  const [gx, gy] = [sweep.adjoints[input.node] as number, sweep.adjoints[beside.node] as number];
  const xs = plotRange(input.sample, x);
  const ys = plotRange(beside.sample, y);
  const map = contourMap(picture, inputs, output, [input, beside], [xs, ys]);
  const frame = plotFrame(WIDTH, HEIGHT, [xs.min, xs.max], [ys.min, ys.max]);
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
      <svg
        class="plot"
        viewBox=${`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label=${`${picture.words.term(output)} over ${input.path} and ${beside.path}: at ${formatNumber(x)}, ${formatNumber(y)} the gradient is ${gradient}`}
      >
        ${framed(
          frame,
          { x: input.path, y: beside.path },
          svg`${levelsView(map, frame)}${arrowView(frame, [x, y], [gx, gy])}`,
        )}
      </svg>
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

function levelsView({ levels, columns, rows }: ContourMap, frame: PlotFrame) {
  const { xs, ys, left, top } = frame;
  const along = ([low, high]: PlotFrame["xs"], place: number, count: number) =>
    low + ((high - low) * (place - 0.5)) / (count - 1);
  const point = ([column = 0, row = 0]: readonly number[]) =>
    `${left(along(xs, column, columns)).toFixed(1)},${top(along(ys, row, rows)).toFixed(1)}`;
  return levels.map(({ value, rings }) => {
    const path = rings.map((ring) => `M${ring.map(point).join("L")}Z`).join("");
    return svg`<path class="level" d=${path}><title>${formatNumber(value)}</title></path>`;
  });
}

/** In the units of the two axes, so that its slant is the ratio of the two rates. */
function arrowView({ left, top }: PlotFrame, [x, y]: number[], [gx, gy]: number[]) {
  const from = { x: left(x as number), y: top(y as number) };
  if (!Number.isFinite(from.x) || !Number.isFinite(from.y)) return nothing;
  const across = left((x as number) + 1) - from.x;
  const upright = (top(0) - top(1)) * (gy as number);
  const [dx, dy] = [across * (gx as number), -upright];
  const length = Math.hypot(dx, dy);
  const point = svg`<circle class="point" cx=${from.x} cy=${from.y} r="4.5" />`;
  if (!(length > 0) || !Number.isFinite(length)) return point;
  const [ux, uy] = [dx / length, dy / length];
  const tip = { x: from.x + ARROW * ux, y: from.y + ARROW * uy };
  const side = (turn: 1 | -1) =>
    `${(tip.x - 9 * ux + 5 * turn * uy).toFixed(1)},${(tip.y - 9 * uy - 5 * turn * ux).toFixed(1)}`;
  const end = `${tip.x.toFixed(1)},${tip.y.toFixed(1)}`;
  return svg`
    <path class="arrow" d=${`M${from.x.toFixed(1)},${from.y.toFixed(1)}L${end}M${side(1)}L${end}L${side(-1)}`} />
    ${point}
  `;
}

function legendView({ levels, hasGaps }: ContourMap) {
  const [first, last] = [levels[0], levels.at(-1)];
  const text =
    first && last && first !== last
      ? `Lines of equal value from ${formatNumber(first.value)} (light) to ${formatNumber(last.value)} (strong). `
      : "The same value everywhere. ";
  const gaps = hasGaps
    ? "Where it is empty the code takes another branch, or there is no value."
    : "";
  return html`<p class="remark">${text}${gaps}</p>`;
}
