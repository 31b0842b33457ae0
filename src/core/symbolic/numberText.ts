/** How numbers are spelled: constants inside formulas exactly, results for reading rounded. */

/** A rounded number for reading: significant digits, a real minus sign, no trailing noise. */
export function formatNumber(value: number, significantDigits: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === 0) return "0";
  const magnitude = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (magnitude === Number.POSITIVE_INFINITY) return `${sign}∞`;
  return sign + formatMagnitude(magnitude, significantDigits);
}

/** Integers below a million stand as they are; only tiny and huge numbers take an exponent. */
function formatMagnitude(magnitude: number, digits: number): string {
  if (Number.isInteger(magnitude) && magnitude < 1e6) return String(magnitude);
  const [mantissa, exponentText] = magnitude.toExponential(digits - 1).split("e");
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) {
    return String(Number(magnitude.toPrecision(Math.max(digits, exponent + 1))));
  }
  return `${Number(mantissa)}e${exponent < 0 ? "−" : ""}${Math.abs(exponent)}`;
}

/** A constant of a formula, exactly: the shortest digits that mean this float, π and e by name. */
export function constantText(value: number): string {
  if (value === Math.PI) return "π";
  if (value === Math.E) return "e";
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞";
  return String(value).replace("e+", "e").replaceAll("-", "−");
}

export function constantLatex(value: number): string {
  if (value === Math.PI) return "\\pi";
  if (value === Math.E) return "e";
  if (Number.isNaN(value)) return "\\mathrm{NaN}";
  if (!Number.isFinite(value)) return value < 0 ? "-\\infty" : "\\infty";
  const [mantissa, exponent] = String(value).split("e");
  return exponent === undefined
    ? String(mantissa)
    : `${mantissa} \\cdot 10^{${exponent.replace("+", "")}}`;
}

export function constantCode(value: number): string {
  if (value === Math.PI) return "Math.PI";
  if (value === Math.E) return "Math.E";
  return Object.is(value, -0) ? "-0" : String(value);
}
