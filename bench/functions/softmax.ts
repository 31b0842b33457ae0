/** Softmax cross-entropy of a product of two matrices, X·W, both n × n. */
export const n = 64;

/** `p` holds X, row by row, then W. */
export const softmaxParameters: number = 2 * n * n;

export const labelOf = (row: number): number => (7 * row) % n;

export function softmax(p: number[]): number {
  let loss = 0;
  for (let i = 0; i < n; i++) {
    const scores: number[] = [];
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) {
        sum += (p[n * i + k] as number) * (p[n * n + n * k + j] as number);
      }
      scores.push(sum);
    }
    let top = scores[0] as number;
    for (const score of scores) top = Math.max(top, score);
    let total = 0;
    for (const score of scores) total += Math.exp(score - top);
    loss += top + Math.log(total) - (scores[labelOf(i)] as number);
  }
  return loss / n;
}

const scores = new Float64Array(n);

/** Value and gradient, row by row, the loops in the order in which the matrices lie. */
export function softmaxGradient(p: readonly number[], gradient: Float64Array): number {
  gradient.fill(0);
  let loss = 0;
  for (let i = 0; i < n; i++) {
    scores.fill(0);
    for (let k = 0; k < n; k++) {
      const x = p[n * i + k] as number;
      const row = n * n + n * k;
      for (let j = 0; j < n; j++) scores[j] = (scores[j] as number) + x * (p[row + j] as number);
    }
    const score = scores[labelOf(i)] as number;
    let top = scores[0] as number;
    for (let j = 1; j < n; j++) top = Math.max(top, scores[j] as number);
    let total = 0;
    for (let j = 0; j < n; j++) {
      scores[j] = Math.exp((scores[j] as number) - top);
      total += scores[j] as number;
    }
    loss += top + Math.log(total) - score;
    for (let j = 0; j < n; j++) scores[j] = (scores[j] as number) / (total * n);
    scores[labelOf(i)] = (scores[labelOf(i)] as number) - 1 / n;
    for (let k = 0; k < n; k++) {
      const x = p[n * i + k] as number;
      const row = n * n + n * k;
      let dx = 0;
      for (let j = 0; j < n; j++) {
        const d = scores[j] as number;
        dx += d * (p[row + j] as number);
        gradient[row + j] = (gradient[row + j] as number) + d * x;
      }
      gradient[n * i + k] = dx;
    }
  }
  return loss / n;
}
