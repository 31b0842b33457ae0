/** A net 2-16-16-1 with relu, the hinge loss over 100 points of two moons, and an L2 penalty. */
export const hidden = 16;
export const penalty = 1e-4;
const firstBias = 2 * hidden;
const second = firstBias + hidden;
const secondBias = second + hidden * hidden;
const last = secondBias + hidden;
const lastBias = last + hidden;

/** How many numbers `p` holds: each layer's weights, unit by unit, then its biases. */
export const classifierParameters: number = lastBias + 1;

export const points = Array.from({ length: 100 }, (_, i): [number, number, number] => {
  const turn = (Math.PI * i) / 99;
  const noise = 0.1 * Math.sin(37 * i);
  return i % 2 === 0
    ? [Math.cos(turn) + noise, Math.sin(turn) - noise, 1]
    : [1 - Math.cos(turn) - noise, 0.5 - Math.sin(turn) + noise, -1];
});

export function classifier(p: number[]): number {
  let loss = 0;
  for (const [x1, x2, label] of points) {
    const h1: number[] = [];
    for (let j = 0; j < hidden; j++) {
      const z = (p[2 * j] as number) * x1 + (p[2 * j + 1] as number) * x2;
      h1.push(Math.max(0, z + (p[firstBias + j] as number)));
    }
    let score = p[lastBias] as number;
    for (let j = 0; j < hidden; j++) {
      let z = p[secondBias + j] as number;
      for (let k = 0; k < hidden; k++) {
        z += (p[second + hidden * j + k] as number) * (h1[k] as number);
      }
      score += (p[last + j] as number) * Math.max(0, z);
    }
    loss += Math.max(0, 1 - label * score);
  }
  let squares = 0;
  for (const weight of p) squares += weight * weight;
  return loss / points.length + penalty * squares;
}

const h1 = new Float64Array(hidden);
const h2 = new Float64Array(hidden);
const d1 = new Float64Array(hidden);

/** Value and gradient in one pass over the points: each unit's sums are at hand when it needs them. */
export function classifierGradient(p: readonly number[], gradient: Float64Array): number {
  let loss = 0;
  let squares = 0;
  for (let i = 0; i < p.length; i++) {
    const weight = p[i] as number;
    squares += weight * weight;
    gradient[i] = 2 * penalty * weight;
  }
  for (const [x1, x2, label] of points) {
    for (let j = 0; j < hidden; j++) {
      const z = (p[2 * j] as number) * x1 + (p[2 * j + 1] as number) * x2;
      h1[j] = Math.max(0, z + (p[firstBias + j] as number));
    }
    let score = p[lastBias] as number;
    for (let j = 0; j < hidden; j++) {
      let z = p[secondBias + j] as number;
      const row = second + hidden * j;
      for (let k = 0; k < hidden; k++) z += (p[row + k] as number) * (h1[k] as number);
      h2[j] = Math.max(0, z);
      score += (p[last + j] as number) * (h2[j] as number);
    }
    const margin = 1 - label * score;
    if (margin <= 0) continue;
    loss += margin;
    const dScore = -label / points.length;
    gradient[lastBias] = (gradient[lastBias] as number) + dScore;
    d1.fill(0);
    for (let j = 0; j < hidden; j++) {
      if (h2[j] === 0) continue;
      gradient[last + j] = (gradient[last + j] as number) + dScore * (h2[j] as number);
      const dz = dScore * (p[last + j] as number);
      gradient[secondBias + j] = (gradient[secondBias + j] as number) + dz;
      const row = second + hidden * j;
      for (let k = 0; k < hidden; k++) {
        gradient[row + k] = (gradient[row + k] as number) + dz * (h1[k] as number);
        d1[k] = (d1[k] as number) + dz * (p[row + k] as number);
      }
    }
    for (let j = 0; j < hidden; j++) {
      if (h1[j] === 0) continue;
      const dz = d1[j] as number;
      gradient[2 * j] = (gradient[2 * j] as number) + dz * x1;
      gradient[2 * j + 1] = (gradient[2 * j + 1] as number) + dz * x2;
      gradient[firstBias + j] = (gradient[firstBias + j] as number) + dz;
    }
  }
  return loss / points.length + penalty * squares;
}
