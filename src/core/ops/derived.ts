/**
 * Numeric meaning of the operations that occur only in derivatives. Each states a convention at
 * points where the plain formula would give 0·∞ or 0/0 although a derivative was chosen there.
 */

export function divOrZero(a: number, b: number): number {
  return b === 0 ? 0 : a / b;
}

export function powSlope(x: number, y: number): number {
  return y === 0 ? 0 : y * x ** (y - 1);
}

/** At x = 0: 0 for y ≥ 0 (x^y·log x → 0 for y > 0; at y = 0 the convention), NaN for y < 0. */
export function powLog(x: number, y: number): number {
  if (x === 0) return y >= 0 ? 0 : Number.NaN;
  return x ** y * Math.log(x);
}

function share(a: number, all: readonly number[], extreme: number): number {
  if (Number.isNaN(extreme)) return Number.NaN;
  if (a !== extreme) return 0;
  let ties = 0;
  for (const other of all) if (other === extreme) ties++;
  return 1 / ties;
}

export function maxShare(a: number, all: readonly number[]): number {
  return share(a, all, Math.max(...all));
}

export function minShare(a: number, all: readonly number[]): number {
  return share(a, all, Math.min(...all));
}
