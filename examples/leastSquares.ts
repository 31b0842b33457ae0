// Loops over vectors and matrices: their derivatives are said of the whole arrays.

/**
 * ‖Ax − b‖².
 *
 * @at A = [[1, 2, 3], [4, 5, 6]], x = [1, 0, -1], b = [1, 2]
 */
export function loss(A: number[][], x: number[], b: number[]): number {
  let sum = 0;
  for (let i = 0; i < A.length; i++) {
    let z = 0;
    for (let j = 0; j < x.length; j++) z += A[i][j] * x[j];
    sum += (z - b[i]) ** 2;
  }
  return sum;
}

/**
 * A layer of neurons.
 *
 * @at W = [[1, -1], [2, 1]], x = [1, 0.5], b = [0, 1]
 */
export function layer(W: number[][], x: number[], b: number[]): number[] {
  return W.map((row, i) => {
    let z = b[i];
    for (let j = 0; j < x.length; j++) z += row[j] * x[j];
    return 1 / (1 + Math.exp(-z));
  });
}

/**
 * How far a is from b.
 *
 * @at a = [3, 4, 0], b = [0, 0, 0]
 */
export function distance(a: number[], b: number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return Math.sqrt(sum);
}

/**
 * Interest on what comes in year after year.
 *
 * @at cash = [-100, 30, 40, 50], rate = 0.1
 */
export function presentValue(cash: number[], rate: number): number {
  let value = 0;
  for (let i = 0; i < cash.length; i++) value += cash[i] / (1 + rate) ** i;
  return value;
}

/**
 * Kepler's pull, cut off inside a core.
 *
 * @at r = 2
 */
export function attraction(r: number): number {
  if (r < 1) return r;
  return 1 / (r * r);
}
