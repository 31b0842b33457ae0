import { html, nothing } from "lit";
import { editableNumber } from "../model/numbers.ts";
import type { Scene } from "../model/scene.ts";
import { MOST_WEIGHTS, SEEDED_PATH, type Seed } from "../model/seededTape.ts";
import { choiceView } from "./choiceView.ts";
import { numberField, numberIn } from "./numberField.ts";

export interface OutputActions {
  chooseOutput(output: number): void;
  /** The sum of all results by their weights; some of these are new. */
  weigh(changed: Seed): void;
}

/** Which component of a vector result is differentiated; a few of them may be added up by weights. */
export function outputView({ picture, output }: Scene, { chooseOutput, weigh }: OutputActions) {
  const outputs = picture.tape.outputs.filter(({ path }) => path !== SEEDED_PATH);
  if (outputs.length < 2) return outputs[0]?.path ?? nothing;
  const isWeighable = outputs.length <= MOST_WEIGHTS;
  const sum = SEEDED_PATH.trim();
  const names = [...outputs.map(({ path }) => path), ...(isWeighable ? [sum] : [])];
  return choiceView({
    ...{ label: "Output to differentiate", name: "output-choice", options: names },
    chosen: names[output],
    textOf: (name) => name,
    choose: (name) => (name === sum ? weigh({}) : chooseOutput(names.indexOf(name))),
  });
}

/** v, the weights of the results: what goes back from there is vᵀJ. */
export function seedView({ picture }: Scene, { weigh }: OutputActions) {
  const { seed } = picture;
  if (!seed) return nothing;
  const change = (path: string, event: Event) => {
    const weight = numberIn(event);
    if (Number.isFinite(weight)) weigh({ [path]: weight });
    else (event.target as HTMLInputElement).value = editableNumber(seed[path] as number);
  };
  return html`
    <div class="seed" role="group" aria-label="Weights of the results">
      <span class="function-name">v</span>
      ${Object.entries(seed).map(
        ([path, weight]) => html`
          <span class="weight"
            ><span class="function-name">${path}</span>
            ${numberField({
              ...{ label: `weight of ${path}`, value: editableNumber(weight) },
              change: (event) => change(path, event),
            })}</span
          >
        `,
      )}
    </div>
  `;
}
