import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { type Scene, seedOf } from "../model/scene.ts";

/** "from [w] to loss": which input's way to the result is told. */
export function inputChoice(scene: Scene, choose: (path: string) => void) {
  const { picture, input } = scene;
  const seed = seedOf(scene);
  if (!input || seed === undefined) return nothing;
  return html`
    <label class="choice">
      from
      <select class="input-choice" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        ${guard([picture.inputs, input], () =>
          picture.inputs.map(
            ({ path }) =>
              html`<option value=${path} ?selected=${path === input.path}>${path}</option>`,
          ),
        )}
      </select>
      to <span class="function-name">${picture.words.term(seed)}</span>
    </label>
  `;
}

export function noInputView() {
  return html`<p class="remark">Nothing here is free to move: there is no derivative to tell.</p>`;
}
