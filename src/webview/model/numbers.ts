/** How numbers are read: about five significant digits, a real minus sign, no noise. */
export function formatNumber(value: number, digits = 5): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === 0) return "0";
  const magnitude = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (magnitude === Number.POSITIVE_INFINITY) return `${sign}∞`;
  return sign + formatMagnitude(magnitude, digits);
}

/** Integers below a million stand as they are; tiny and huge numbers take an exponent. */
function formatMagnitude(magnitude: number, digits: number): string {
  if (Number.isInteger(magnitude) && magnitude < 1e6) return String(magnitude);
  const [mantissa, exponentText] = magnitude.toExponential(digits - 1).split("e");
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) {
    return String(Number(magnitude.toPrecision(Math.max(digits, exponent + 1))));
  }
  return `${Number(mantissa)}e${exponent < 0 ? "−" : ""}${Math.abs(exponent)}`;
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
