const bits = new BigInt64Array(1);
const double = new Float64Array(bits.buffer);

/**
 * The number next to a finite one (IEEE 754, nextUp and nextDown): towards larger ones where the
 * direction is positive, itself where it is 0. What is infinite or NaN stays.
 */
export function neighbour(x: number, direction: number): number {
  if (direction === 0 || !Number.isFinite(x)) return x;
  if (Number.isNaN(direction)) return Number.NaN;
  if (x === 0) return Math.sign(direction) * Number.MIN_VALUE;
  // The bits of numbers of one sign are in the order of their sizes.
  double[0] = x;
  bits[0] = (bits[0] as bigint) + (x > 0 === direction > 0 ? 1n : -1n);
  return double[0] as number;
}
