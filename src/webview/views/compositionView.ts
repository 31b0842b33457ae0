import { html, nothing } from "lit";
import { compositionOf, type Half, innerLength } from "../model/composition.ts";
import type { Look } from "../model/look.ts";
import { formatNumber } from "../model/numbers.ts";
import { type Path, productOf } from "../model/paths.ts";
import type { Routes } from "../model/routes.ts";
import type { Scene } from "../model/scene.ts";
import { plotRange } from "../model/sliderRange.ts";
import { choiceView } from "../view/choiceView.ts";
import { room } from "../view/room.ts";
import { curveView } from "./curveView.ts";

const WIDTH = 330;
const HEIGHT = 230;

/** The inner and the outer function of the chain, each with its tangent: two slopes that multiply. */
export function compositionView(
  { level, input }: Routes,
  path: Path,
  { sweep }: Scene,
  look: Look,
  change: (look: Partial<Look>) => void,
) {
  const range = plotRange(input.sample, sweep.values[input.node] as number);
  const composition = compositionOf(level, path, look.cut, sweep.values, range);
  if (!composition) return nothing;
  const { inner, outer } = composition;
  if (!outer)
    return html`<div class="halves">${halfView("the only link", inner, look.nudge)}</div>`;
  const product = productOf(path.rates);
  const nudge = look.nudge === undefined ? undefined : look.nudge * inner.slope;
  return html`
    <div class="halves">
      ${halfView(cutChoice(level.name, path, look, change), inner, look.nudge)}
      ${halfView("outer", outer, nudge)}
    </div>
    <p class="sum halves-product">
      ${factorText(outer.slope)} × ${factorText(inner.slope)} =
      <span class="gradient total">${formatNumber(product)}</span>
      <span class="remark">outer rate at ${outer.inputName} = ${formatNumber(outer.x)}, times inner rate at ${inner.inputName} = ${formatNumber(inner.x)}</span>
    </p>
  `;
}

function factorText(slope: number): string {
  const text = formatNumber(slope);
  return slope < 0 ? `(${text})` : text;
}

/** With more than two links: where the inner function ends. */
function cutChoice(
  nameOf: (node: number) => string,
  { rates }: Path,
  { cut }: Look,
  change: (look: Partial<Look>) => void,
) {
  if (rates.length < 3) return "inner";
  const chosen = rates[innerLength(rates, cut) - 1]?.to;
  return html`
    <span class="choice"
      >inner, as far as
      ${choiceView({
        ...{ label: "inner, as far as", name: "cut-choice", chosen },
        options: rates.slice(0, -1).map(({ to }) => to),
        textOf: nameOf,
        choose: (cut) => change({ cut }),
      })}
    </span>
  `;
}

function halfView(title: unknown, half: Half, nudge: number | undefined) {
  const { inputName, name, x, y, slope, curve } = half;
  const label = `${name} over ${inputName}: at ${formatNumber(x)} it is ${formatNumber(y)} with slope ${formatNumber(slope)}`;
  return html`
    <figure class="half">
      <figcaption>
        ${title}
        <span class="remark">slope <span class="gradient">${formatNumber(slope)}</span></span>
      </figcaption>
      ${curveView({
        ...{ width: room(WIDTH), height: HEIGHT, label, curve },
        names: { x: inputName, y: name },
        tangent: { x, y, slope },
        ...(nudge === undefined || nudge === 0 ? {} : { nudge }),
      })}
    </figure>
  `;
}
