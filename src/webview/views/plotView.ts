import { html, nothing } from "lit";
import { curveOf } from "../model/curve.ts";
import type { Look } from "../model/look.ts";
import { formatNumber } from "../model/numbers.ts";
import { type Scene, seedOf } from "../model/scene.ts";
import { plotRange } from "../model/sliderRange.ts";
import type { ChainActions } from "./chainView.ts";
import { curveView } from "./curveView.ts";
import { inputChoice, noInputView } from "./inputChoice.ts";

const WIDTH = 560;
const HEIGHT = 300;

/** The result over one input, and the tangent where it stands: its slope is the derivative. */
export function plotView(scene: Scene, _look: Look, actions: ChainActions) {
  const { picture, input, inputs, sweep } = scene;
  const output = seedOf(scene);
  if (!input || output === undefined) return noInputView();
  const x = inputs[input.index] as number;
  const y = sweep.values[output] as number;
  const slope = sweep.adjoints[input.node] as number;
  const range = plotRange(input.sample, x);
  const curve = curveOf(picture.evaluator, inputs, input.index, output, range);
  const name = picture.words.term(output);
  return html`
    <div class="toolbar">
      ${inputChoice(scene, actions.chooseInput)}
      <span class="remark"
        >at ${input.path} = ${formatNumber(x)}: value <span class="value">${formatNumber(y)}</span>, slope
        <span class="gradient">${formatNumber(slope)}</span></span
      >
    </div>
    <svg
      class="plot"
      viewBox=${`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label=${`${name} over ${input.path}: at ${formatNumber(x)} it is ${formatNumber(y)} with slope ${formatNumber(slope)}`}
    >
      ${curveView({ width: WIDTH, height: HEIGHT, names: { x: input.path, y: name }, curve, tangent: { x, y, slope } })}
    </svg>
    ${
      curve.hasGaps
        ? html`<p class="remark">Where the curve is missing the code takes another branch, which is not in this picture.</p>`
        : nothing
    }
  `;
}
