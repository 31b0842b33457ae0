export function rosenbrock(x: number[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const a = (x[i + 1] as number) - (x[i] as number) * (x[i] as number);
    const b = 1 - (x[i] as number);
    sum += 100 * a * a + b * b;
  }
  return sum;
}

export function rosenbrockGradient(x: readonly number[], gradient: Float64Array): number {
  let sum = 0;
  let carried = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const xi = x[i] as number;
    const a = (x[i + 1] as number) - xi * xi;
    const b = 1 - xi;
    sum += 100 * a * a + b * b;
    gradient[i] = carried - 400 * a * xi - 2 * b;
    carried = 200 * a;
  }
  gradient[x.length - 1] = carried;
  return sum;
}
