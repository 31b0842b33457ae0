/**
 * Where to look when nobody wrote a point: small, unequal, easily read numbers first, then the unit
 * interval (arcsine, probabilities), whole numbers (indices, counts), other signs and sizes, and what
 * some functions insist on: rising knots, matrices with an inverse, degrees, years, what is paid and what is
 * got, places on Earth in metres.
 */
export const candidatePoints: readonly [Candidate, ...Candidate[]] = [
  cycle([2, 3, 1.5, 0.5, 2.5, 1.25, 0.75, 1.75]),
  cycle([0.5, 0.3, 0.7, 0.2, 0.6, 0.4, 0.8, 0.1]),
  (_path, index) => index + 1,
  cycle([-0.5, 0.25, -1.5, 1.5, -2, 2, -0.75, 0.75]),
  cycle([2024, 6, 15, 0.37, 48.2, -16.4]),
  (_path, index) => Math.round(100 * (7 - 0.83 * index)) / 100,
  diagonal,
  cycle([10, 20, 30, 15, 25, 35, 12, 18]),
  cycle([-2, -3, -1.5, -0.5, -2.5, -1.25, -0.75, -1.75]),
  cycle([0.01, 0.02, 0.03, 0.015, 0.025, 0.035, 0.012, 0.018]),
  cycle([0.3, 2.2, 0.6, 3.1, 0.15, 1.7]),
  cycle([2.2, 0.3, 3.1, 0.6, 1.7, 0.15]),
  cycle([3, -0.5, 1.25, -0.25, 0.75, 0.5]),
  cycle([3.9e6, 5e5, 4.8e6, 1.2e6]),
];

type Candidate = (path: string, index: number) => number;

/** Repeats with a small shift each time round, so that no two leaves are equal. */
function cycle(values: readonly number[]): Candidate {
  return (_path, index) => {
    const value = values[index % values.length] as number;
    return value + Math.floor(index / values.length) * value * 0.0625;
  };
}

/** Matrices that are symmetric and far from singular; lists that rise slowly. */
function diagonal(path: string, index: number): number {
  const [, row, column] = /\[(\d+)\]\[(\d+)\]$/.exec(path) ?? [];
  if (row === undefined || column === undefined) return 0.11 + index * 0.09;
  const [low, high] = [Number(row), Number(column)].sort((a, b) => a - b) as [number, number];
  return low === high ? 4 + low : 0.5 + 0.125 * low - 0.0625 * high;
}
