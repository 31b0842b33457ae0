import { html } from "lit";

interface NumberField {
  /** What a screen reader calls it. */
  readonly label: string;
  /** The text in it. Written only when it changes: the page may be drawn anew while someone types. */
  readonly value: string;
  readonly step?: number | "any";
  readonly min?: number;
  readonly max?: number;
  change(event: Event): void;
  reset?(): void;
}

export function numberField({ label, value, step = "any", min, max, change, reset }: NumberField) {
  return html`
    <vscode-textfield
      class="number-field"
      type="number"
      .label=${label}
      .step=${step}
      .min=${min}
      .max=${max}
      .value=${value}
      @change=${change}
      @dblclick=${reset}
    ></vscode-textfield>
  `;
}

/** What stands in a field or a slider; NaN where that is no number. */
export function numberIn(event: Event): number {
  const { value } = event.target as HTMLInputElement;
  return value === "" ? Number.NaN : Number(value);
}
