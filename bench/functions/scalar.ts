export function scalar(x: number): number {
  return Math.tanh((3 * x + 1) ** 2) * Math.exp(-x * x) + Math.log(1 + Math.exp(x));
}

/** Value and gradient as a careful person would write them: nothing is computed twice. */
export function scalarGradient(
  [x = Number.NaN]: readonly number[],
  gradient: Float64Array,
): number {
  const inner = 3 * x + 1;
  const t = Math.tanh(inner * inner);
  const bell = Math.exp(-x * x);
  const e = Math.exp(x);
  gradient[0] = (1 - t * t) * 6 * inner * bell - 2 * x * t * bell + e / (1 + e);
  return t * bell + Math.log(1 + e);
}
