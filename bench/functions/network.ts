function dot(weights: readonly number[], values: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (weights[i] as number) * (values[i] as number);
  return sum;
}

function layer(
  weights: readonly (readonly number[])[],
  biases: readonly number[],
  values: readonly number[],
): number[] {
  return weights.map((row, unit) => Math.tanh(dot(row, values) + (biases[unit] as number)));
}

/** The squared error of a net of two hidden layers. */
export function network(
  x: readonly number[],
  target: number,
  w1: readonly (readonly number[])[],
  b1: readonly number[],
  w2: readonly (readonly number[])[],
  b2: readonly number[],
  w3: readonly number[],
): number {
  const hidden = layer(w1, b1, x);
  const deeper = layer(w2, b2, hidden);
  const prediction = dot(w3, deeper);
  const error = prediction - target;
  return error ** 2;
}
