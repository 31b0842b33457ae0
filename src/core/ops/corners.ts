/** What conventions have at corners, by the number of arguments there happen to be. */

/**
 * Of a chain of two-argument calls, as max(max(a, b), c): each splits evenly between what came before
 * and its own. `isTied` tells which arguments share; some do.
 */
export function nestedShares(isTied: readonly boolean[]): readonly number[] {
  const shares = isTied.map(() => 0);
  let rest = 1;
  const first = isTied.indexOf(true);
  for (let index = isTied.length - 1; index > first; index--) {
    if (!isTied[index]) continue;
    rest /= 2;
    shares[index] = rest;
  }
  shares[first] = rest;
  return shares;
}

/** Of those tied, what gets ahead when all set out takes everything; those that stay together share. */
export function sharesAhead(
  isTied: readonly boolean[],
  direction: readonly number[],
  sign: 1 | -1,
): readonly number[] {
  const lead = Math.max(...direction.map((d, index) => (isTied[index] ? sign * d : -Infinity)));
  const isAhead = isTied.map((tied, index) => tied && sign * (direction[index] as number) === lead);
  const count = isAhead.filter(Boolean).length;
  return isAhead.map((ahead) => (ahead ? 1 / count : 0));
}

/** The slopes of |v| when v leaves the origin. */
export function outward(direction: readonly number[]): readonly number[] {
  const length = Math.hypot(...direction);
  return direction.map((d) => d / length);
}
