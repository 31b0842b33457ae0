/** Two inputs, eight hidden units, one output; the points of XOR. */
const hidden = 8;
const points = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
];

/** `p` holds the hidden layer (two weights and a bias each), then the output's weights and its bias. */
export function mlp(p: number[]): number {
  let loss = 0;
  for (const [x1, x2, target] of points as [number, number, number][]) {
    let out = p[4 * hidden] as number;
    for (let j = 0; j < hidden; j++) {
      const z =
        (p[3 * j] as number) * x1 + (p[3 * j + 1] as number) * x2 + (p[3 * j + 2] as number);
      out += (p[3 * hidden + j] as number) * Math.tanh(z);
    }
    const error = out - target;
    loss += error * error;
  }
  return loss / points.length;
}

const activations = new Float64Array(hidden);

export function mlpGradient(p: readonly number[], gradient: Float64Array): void {
  gradient.fill(0);
  for (const [x1, x2, target] of points as [number, number, number][]) {
    let out = p[4 * hidden] as number;
    for (let j = 0; j < hidden; j++) {
      const z =
        (p[3 * j] as number) * x1 + (p[3 * j + 1] as number) * x2 + (p[3 * j + 2] as number);
      const h = Math.tanh(z);
      activations[j] = h;
      out += (p[3 * hidden + j] as number) * h;
    }
    const dOut = (2 * (out - target)) / points.length;
    gradient[4 * hidden] = (gradient[4 * hidden] as number) + dOut;
    for (let j = 0; j < hidden; j++) {
      const h = activations[j] as number;
      const dz = dOut * (p[3 * hidden + j] as number) * (1 - h * h);
      gradient[3 * j] = (gradient[3 * j] as number) + dz * x1;
      gradient[3 * j + 1] = (gradient[3 * j + 1] as number) + dz * x2;
      gradient[3 * j + 2] = (gradient[3 * j + 2] as number) + dz;
      gradient[3 * hidden + j] = (gradient[3 * hidden + j] as number) + dOut * h;
    }
  }
}
