import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { Look } from "../model/look.ts";
import type { Nudged } from "../model/nudge.ts";
import { editableNumber, formatNumber } from "../model/numbers.ts";
import type { Routes } from "../model/routes.ts";
import { sliderRange } from "../model/sliderRange.ts";
import { numberField, numberIn } from "../view/numberField.ts";

/** A small push to the input, and what the rates make of it at the end. */
export function nudgeControl(
  { level, input, output }: Routes,
  last: Nudged | undefined,
  change: number,
  look: (change: Partial<Look>) => void,
) {
  const { step } = sliderRange(input.sample, input.sample);
  const nudge = (event: Event) => {
    const value = numberIn(event);
    if (Number.isFinite(value)) look({ nudge: value });
  };
  return html`
    <div class="toolbar nudge-control">
      <span class="choice"
        >nudge <span class="function-name">${input.path}</span> by
        <input
          type="range"
          aria-label=${`nudge of ${input.path}`}
          min=${-10 * step}
          max=${10 * step}
          step=${step / 10}
          .value=${live(String(change))}
          @input=${nudge}
        />
      </span>
      ${numberField({
        ...{ label: `exact nudge of ${input.path}`, value: editableNumber(change) },
        change: nudge,
      })}
      ${last ? outcome(level.name(output), last) : nothing}
    </div>
  `;
}

function outcome(name: string, { byRate, really }: Nudged) {
  return html`
    <span class="remark"
      ><span class="function-name">${name}</span> moves
      <span class="gradient">${formatNumber(byRate)}</span> by the rates${
        really === undefined
          ? nothing
          : html`, really <span class="value">${formatNumber(really)}</span>`
      }</span
    >
  `;
}
