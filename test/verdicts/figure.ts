/** One thing that is measured, and what is to be reached: missing it fails the run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly least?: number;
  readonly most?: number;
  /** It is printed beside its goal and never fails the run: the machine may be busy with other things. */
  readonly isTime?: boolean;
}

/** What one part of the run found. */
export interface Findings {
  /** Printed as they are. */
  readonly lines: readonly string[];
  readonly figures: readonly Figure[];
  /** What was not as it should be, one text each. */
  readonly complaints: readonly string[];
}

export function fails(figure: Figure): boolean {
  return figure.isTime !== true && isMissed(figure);
}

function isMissed({ value, least = -Infinity, most = Infinity }: Figure): boolean {
  return !(value >= least && value <= most);
}

export function figureLine(figure: Figure): string {
  const { name, value, least, most } = figure;
  const text = Number.isInteger(value) ? String(value) : value.toFixed(value < 1 ? 3 : 1);
  const goal = least === undefined ? `≤ ${most}` : `≥ ${least}`;
  return `${name.padEnd(44)} ${text.padStart(8)}   goal ${goal}${isMissed(figure) ? (figure.isTime ? "  slow here" : "  MISSED") : ""}`;
}
