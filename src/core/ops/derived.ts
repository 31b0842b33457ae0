/**
 * Numeric meaning of the operations that occur only in derivatives. Each states a convention at
 * points where the plain formula would give 0·∞ or 0/0 although a derivative was chosen there.
 */

/** The slope x/√(x² + …) of hypot is 0/0 at the origin; 0 is the smallest of those it may have there. */
export function divOrZero(a: number, b: number): number {
  return b === 0 ? 0 : a / b;
}

/** x⁰ is 1 for every x, NaN and infinities included (ECMA-262, Number::exponentiate): no slope but 0. */
export function powSlope(x: number, y: number): number {
  if (y === 2) return 2 * x;
  return y === 0 ? 0 : y * x ** (y - 1);
}

/**
 * At x = 0: 0 for y ≥ 0 (x^y·log x → 0 for y > 0; at y = 0 the convention), NaN for y < 0.
 * At x = ∞: the limit 0 for y < 0.
 */
export function powLog(x: number, y: number): number {
  if (x === 0) return y >= 0 ? 0 : Number.NaN;
  if (x === Number.POSITIVE_INFINITY && y < 0) return 0;
  return x ** y * Math.log(x);
}

/** Truncating a / b would be off by one where the quotient rounds up to a whole number: 1 % 0.1. */
export function wholeQuotient(a: number, b: number): number {
  return Math.round((a - (a % b)) / b);
}

const large = 2 ** 500;
const small = 2 ** -500;

/**
 * Scaled by a power of two, which is exact, where a square would leave the range of numbers. 0 where a
 * number is infinite, and at the origin: the choice of atan2.
 */
export function overSquares(a: number, b: number): number {
  const size = Math.max(Math.abs(a), Math.abs(b));
  if (size === 0) return 0;
  if (size === Number.POSITIVE_INFINITY) return 0;
  const scale = size > large ? 2 ** -600 : size < small ? 2 ** 600 : 1;
  const x = a * scale;
  const y = b * scale;
  return (x / (x * x + y * y)) * scale;
}

/** 1 − x is exact near 1, and 1 + x near −1 (Sterbenz), where 1 − x² would lose its digits. */
export function oneMinusSquare(x: number): number {
  return (1 - x) * (1 + x);
}

/** Two roots, since x² overflows from 2⁵¹² on. */
export function rootSquareMinusOne(x: number): number {
  return Math.sqrt(x - 1) * Math.sqrt(x + 1);
}

/** `a` is one of them all. NaN beside it makes the share NaN, as it does the largest. */
function share(a: number, all: readonly number[], sign: 1 | -1): number {
  let ties = 0;
  let isBeaten = false;
  for (let i = 0; i < all.length; i++) {
    const other = all[i] as number;
    if (other === a) ties++;
    else if (sign * other > sign * a) isBeaten = true;
    else if (Number.isNaN(other)) return Number.NaN;
  }
  return isBeaten ? 0 : 1 / ties;
}

export function maxShare(a: number, all: readonly number[]): number {
  return share(a, all, 1);
}

export function minShare(a: number, all: readonly number[]): number {
  return share(a, all, -1);
}
