import { formatNumber as rounded } from "../../core/util/formatNumber.ts";

/** How numbers are read in the panel: about five significant digits. */
export function formatNumber(value: number, digits = 5): string {
  return rounded(value, digits);
}

/** A number as people type it, for a number field: an ordinary hyphen, no more than six digits. */
export function editableNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : "";
}

const superscripts: Readonly<Record<string, string>> = {
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
  "−": "⁻",
};

/** "2" → "²"; undefined where a sign has no superscript (a point, a letter). */
export function superscript(text: string): string | undefined {
  const raised = Array.from(text, (sign) => superscripts[sign]);
  return raised.length > 0 && raised.every((sign) => sign !== undefined)
    ? raised.join("")
    : undefined;
}
