import { html, nothing } from "lit";
import type { Look } from "../model/look.ts";
import { formatNumber } from "../model/numbers.ts";
import type { FreeInput } from "../model/picture.ts";
import { type Plot, plotIn } from "../model/plot.ts";
import { type Scene, seedOf } from "../model/scene.ts";
import { room } from "../view/room.ts";
import type { ChainActions } from "./chainView.ts";
import { contourView } from "./contourView.ts";
import { curveView } from "./curveView.ts";
import { gapsView } from "./gapsView.ts";
import { inputChoice, noInputView } from "./inputChoice.ts";

const WIDTH = 560;
const HEIGHT = 260;
const SLOPE_HEIGHT = 150;

/** The result over one input with its tangent, the derivative below it, and the map over two inputs. */
export function plotView(scene: Scene, look: Look, actions: ChainActions) {
  const { picture, input, inputs, sweep } = scene;
  const output = seedOf(scene);
  if (!input || output === undefined) return noInputView();
  const x = inputs[input.index] as number;
  const y = sweep.values[output] as number;
  const slope = sweep.adjoints[input.node] as number;
  const { result: plot, isLate } = plotIn(scene, input, () => actions.look({}));
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
      ...{ width: room(WIDTH), height: HEIGHT, curve: plot.curve, kinks: plot.kinks },
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
      width: room(WIDTH),
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
function breaksView({ kinks, missing, reasons }: Plot, { path }: FreeInput) {
  return html`
    ${
      kinks.length === 0
        ? nothing
        : html`<p class="remark kinks">
            ◇ ${kinks.map(({ x, name }, index) => html`${index === 0 ? "" : "; "}${path} = ${formatNumber(x)}: ${name}`)}
          </p>`
    }
    ${gapsView("the curve", { missing, reasons })}
  `;
}
