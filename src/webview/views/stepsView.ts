import { html } from "lit";
import type { NodeId } from "../../core/tape/tape.ts";
import { derivation, type Section } from "../model/derivation.ts";
import { derivativeFormula } from "../model/derivativeFormula.ts";
import { differenceCheck } from "../model/differenceCheck.ts";
import type { Line } from "../model/lines.ts";
import { routesOf } from "../model/routes.ts";
import type { Scene } from "../model/scene.ts";
import { room } from "../view/room.ts";
import { typeset } from "../view/typeset.ts";
import type { ChainActions } from "./chainView.ts";
import { inputChoice, noInputView } from "./inputChoice.ts";

/** Of a line, with the mark of a result. */
const INDENT = 48;

/** The derivation written out, each line leading to its place in the code. */
export function stepsView(scene: Scene, actions: ChainActions) {
  const routes = routesOf(scene);
  if (!routes) return noInputView();
  const { picture, inputs, sweep, output } = scene;
  const { input, paths } = routes;
  const formula = derivativeFormula(picture, output, picture.inputs.indexOf(input));
  const check = differenceCheck(picture.evaluator, inputs, input.index, routes.output, paths.sum);
  const otherWay = picture.otherWay(routes.output, input.node);
  const sections = derivation(routes, sweep.values, { formula, otherWay, check });
  return html`
    <div class="toolbar">${inputChoice(scene, actions.chooseInput)}</div>
    <ol class="derivation">
      ${sections.map((section) => sectionView(section, actions))}
    </ol>
  `;
}

function sectionView({ title, lines }: Section, actions: ChainActions) {
  return html`
    <li>
      <h2>${title}</h2>
      ${lines.map((line) => lineView(line, actions.select))}
    </li>
  `;
}

function lineView({ terms, node, kind }: Line, select: (node: NodeId) => void) {
  const shown = terms.filter(({ text }, index) => text !== terms[index - 1]?.text);
  const text = shown.map(
    (term, index) =>
      html`${index === 0 ? "" : html`<span class="equals"> = </span>`}${typeset(term, room(Number.POSITIVE_INFINITY) - INDENT)}`,
  );
  if (node === undefined) return html`<p class=${`line ${kind}`}>${text}</p>`;
  return html`<p class=${`line ${kind}`}>
    <button class="term-button" title="Show it in the code" @click=${() => select(node)}>${text}</button>
  </p>`;
}
