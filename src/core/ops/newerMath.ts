/** Functions of Math that are newer than some hosts, computed here so that every host gives the same. */

/** The smallest normal number of 16 bits, and the distance of two numbers below it. */
const smallestNormal = 2 ** -14;
const smallest = 2 ** -24;

/** The nearest number of 16 bits, of two equally near the even one; 11 digits are kept. */
export function f16round(x: number): number {
  const size = Math.abs(x);
  const spacing = size < smallestNormal ? smallest : 2 ** (Math.floor(Math.log2(size)) - 10);
  // 2 ** 52 + x has no places after the point, so adding it rounds to even.
  const rounded = (size / spacing + 2 ** 52 - 2 ** 52) * spacing;
  return Math.sign(x) * (rounded < 2 ** 16 ? rounded : Infinity);
}

/** The sum of all as if with endless digits, rounded once at the end; −0 of none. */
export function sumPrecise(...numbers: readonly number[]): number {
  let rest = 0;
  let exact = 0n;
  let isNegativeZero = true;
  for (const x of numbers) {
    if (!Object.is(x, -0)) isNegativeZero = false;
    if (Number.isFinite(x)) exact += inSmallest(x);
    else rest += x;
  }
  if (isNegativeZero) return -0;
  return rest === 0 ? fromSmallest(exact) : rest;
}

const bits = new BigUint64Array(1);
const double = new Float64Array(bits.buffer);
const fraction = 2n ** 52n;

/** Every finite number is a whole number of times the smallest one, 2⁻¹⁰⁷⁴. */
function inSmallest(x: number): bigint {
  double[0] = Math.abs(x);
  const exponent = (bits[0] as bigint) / fraction;
  const digits = (bits[0] as bigint) % fraction;
  const size = exponent === 0n ? digits : (fraction + digits) << (exponent - 1n);
  return x < 0 ? -size : size;
}

/** Shortened to about 64 digits first, a trace of what is lost kept for the rounding to the nearest. */
function fromSmallest(exact: bigint): number {
  const size = exact < 0n ? -exact : exact;
  const shift = Math.max(0, 4 * size.toString(16).length - 64);
  const kept = size >> BigInt(shift);
  const isCut = kept << BigInt(shift) !== size;
  const nearest = Number(isCut ? kept | 1n : kept) * 2 ** (shift - 1074);
  return exact < 0n ? -nearest : nearest;
}
