/** A number for reading: ten significant digits, so that 0.1 + 0.2 is 0.3. */
export function numberText(value: number): string {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? String(Number(value.toPrecision(10))) : String(value);
}
