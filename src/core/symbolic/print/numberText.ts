/** How constants are spelled inside formulas: exactly. */

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
  const [mantissa = "", exponent] = String(value).split("e");
  if (exponent === undefined) return mantissa;
  const power = `10^{${exponent.replace("+", "")}}`;
  return /^-?1$/.test(mantissa) ? mantissa.replace("1", power) : `${mantissa} \\cdot ${power}`;
}

export function constantCode(value: number): string {
  if (value === Math.PI) return "Math.PI";
  if (value === Math.E) return "Math.E";
  return Object.is(value, -0) ? "-0" : String(value);
}
