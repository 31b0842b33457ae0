// Drag x and watch two rates multiply.

/**
 * Inner link sin x, outer link u². At x = 1: u ≈ 0.8415, rates 0.5403 and 1.6829, product 0.9093.
 * At x = π/2 the inner rate is zero, and so is everything after it.
 *
 * @at x = 1
 * @at x = 1.5707963267948966
 */
export function sineSquared(x: number): number {
  const u = Math.sin(x);
  return u ** 2;
}

/**
 * Outside first: 2 · (3x). Then the inside: · 3. Together 18x.
 *
 * @at x = 2
 */
export function tripledThenSquared(x: number): number {
  return (3 * x) ** 2;
}

/** @at x = 2 */
export const g = (x: number) => 3 * x;

/** @at u = 6 */
export const f = (u: number) => u ** 2;

/**
 * Your turn: what is the derivative of f(g(x)) at x = 2? (Not 12.)
 *
 * @at x = 2
 */
export const fOfG = (x: number) => f(g(x));

// A small classifier: relu, softmax, and the surprise at the right answer.

function relu(v: number[]): number[] {
  return v.map((x) => Math.max(0, x));
}

function softmax(v: number[]): number[] {
  const top = Math.max(...v);
  const powers = v.map((x) => Math.exp(x - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function matVec(W: number[][], x: number[]): number[] {
  return W.map((row) => row.reduce((sum, weight, i) => sum + weight * x[i], 0));
}

/**
 * Two inputs, two hidden neurons, two classes. `label` says which class is right.
 *
 * @wrt W1, W2
 * @at W1 = [[0.5, -0.2], [0.3, 0.8]], W2 = [[1, -1], [0.5, 2]], x = [1, 2], label = 0
 */
export function classifierLoss(
  W1: number[][],
  W2: number[][],
  x: number[],
  label: number,
): number {
  const hidden = relu(matVec(W1, x));
  const probabilities = softmax(matVec(W2, hidden));
  return -Math.log(probabilities[label]);
}
