import { html, nothing } from "lit";
import { editableNumber } from "../model/numbers.ts";
import type { Scene } from "../model/scene.ts";
import { MOST_WEIGHTS, SEEDED_PATH, type Seed } from "../model/seededTape.ts";

export interface OutputActions {
  chooseOutput(output: number): void;
  /** The sum of all results by their weights; some of these are new. */
  weigh(changed: Seed): void;
}

/** Which component of a vector result is differentiated; a few of them may be added up by weights. */
export function outputView({ picture, output }: Scene, { chooseOutput, weigh }: OutputActions) {
  const outputs = picture.tape.outputs.filter(({ path }) => path !== SEEDED_PATH);
  if (outputs.length < 2) return outputs[0]?.path ?? nothing;
  const choose = (event: Event) => {
    const place = (event.target as HTMLSelectElement).selectedIndex;
    if (place === outputs.length) weigh({});
    else chooseOutput(place);
  };
  return html`
    <select
      aria-label="Output to differentiate"
      title=${outputs.length <= MOST_WEIGHTS ? "One of the results, or their sum by weights v of your own" : nothing}
      @change=${choose}
    >
      ${outputs.map(({ path }, index) => html`<option ?selected=${index === output}>${path}</option>`)}
      ${
        outputs.length <= MOST_WEIGHTS
          ? html`<option ?selected=${output === outputs.length}>${SEEDED_PATH.trim()}</option>`
          : nothing
      }
    </select>
  `;
}

/** v, the weights of the results: what goes back from there is vᵀJ. */
export function seedView({ picture }: Scene, { weigh }: OutputActions) {
  const { seed } = picture;
  if (!seed) return nothing;
  const change = (path: string, event: Event) => {
    const field = event.target as HTMLInputElement;
    const weight = field.valueAsNumber;
    if (Number.isFinite(weight)) weigh({ [path]: weight });
    else field.value = editableNumber(seed[path] as number);
  };
  return html`
    <div class="seed" role="group" aria-label="Weights of the results">
      <span class="function-name">v</span>
      ${Object.entries(seed).map(
        ([path, weight]) => html`
          <label class="weight"
            ><span class="function-name">${path}</span>
            <input class="weight-field" type="number" step="any" aria-label=${`weight of ${path}`} .value=${editableNumber(weight)}
              @change=${(event: Event) => change(path, event)}
          /></label>
        `,
      )}
    </div>
  `;
}
