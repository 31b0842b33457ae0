import { html, nothing } from "lit";
import { sizeOf } from "../../core/tape/tape.ts";
import { answeredAtRest } from "../model/atRest.ts";
import type { Look } from "../model/look.ts";
import { formatNumber } from "../model/numbers.ts";
import type { FreeInput } from "../model/picture.ts";
import { type Plot, plotOf } from "../model/plot.ts";
import { type Scene, seedOf } from "../model/scene.ts";
import { plotRange } from "../model/sliderRange.ts";
import type { ChainActions } from "./chainView.ts";
import { contourView } from "./contourView.ts";
import { curveView } from "./curveView.ts";
import { inputChoice, noInputView } from "./inputChoice.ts";

const WIDTH = 560;
const HEIGHT = 260;
const SLOPE_HEIGHT = 150;
/** Curves of larger tapes are too much for a frame in which another input moves. */
const MOST_NODES = 1000;

const plotAtRest = answeredAtRest<Plot>();

/** The result over one input with its tangent, the derivative below it, and the map over two inputs. */
export function plotView(scene: Scene, look: Look, actions: ChainActions) {
  const { picture, input, inputs, sweep } = scene;
  const output = seedOf(scene);
  if (!input || output === undefined) return noInputView();
  const x = inputs[input.index] as number;
  const y = sweep.values[output] as number;
  const slope = sweep.adjoints[input.node] as number;
  const range = plotRange(input.sample, x);
  const where = [input.index, output, range.min, range.max].join(" ");
  const others = inputs.with(input.index, 0).join(" ");
  const isLarge = sizeOf(picture.tape) > MOST_NODES;
  const { result: plot, isLate } = plotAtRest(
    picture,
    isLarge ? { where, at: others } : { where: `${where} ${others}`, at: "" },
    () => actions.look({}),
    () => plotOf(picture, inputs, input, output, range),
  );
  const name = picture.words.term(output);
  return html`
    <div class="toolbar">
      ${inputChoice(scene, actions.chooseInput)}
      <span class="remark"
        >at ${input.path} = ${formatNumber(x)}: value <span class="value">${formatNumber(y)}</span>, slope
        <span class="gradient">${formatNumber(slope)}</span></span
      >
    </div>
    ${curveView({
      ...{ width: WIDTH, height: HEIGHT, curve: plot.curve, kinks: plot.kinks },
      label: `${name} over ${input.path}: at ${formatNumber(x)} it is ${formatNumber(y)} with slope ${formatNumber(slope)}`,
      names: { x: input.path, y: name },
      tangent: { x, y, slope },
      kind: isLate ? "late" : "",
    })}
    ${slopeView(plot, input, x, slope, picture.words.derivative(output, input.node), isLate)}
    ${breaksView(plot, input)}
    ${contourView(scene, look, actions)}
  `;
}

/** f′ on the same axis: its height at each place is the slope of the curve above. */
function slopeView(
  { slopes }: Plot,
  { path }: FreeInput,
  x: number,
  slope: number,
  name: string,
  isLate: boolean,
) {
  if (!slopes.points.some(({ y }) => Number.isFinite(y))) return nothing;
  return curveView({
    ...{
      width: WIDTH,
      height: SLOPE_HEIGHT,
      curve: slopes,
      kind: isLate ? "slopes late" : "slopes",
    },
    label: `${name} over ${path}: at ${formatNumber(x)} it is ${formatNumber(slope)}`,
    names: { x: path, y: name },
    tangent: { x, y: slope, slope: 0 },
  });
}

/** Corners, jumps and branches in words: the marks in the plot cannot be read by everybody. */
function breaksView({ curve, kinks }: Plot, { path }: FreeInput) {
  const gaps =
    "Where the curve is missing the code takes another branch, which is not in this picture.";
  return html`
    ${
      kinks.length === 0
        ? nothing
        : html`<p class="remark kinks">
            ◇ ${kinks.map(({ x, name }, index) => html`${index === 0 ? "" : "; "}${path} = ${formatNumber(x)}: ${name}`)}
          </p>`
    }
    ${curve.hasGaps ? html`<p class="remark">${gaps}</p>` : nothing}
  `;
}
