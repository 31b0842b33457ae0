/** A rounded number for reading: significant digits, a real minus sign, no trailing noise. */
export function formatNumber(value: number, significantDigits: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === 0) return "0";
  const magnitude = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (magnitude === Number.POSITIVE_INFINITY) return `${sign}∞`;
  return sign + formatMagnitude(magnitude, significantDigits);
}

/** A float has no more. */
const mostDigits = 17;

/** With more digits than these where it would read like another number that it is not. */
export function formatApart(value: number, other: number, significantDigits: number): string {
  const text = formatNumber(value, significantDigits);
  const isTold = Object.is(value, other) || text !== formatNumber(other, significantDigits);
  return isTold || significantDigits >= mostDigits
    ? text
    : formatApart(value, other, significantDigits + 1);
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
