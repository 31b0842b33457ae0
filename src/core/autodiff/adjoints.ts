/**
 * The numbers of a reverse sweep, by slot. −0 means that nothing has arrived: −0 + x is x for every x,
 * and no sum of numbers other than −0 is −0. So a structural zero takes no memory and no branch of
 * its own, as long as what is handed on is never −0 (x + 0 is x for all others).
 */
export type Adjoints = Float64Array;

export const NOTHING = -0;

export function isNothing(adjoint: number): boolean {
  return Object.is(adjoint, NOTHING);
}

/** Adds what has arrived, be it 0, to an adjoint. */
export function give(adjoints: Adjoints, to: number, amount: number): void {
  adjoints[to] = (adjoints[to] as number) + (amount + 0);
}
