// The chain rule as the engine of backpropagation.

/**
 * sin(x²): the inner square is worth 2x, the outer sine cos(x²).
 *
 * @at x = 1.5
 */
export function sineOfSquare(x: number): number {
  return Math.sin(x * x);
}

/**
 * Four stages in a row, which undo each other: the rates are 3, 2u, 1/v and eʷ.
 * Multiplied and simplified they are 18x.
 *
 * @at x = 2
 */
export function fourStages(x: number): number {
  const u = 3 * x;
  const v = u ** 2;
  const w = Math.log(v);
  const z = Math.exp(w);
  return z;
}

/**
 * A parameter at every stage. A parameter's chain stops at its own stage: thetaF needs no other
 * link, thetaG needs all of them.
 *
 * @at x = 0.5, thetaG = 2, thetaM = -1, thetaH = 0.5, thetaF = 3
 */
export function stagesWithParameters(
  x: number,
  thetaG: number,
  thetaM: number,
  thetaH: number,
  thetaF: number,
): number {
  const u = thetaG * x;
  const v = Math.sin(u) + thetaM;
  const w = Math.exp(thetaH * v);
  return thetaF * w ** 2;
}

/**
 * Four layers of one neuron. The third is a tanh, already so far out (its input is 4) that hardly
 * any gradient comes through: look at W3 beside W4.
 *
 * @at x = 2, y = 10, W1 = 1, W2 = 2, W3 = 1, W4 = 1
 */
export function networkLoss(
  x: number,
  y: number,
  W1: number,
  W2: number,
  W3: number,
  W4: number,
): number {
  const a1 = W1 * x;
  const a2 = W2 * a1;
  const u3 = W3 * a2;
  const a3 = Math.tanh(u3);
  const z = W4 * a3;
  return 0.5 * (z - y) ** 2;
}

/**
 * One step of gradient descent on the last weight: 1 becomes about 1.8995.
 *
 * @at W4 = 1, learningRate = 0.1
 */
export function nextW4(W4: number, learningRate: number): number {
  const a3 = Math.tanh(4);
  const error = W4 * a3 - 10;
  return W4 - learningRate * error * a3;
}

// The same with vectors: each layer is W·a + b and then tanh.

interface Layer {
  W: number[][];
  b: number[];
}

function layer({ W, b }: Layer, a: number[]): number[] {
  const out: number[] = [];
  for (let i = 0; i < W.length; i++) {
    let u = b[i];
    for (let j = 0; j < a.length; j++) u += W[i][j] * a[j];
    out.push(Math.tanh(u));
  }
  return out;
}

/**
 * @wrt first, second
 * @at first = { W: [[0.1, 0.4], [-0.3, 0.2]], b: [0.05, -0.1] }, second = { W: [[0.7, -0.5]], b: [0.2] }, x = [1, -2], target = [0.5]
 */
export function vectorNetworkLoss(
  first: Layer,
  second: Layer,
  x: number[],
  target: number[],
): number {
  const prediction = layer(second, layer(first, x));
  let sum = 0;
  for (let i = 0; i < prediction.length; i++) sum += 0.5 * (prediction[i] - target[i]) ** 2;
  return sum;
}
