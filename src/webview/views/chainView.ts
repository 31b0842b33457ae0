import { html, nothing } from "lit";
import type { NodeId } from "../../core/tape/tape.ts";
import { type ChainStage, chainSentence, chainStages } from "../model/chain.ts";
import { formatNumber } from "../model/numbers.ts";
import type { Path, Paths } from "../model/paths.ts";
import { type Routes, routesOf } from "../model/routes.ts";
import type { Scene } from "../model/scene.ts";
import { inputChoice, noInputView } from "./inputChoice.ts";

export interface ChainActions {
  chooseInput(path: string): void;
  select(node: NodeId): void;
}

/** The way from one input to the result as a pipeline: each stage's own rate, and the product so far. */
export function chainView(scene: Scene, actions: ChainActions) {
  const routes = routesOf(scene);
  if (!routes) return noInputView();
  const { paths, input } = routes;
  return html`
    <div class="toolbar">
      ${inputChoice(scene, actions.chooseInput)} ${morePaths(paths)}
    </div>
    ${
      paths.largest
        ? pipeline(routes, paths.largest, scene, actions)
        : html`<p class="remark">The result is not computed from ${input.path}, or is ${input.path} itself.</p>`
    }
  `;
}

function morePaths({ count, sum }: Paths) {
  if (count < 2) return nothing;
  const others = count - 1;
  return html`<span class="remark"
    >the largest path; ${formatNumber(others)} more ${others === 1 ? "path" : "paths"}, all together
    <span class="gradient">${formatNumber(sum)}</span></span
  >`;
}

function pipeline({ level, input }: Routes, path: Path, { sweep }: Scene, actions: ChainActions) {
  const stages = chainStages(level, path, sweep.values);
  return html`
    <p class="sentence">${chainSentence(stages, input.path)}</p>
    <ol class="pipeline" aria-label="Stages from left to right">
      <li class="stage-card source">
        <button class="card" @click=${() => actions.select(input.node)}>
          <span class="stage-name">${input.path}</span>
          <span class="value">${formatNumber(sweep.values[input.node] as number)}</span>
        </button>
      </li>
      ${stages.map((stage) => stageView(stage, actions))}
    </ol>
  `;
}

function stageView(stage: ChainStage, { select }: ChainActions) {
  const { name, definition, inputName, input, value, rate, rule, product, state, node } = stage;
  const number = formatNumber(rate);
  return html`
    <li class="stage-card ${state}">
      <span class="link-rate" aria-hidden="true"
        ><span class="times">× ${state === "live" ? number : "0"}</span></span
      >
      <button class="card" @click=${() => select(node)}>
        <span class="stage-name">${name}</span>
        <span class="definition" title=${definition}>${definition}</span>
        <span class="value">${formatNumber(value)}</span>
        <span class="rate-line"
          ><span class="quiet-text">rate</span>
          ${rule === undefined || rule === number ? nothing : html`<span class="rule">${rule}</span> =`}
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

function deadText(rate: number): string {
  return rate === 0 ? "dead link: rate 0" : "dead link: 0 but for rounding";
}
