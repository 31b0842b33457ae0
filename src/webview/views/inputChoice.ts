import { html, nothing } from "lit";
import { type Scene, seedOf } from "../model/scene.ts";
import { choiceView } from "../view/choiceView.ts";

/** "from [w] to loss": which input's way to the result is told. */
export function inputChoice(scene: Scene, choose: (path: string) => void) {
  const { picture, input } = scene;
  const seed = seedOf(scene);
  if (!input || seed === undefined) return nothing;
  return html`
    <span class="choice">
      from
      ${choiceView({
        ...{ label: "from", name: "input-choice", options: picture.inputs, chosen: input },
        textOf: ({ path }) => path,
        choose: ({ path }) => choose(path),
      })}
      to <span class="function-name">${picture.words.term(seed)}</span>
    </span>
  `;
}

export function noInputView() {
  return html`<p class="remark">Nothing here is free to move: there is no derivative to tell.</p>`;
}
