/**
 * The number in front of a product. Exact while it can be: a fraction of safe integers, where a
 * decimal such as 0.1 counts as the 1/10 its author meant, so that 0.1 · 3 is 0.3. What does not
 * fit is a plain float over 1 and follows floating-point arithmetic.
 */
export interface Quantity {
  readonly over: number;
  readonly under: number;
}

export const zero: Quantity = { over: 0, under: 1 };
export const one: Quantity = { over: 1, under: 1 };
export const minusOne: Quantity = { over: -1, under: 1 };

/** Denominators people write without meaning a decimal: 1/3 that was already computed is 1/3. */
const simpleDenominators = [3, 6, 7, 9, 11, 12];

/** The fraction that a number is, or was meant to be: 0.1 is 1/10, 0.333… is 1/3; else the float itself over 1. */
export function quantityOf(value: number): Quantity {
  if (Number.isSafeInteger(value)) return { over: value + 0, under: 1 };
  if (!Number.isFinite(value)) return { over: value, under: 1 };
  return decimalOf(value) ?? fractionOf(value) ?? { over: value, under: 1 };
}

function decimalOf(value: number): Quantity | undefined {
  const [digits, exponent] = value.toExponential().split("e") as [string, string];
  const [whole, part = ""] = digits.split(".") as [string, string?];
  const places = part.length - Number(exponent);
  if (whole.length + part.length > 15 || places < 0 || places > 15) return undefined;
  const over = Number(whole + part);
  const under = 10 ** places;
  return over / under === value ? reduced(over, under) : undefined;
}

function fractionOf(value: number): Quantity | undefined {
  for (const under of simpleDenominators) {
    const over = Math.round(value * under);
    if (Math.abs(over) < 1000 && over / under === value) return reduced(over, under);
  }
  return undefined;
}

/** A number that its author wrote as a decimal: 0.5, not 2, 1/3 or π. */
export function isWrittenDecimal(value: number): boolean {
  return !Number.isInteger(value) && Number.isFinite(value) && decimalOf(value) !== undefined;
}

export function toNumber({ over, under }: Quantity): number {
  return over / under;
}

/** A fraction of integers, not a float that happened. */
export function isExact({ over }: Quantity): boolean {
  return Number.isSafeInteger(over);
}

export function isInteger({ over, under }: Quantity): boolean {
  return under === 1 && Number.isSafeInteger(over);
}

export function isEven(quantity: Quantity): boolean {
  return isInteger(quantity) && quantity.over % 2 === 0;
}

export function sameQuantity(a: Quantity, b: Quantity): boolean {
  return a.over === b.over && a.under === b.under;
}

export function negated({ over, under }: Quantity): Quantity {
  return { over: 0 - over, under };
}

export function plus(a: Quantity, b: Quantity): Quantity {
  if (a.under === 1 && b.under === 1) {
    const sum = a.over + b.over;
    if (Number.isSafeInteger(sum) && isExact(a) && isExact(b)) return { over: sum, under: 1 };
  }
  const over = a.over * b.under + b.over * a.under;
  const under = a.under * b.under;
  const isSafe =
    isExact(a) &&
    isExact(b) &&
    Math.abs(a.over * b.under) <= Number.MAX_SAFE_INTEGER &&
    Math.abs(b.over * a.under) <= Number.MAX_SAFE_INTEGER &&
    Number.isSafeInteger(over) &&
    Number.isSafeInteger(under);
  return isSafe ? reduced(over, under) : quantityOf(toNumber(a) + toNumber(b));
}

export function times(a: Quantity, b: Quantity): Quantity {
  if (a.under === 1 && b.under === 1) {
    const product = a.over * b.over;
    if (Number.isSafeInteger(product) && isExact(a) && isExact(b)) {
      return { over: product + 0, under: 1 };
    }
  }
  const across = greatestCommonDivisor(a.over, b.under);
  const other = greatestCommonDivisor(b.over, a.under);
  const over = (a.over / across) * (b.over / other);
  const under = (a.under / other) * (b.under / across);
  const isSafe =
    isExact(a) && isExact(b) && Number.isSafeInteger(over) && Number.isSafeInteger(under);
  return isSafe ? reduced(over, under) : quantityOf(toNumber(a) * toNumber(b));
}

/** A zero has no reciprocal among fractions; it becomes the float ±∞. */
export function reciprocal(a: Quantity): Quantity {
  if (a.over === 0 || !isExact(a)) return quantityOf(1 / toNumber(a));
  return a.over < 0 ? { over: -a.under, under: -a.over } : { over: a.under, under: a.over };
}

/** a to a whole power, exactly as long as that fits; far powers as a float. */
export function toInteger(a: Quantity, exponent: number): Quantity {
  if (exponent < 0) return reciprocal(toInteger(a, -exponent));
  if (exponent > 64) return quantityOf(toNumber(a) ** exponent);
  let result = one;
  for (let i = 0; i < exponent; i++) result = times(result, a);
  return result;
}

/** a^exponent where that is a fraction again (√(9/4) = 3/2), for a positive `a`. */
export function exactPower(a: Quantity, exponent: Quantity): Quantity | undefined {
  if (isInteger(exponent)) return toInteger(a, exponent.over);
  if (!isExact(a) || !isExact(exponent) || a.over <= 0 || exponent.under > 6) return undefined;
  const over = exactRoot(a.over, exponent.under);
  const under = exactRoot(a.under, exponent.under);
  if (over === undefined || under === undefined) return undefined;
  return toInteger({ over, under }, exponent.over);
}

function exactRoot(value: number, degree: number): number | undefined {
  const root = Math.round(value ** (1 / degree));
  return root ** degree === value ? root : undefined;
}

const LARGEST_COMMON_DENOMINATOR = 60;

/** The largest fraction of which all the given are whole multiples; 1 where a float is among them. */
export function contentOf(quantities: readonly Quantity[]): Quantity {
  let over = 0;
  let under = 1;
  for (const quantity of quantities) {
    if (!isExact(quantity)) return one;
    over = greatestCommonDivisor(over, quantity.over);
    under = (under / greatestCommonDivisor(under, quantity.under)) * quantity.under;
  }
  // Decimals have no content anybody would factor out: 0.044715x³ + x stays.
  return over === 0 || under > LARGEST_COMMON_DENOMINATOR ? one : { over, under };
}

function reduced(over: number, under: number): Quantity {
  if (over === 0) return zero;
  const divisor = greatestCommonDivisor(over, under);
  return { over: over / divisor, under: under / divisor };
}

function greatestCommonDivisor(a: number, b: number): number {
  let x = Math.abs(a);
  let y = Math.abs(b);
  if (!Number.isSafeInteger(x) || !Number.isSafeInteger(y)) return 1;
  while (y !== 0) [x, y] = [y, x % y];
  return x === 0 ? 1 : x;
}
