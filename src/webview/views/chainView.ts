import { html, nothing } from "lit";
import type { NodeId } from "../../core/tape/tape.ts";
import { type ChainStage, chainSentence, chainStages } from "../model/chain.ts";
import type { Look } from "../model/look.ts";
import { type Nudged, nudgedAlong } from "../model/nudge.ts";
import { formatNumber } from "../model/numbers.ts";
import type { Path } from "../model/paths.ts";
import { type Routes, routesOf } from "../model/routes.ts";
import type { Scene } from "../model/scene.ts";
import { sliderRange } from "../model/sliderRange.ts";
import { choiceView } from "../view/choiceView.ts";
import { typeset } from "../view/typeset.ts";
import { compositionView } from "./compositionView.ts";
import { inputChoice, noInputView } from "./inputChoice.ts";
import { nudgeControl } from "./nudgeControl.ts";

/** Room for a formula in a stage. */
const CARD = 244;

export interface ChainActions {
  chooseInput(path: string): void;
  select(node: NodeId): void;
  look(change: Partial<Look>): void;
}

/** The way from one input to the result as a pipeline: each stage's own rate, and the product so far. */
export function chainView(scene: Scene, look: Look, actions: ChainActions) {
  const routes = routesOf(scene);
  if (!routes) return noInputView();
  const { paths, input } = routes;
  const path = paths.paths[look.path] ?? paths.largest;
  return html`
    <div class="toolbar">
      ${inputChoice(scene, actions.chooseInput)} ${pathChoice(routes, path, actions)}
    </div>
    ${
      path
        ? pipeline(routes, path, scene, look, actions)
        : html`<p class="remark">The result is not computed from ${input.path}, or is ${input.path} itself.</p>`
    }
  `;
}

/** One chain is told at a time; all of them add up. */
function pathChoice(
  { level, paths: { paths, count, sum } }: Routes,
  chosen: Path | undefined,
  actions: ChainActions,
) {
  if (count < 2) return nothing;
  const together = html`<span class="remark"
    >all together <span class="gradient">${formatNumber(sum)}</span></span
  >`;
  if (paths.length === 0) {
    return html`<span class="remark">the largest of ${formatNumber(count)} paths;</span> ${together}`;
  }
  return html`
    <span class="choice"
      >path
      ${choiceView({
        ...{ label: "path", name: "path-choice", options: paths, chosen },
        textOf: (path) =>
          `${paths.indexOf(path) + 1} of ${count}: ${path.rates.map(({ to }) => level.name(to)).join(" → ")}`,
        choose: (path) => actions.look({ path: paths.indexOf(path) }),
      })}
    </span>
    ${together}
  `;
}

function pipeline(routes: Routes, path: Path, scene: Scene, look: Look, actions: ChainActions) {
  const { level, input } = routes;
  const { values } = scene.sweep;
  const stages = chainStages(level, path, values);
  const value = values[input.node] as number;
  const change = look.nudge ?? sliderRange(input.sample, value).step;
  const nudged = nudgedAlong(level, path, values, change);
  return html`
    <p class="sentence">${chainSentence(stages, input.path)}</p>
    ${nudgeControl(routes, nudged.at(-1), change, actions.look)}
    <ol class="pipeline" aria-label="Stages from left to right">
      <li class="stage-card source">
        <button class="card" @click=${() => actions.select(input.node)}>
          <span class="stage-name">${input.path}</span>
          <span class="value">${formatNumber(value)}</span>
          <span class="moved">${signed(change)}</span>
        </button>
      </li>
      ${stages.map((stage, index) => stageView(stage, nudged[index], actions))}
    </ol>
    ${compositionView(routes, path, scene, { ...look, nudge: change }, actions.look)}
  `;
}

function stageView(stage: ChainStage, nudged: Nudged | undefined, { select }: ChainActions) {
  const { name, definition, inputName, input, value, rate, rule, product, state, node } = stage;
  const number = formatNumber(rate);
  return html`
    <li class="stage-card ${state}">
      <span class="link-rate" aria-hidden="true"
        ><span class="times">× ${state === "live" ? number : "0"}</span></span
      >
      <button class="card" @click=${() => select(node)}>
        <span class="stage-name">${name}</span>
        <span class="definition" title=${definition.text}>${typeset(definition, CARD)}</span>
        <span class="value">${formatNumber(value)}</span>
        ${nudged ? html`<span class="moved">${signed(nudged.byRate)}</span>` : nothing}
        <span class="rate-line"
          ><span class="quiet-text">rate</span>
          ${rule === undefined || rule.text === number ? nothing : html`<span class="rule">${typeset(rule, CARD)}</span> =`}
          <span class="rate">${number}</span></span
        >
        <span class="quiet-text">at ${inputName} = ${formatNumber(input)}</span>
        ${state === "live" ? nothing : html`<span class="dead-mark">${state === "dead" ? deadText(rate) : "nothing passes"}</span>`}
        <span class="product"
          ><span class="quiet-text">so far</span>
          <span class="gradient">${formatNumber(product)}</span></span
        >
      </button>
    </li>
  `;
}

/** "+ 0.2": what the nudge has become here. */
function signed(change: number): string {
  const size = formatNumber(Math.abs(change), 3);
  return `${change < 0 ? "−" : "+"} ${size}`;
}

function deadText(rate: number): string {
  return rate === 0 ? "dead link: rate 0" : "dead link: 0 but for rounding";
}
