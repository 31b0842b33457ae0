import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { derivativeText } from "../model/derivativeFormula.ts";
import { editableNumber, formatNumber } from "../model/numbers.ts";
import type { FreeInput } from "../model/picture.ts";
import { type Scene, seedOf } from "../model/scene.ts";
import { sliderRange, snapped } from "../model/sliderRange.ts";
import { numberField, numberIn } from "./numberField.ts";

export type MoveInput = (input: FreeInput, value: number) => void;

/** A longer name has a line of its own where the panel is narrow. */
const LONGEST_PATH = 12;

/** A row of an input: a slider, a number field, and the derivative with respect to it. */
export function inputRow(scene: Scene, input: FreeInput, column: number, move: MoveInput) {
  const { path, index, sample } = input;
  const value = scene.inputs[index] as number;
  const range = sliderRange(sample, value);
  const reset = () => move(input, sample);
  return html`
    <div class=${path.length > LONGEST_PATH ? "input-row long" : "input-row"} data-input=${path}>
      <span class="path" title=${path}>${path}</span>
      <input
        type="range"
        aria-label=${path}
        aria-valuetext=${formatNumber(value)}
        title="Double-click to reset"
        step="any"
        min=${range.min}
        max=${range.max}
        .value=${live(String(value))}
        @input=${(event: Event) => move(input, snapped(numberIn(event), range))}
        @keydown=${(event: KeyboardEvent) => {
          const presses = arrowPresses(event);
          if (presses === 0) return;
          event.preventDefault();
          move(input, snapped(value + presses * range.step, range));
        }}
        @dblclick=${reset}
      />
      ${numberField({
        ...{ label: `${path}, exact value`, value: editableNumber(value), step: range.step },
        change(event) {
          const typed = numberIn(event);
          if (Number.isFinite(typed)) move(input, typed);
          else (event.target as HTMLInputElement).value = editableNumber(value);
        },
        reset,
      })}
      ${derivativeView(scene, input, column)}
    </div>
  `;
}

/** "∂loss/∂w = 1248 = 4·x²·w·((w·x)² − target)" */
function derivativeView(scene: Scene, { node }: FreeInput, column: number) {
  const { picture, sweep, output } = scene;
  const seed = seedOf(scene);
  if (seed === undefined) return nothing;
  const gradient = sweep.adjoints[node] as number;
  const derivative = picture.words.derivative(seed, node);
  const text = derivativeText(picture, output, column);
  const isNumber = text === undefined || text === formatNumber(gradient);
  return html`
    <span class="derivative">${derivative}</span>
    <span class="gradient ${Number.isNaN(gradient) ? "broken" : ""}">${formatNumber(gradient)}</span>
    <span class="formula" data-derivative=${derivative} title=${text ?? ""}
      >${isNumber ? nothing : `= ${text}`}</span
    >
  `;
}

function arrowPresses({ key, shiftKey }: KeyboardEvent): number {
  const size = shiftKey ? 0.1 : 1;
  if (key === "ArrowRight" || key === "ArrowUp") return size;
  if (key === "ArrowLeft" || key === "ArrowDown") return -size;
  if (key === "PageUp") return 10;
  return key === "PageDown" ? -10 : 0;
}
