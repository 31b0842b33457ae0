import { html } from "lit";
import { guard } from "lit/directives/guard.js";
import { live } from "lit/directives/live.js";

interface Choice<T> {
  /** What a screen reader calls it. */
  readonly label: string;
  /** For the style sheet. */
  readonly name: string;
  readonly options: readonly T[];
  readonly chosen: T | undefined;
  textOf(option: T): string;
  choose(option: T): void;
}

/** What can be seen at once need not be searched. */
const SHORT_LIST = 10;
/** A longer name is cut. */
const MOST_LETTERS = 32;
/** Beside the text: padding and the arrow. */
const FRAME = "34px";

/** One of several, as wide as the longest of them. Long lists can be searched by typing. */
export function choiceView<T>({ label, name, options, chosen, textOf, choose }: Choice<T>) {
  const texts = options.map(textOf);
  const letters = texts.reduce((most, { length }) => Math.max(most, length), 1);
  const place = chosen === undefined ? -1 : options.indexOf(chosen);
  return html`
    <vscode-single-select
      class=${name}
      label=${label}
      filter="contains"
      ?combobox=${options.length > SHORT_LIST}
      .options=${guard(texts, () => texts.map((text, index) => ({ label: text, value: String(index) })))}
      .value=${live(String(place))}
      .style=${`width: calc(${Math.min(MOST_LETTERS, letters)}ch + ${FRAME})`}
      @change=${(event: Event) => {
        const option = options[Number((event.target as HTMLInputElement).value)];
        if (option !== undefined) choose(option);
      }}
    ></vscode-single-select>
  `;
}
