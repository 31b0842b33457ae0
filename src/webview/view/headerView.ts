import { html, nothing } from "lit";
import { formatNumber } from "../model/numbers.ts";
import { pointOf, type Scene, seedOf } from "../model/scene.ts";
import { exportMenuView, type PanelActions, pointActionsView } from "./actionsView.ts";
import { choiceView } from "./choiceView.ts";

export interface HeaderActions extends PanelActions {
  chooseOutput(output: number): void;
}

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

/** Which component of a vector result is differentiated. */
function outputView({ picture, output }: Scene, actions: HeaderActions) {
  const { outputs } = picture.tape;
  if (outputs.length < 2) return outputs[0]?.path ?? nothing;
  return choiceView({
    ...{ label: "Output to differentiate", name: "output-choice", options: outputs },
    chosen: outputs[output],
    textOf: ({ path }) => path,
    choose: (chosen) => actions.chooseOutput(outputs.indexOf(chosen)),
  });
}
