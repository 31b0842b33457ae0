import type { Algebra } from "./algebra.ts";
import { type BinaryPrimitive, everywhere, type UnaryPrimitive } from "./primitive.ts";
import { changesAt, gradientStops, jump } from "./specialPoints.ts";

/** Rows that differ in their values alone: no gradient passes them. */

export const nothing = <T>(k: Algebra<T>): T => k.constant(0);

/** A step function: it has a value everywhere and its derivative, where there is one, is 0. */
export function step(
  js: string,
  evaluate: (x: number) => number,
  at: (x: number) => boolean,
  samples: readonly (readonly number[])[],
): UnaryPrimitive {
  return {
    arity: 1,
    js,
    evaluate,
    partial: nothing,
    domain: everywhere,
    stops: true,
    special: [gradientStops(js), jump(`${js} jumps here`, at)],
    samples,
  };
}

/** A comparison gives 0 or 1; it jumps where the two sides meet. */
export function comparison(
  js: string,
  evaluate: (a: number, b: number) => number,
): BinaryPrimitive {
  return {
    arity: 2,
    js,
    evaluate,
    left: nothing,
    right: nothing,
    domain: everywhere,
    stops: true,
    special: [
      gradientStops(js),
      jump(`${js} switches where both sides are equal`, (a, b) => a === b),
    ],
    samples: [
      [1, 2],
      [2, -1],
    ],
  };
}

/** Of whole numbers, at every one of which it may step: a jump would be noted always. */
export function bits(js: string, evaluate: (a: number, b: number) => number): BinaryPrimitive {
  return {
    arity: 2,
    js,
    evaluate,
    left: nothing,
    right: nothing,
    domain: everywhere,
    stops: true,
    special: [gradientStops(js)],
    samples: [
      [5, 3],
      [-9, 2],
    ],
  };
}

/** A number rounded to decimal digits by way of its text. */
export function digits(
  name: string,
  fewest: number,
  write: (x: number, places: number) => string,
): BinaryPrimitive {
  const hasPlaces = (places: number) => places >= fewest && places <= 100;
  const evaluate = (x: number, places: number) =>
    hasPlaces(places) ? Number(write(x, places)) : Number.NaN;
  return {
    arity: 2,
    js: `Number(($1).${name}($2))`,
    symbol: name,
    evaluate,
    left: nothing,
    right: nothing,
    domain: (_x, places) => hasPlaces(places),
    stops: true,
    // How many places there are is nothing that moves. Towards 0 the steps of toPrecision vanish.
    special: [
      gradientStops(name),
      jump(
        `${name} jumps here`,
        (x, places) => x !== 0 && changesAt((near) => evaluate(near, places), x),
      ),
    ],
    samples: [
      [1.2345, 2],
      [-0.71, 1],
    ],
  };
}

/**
 * THE table: one row per primitive. Evaluation, both sweeps, the printed formula, the second
 * derivative, notes and the tests all read it; adding a Math function is adding a row.
 * Derivatives at non-smooth points follow the conventions stated in docs/conventions.md.
 */
