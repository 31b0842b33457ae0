// The chain rule: functions inside functions, and the rate of the whole thing.
// Open this file and look above each function; then change a number.

/**
 * Two links: triple and add one, then square.
 * Rates 3 and 2(3x + 1), so h′(x) = 6(3x + 1).
 *
 * @at x = 2
 */
export function h(x: number): number {
  const u = 3 * x + 1;
  return u ** 2;
}

/**
 * The same h with the square multiplied out. Its derivative had better be the same: 18x + 6.
 *
 * @at x = 2
 */
export function hExpanded(x: number): number {
  return 9 * x ** 2 + 6 * x + 1;
}

/**
 * A gear train. The second wheel turns twice as fast as the first, the third three times as fast
 * as the second: together 2 · 3 = 6 turns for each turn of the crank.
 *
 * @at crank = 1
 */
export function gearTrain(crank: number): number {
  const second = 2 * crank;
  const third = 3 * second;
  return third;
}

// Three links, kept apart. Each one's rate is taken at its own input, not at x.

/** @at x = 2 */
export function widen(x: number): number {
  return x ** 2 + 1;
}

/** @at v = 5 */
export function root(v: number): number {
  return Math.sqrt(v);
}

/** @at u = 2.5 */
export function damp(u: number): number {
  return Math.exp(-u);
}

/**
 * x → widen → root → damp. Here damp works on √5, not on 2.
 *
 * @at x = 2
 */
export function pipeline(x: number): number {
  return damp(root(widen(x)));
}

/**
 * One neuron without its bias. Forward: 2 · 3 = 6, squared 36, off by 26, loss 676.
 * Backward from the loss: 52, then 52 · 12 = 624, then 624 · 2 = 1248 for the weight.
 *
 * @at x = 2, w = 3, target = 10
 */
export function loss(x: number, w: number, target: number): number {
  const u = w * x;
  const output = u ** 2;
  return (output - target) ** 2;
}

/**
 * Three layers, one weight each. Every weight's gradient is its own chain of factors to the loss,
 * and the chains share their ends: that is what makes backpropagation cheap.
 *
 * @at x = 0.5, w1 = 1, w2 = -2, w3 = 1.5, target = 1
 */
export function threeLayerLoss(
  x: number,
  w1: number,
  w2: number,
  w3: number,
  target: number,
): number {
  const a1 = Math.tanh(w1 * x);
  const a2 = Math.tanh(w2 * a1);
  const output = w3 * a2;
  return (output - target) ** 2;
}
