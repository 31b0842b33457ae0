import { html, nothing } from "lit";
import { formatNumber } from "../model/numbers.ts";
import { pointOf, type Scene, seedOf } from "../model/scene.ts";
import { exportMenuView, type PanelActions, pointActionsView } from "./actionsView.ts";
import { type OutputActions, outputView, seedView } from "./outputView.ts";

export interface HeaderActions extends PanelActions, OutputActions {}

/** "loss = 676 at w = 3, x = 2 (chosen)" */
export function headerView(scene: Scene, actions: HeaderActions) {
  const { picture, sweep, isMoved } = scene;
  const { name, pointChosen } = picture.trace;
  const seed = seedOf(scene);
  const value = seed === undefined ? Number.NaN : (sweep.values[seed] as number);
  const point = `at ${pointOf(scene, formatNumber)}`;
  return html`
    <header>
      <div class="heading">
        <h1>
          <span class="function-name">${name}</span>${outputView(scene, actions)}
          <span class="equals">=</span>
          <span class="value ${Number.isNaN(value) ? "broken" : ""}">${formatNumber(value)}</span>
        </h1>
        ${exportMenuView(actions)}
      </div>
      ${seedView(scene, actions)}
      <div class="heading">
        <p class="point" title=${point}>
          <span class="point-text">${point}</span>
          ${pointChosen && !isMoved ? html`<span class="chosen">(chosen)</span>` : nothing}
        </p>
        ${pointActionsView(scene, actions)}
      </div>
    </header>
  `;
}
