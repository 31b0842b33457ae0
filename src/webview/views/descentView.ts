import { html, nothing } from "lit";
import { type Descent, warningOf } from "../model/descent.ts";
import type { DescentRun } from "../model/descentRun.ts";
import { editableNumber, formatNumber } from "../model/numbers.ts";
import type { Picture } from "../model/picture.ts";
import { type Scene, seedOf } from "../model/scene.ts";
import { numberField, numberIn } from "../view/numberField.ts";
import { room } from "../view/room.ts";
import { figureView } from "./figure.ts";
import { type Frame, roundedOut } from "./frame.ts";
import { noInputView } from "./inputChoice.ts";
import { lineMark } from "./marks.ts";

export interface DescentActions {
  setRate(rate: number): void;
  choose(paths: readonly string[]): void;
  step(times: number): void;
  reset(): void;
}

/** Rows shown of a long descent. */
const SHOWN_ROWS = 200;
const waitingText = "The next step leads to another branch of the code: it is on its way.";
/** Digits that tell one step from the next. */
const DIGITS = 8;

/** w ← w − η · ∂loss/∂w, step by step, the values of the result beside it. */
export function descentView(scene: Scene, state: DescentRun, actions: DescentActions) {
  const { picture } = scene;
  const seed = seedOf(scene);
  if (picture.inputs.length === 0 || seed === undefined) return noInputView();
  const name = picture.words.term(seed);
  const warning = state.stuck ?? (state.waiting ? waitingText : warningOf(state));
  const [isStill, isNew] = [state.chosen.length === 0, state.rows.length === 0];
  return html`
    <div class="toolbar">
      <span class="choice"
        >η
        ${numberField({
          ...{ label: "η", value: editableNumber(state.rate), min: 0 },
          change(event) {
            const rate = numberIn(event);
            if (Number.isFinite(rate)) actions.setRate(rate);
          },
        })}</span
      >
      <vscode-button ?disabled=${isStill} aria-disabled=${isStill} @click=${() => actions.step(1)}>Step</vscode-button>
      <vscode-button secondary ?disabled=${isStill} aria-disabled=${isStill} @click=${() => actions.step(10)}>10 steps</vscode-button>
      <vscode-button secondary ?disabled=${isNew} aria-disabled=${isNew} @click=${actions.reset}>Start again</vscode-button>
      <span class="remark function-name">w ← w − η · ∂${name}/∂w</span>
    </div>
    ${choiceView(picture, state.chosen, actions.choose)}
    <p class="warning" role="status" ?hidden=${warning === undefined}>${warning ?? nothing}</p>
    ${state.rows.length === 0 ? html`<p class="remark">Choose what may move, then step downhill.</p>` : html`${lossCurve(state, name)}${rowsView(state, name)}`}
  `;
}

function choiceView(
  { inputs }: Picture,
  chosen: readonly string[],
  choose: DescentActions["choose"],
) {
  const toggle = (path: string) =>
    choose(chosen.includes(path) ? chosen.filter((other) => other !== path) : [...chosen, path]);
  return html`
    <fieldset class="movers">
      <legend>may move</legend>
      ${inputs.map(
        ({ path }) => html`
          <label
            ><input type="checkbox" .checked=${chosen.includes(path)} @change=${() => toggle(path)} />
            <span class="function-name">${path}</span></label
          >
        `,
      )}
    </fieldset>
  `;
}

/** A line on its own scale shows whether the result goes down. */
function lossCurve({ rows }: Descent, name: string) {
  const steps = rows.flatMap(({ loss }, x) => (Number.isFinite(loss) ? [{ x, y: loss }] : []));
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last || first === last) return nothing;
  const losses = steps.map(({ y }) => y);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const frame: Frame = {
    ...{ width: room(560), height: 130, names: { x: "step", y: name }, isCounted: true },
    ...{ xs: [0, last.x], ys: low === high ? [low - 1, high + 1] : roundedOut([low, high]) },
  };
  return figureView({
    ...{ frame, about: rows },
    label: `The result from ${formatNumber(first.y)} to ${formatNumber(last.y)}`,
    rests: () => lineMark(frame, steps, "curve"),
    point: last,
  });
}

function rowsView({ rows }: Descent, name: string) {
  const paths = Object.keys(rows.at(-1)?.at ?? {}).slice(0, 6);
  const first = Math.max(0, rows.length - SHOWN_ROWS);
  return html`
    <div class="scroller" tabindex="0" role="group" aria-label="Steps so far">
      <table class="paths descent-rows">
        <thead>
          <tr>
            <th scope="col" class="number">step</th>
            <th scope="col" class="number">${name}</th>
            ${paths.map((path) => html`<th scope="col" class="number">${path}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows
            .slice(first)
            .map((row, index) => rowView(row, first + index, rows[first + index - 1]?.loss, paths))
            .reverse()}
        </tbody>
      </table>
    </div>
  `;
}

function rowView(
  { loss, at, isCrossing }: Descent["rows"][number],
  number: number,
  before: number | undefined,
  paths: readonly string[],
) {
  const grew = before !== undefined && !(loss <= before && Number.isFinite(loss));
  return html`
    <tr>
      <td class="number quiet-text">${isCrossing ? html`<span class="crossing" title="Another branch of the code is taken from here">◇ </span>` : nothing}${number}</td>
      <td class="number ${grew ? "grew" : "value"}">${formatNumber(loss, DIGITS)}</td>
      ${paths.map((path) => {
        const value = at[path];
        return html`<td class="number">${value === undefined ? "" : formatNumber(value, DIGITS)}</td>`;
      })}
    </tr>
  `;
}
