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

/** Two arguments, neither of which a gradient passes to. */
function flat(
  row: Pick<BinaryPrimitive, "js" | "symbol" | "evaluate" | "domain" | "special" | "samples">,
): BinaryPrimitive {
  return { ...row, arity: 2, left: nothing, right: nothing, stops: true };
}

/** A comparison gives 0 or 1; it jumps where the two sides meet. */
export function comparison(
  js: string,
  evaluate: (a: number, b: number) => number,
): BinaryPrimitive {
  return flat({
    js,
    evaluate,
    domain: everywhere,
    special: [
      gradientStops(js),
      jump(`${js} switches where both sides are equal`, (a, b) => a === b),
    ],
    samples: [
      [1, 2],
      [2, -1],
      [-2, 1],
    ],
  });
}

/** Of whole numbers, at every one of which it may step: a jump would be noted always. */
export function bits(js: string, evaluate: (a: number, b: number) => number): BinaryPrimitive {
  return flat({
    js,
    evaluate,
    domain: everywhere,
    special: [gradientStops(js)],
    samples: [
      [5, 3],
      [-9, 2],
      [5, -3],
    ],
  });
}

/**
 * A number rounded to decimal digits by way of its text; there are at least `fewest` and at most 100
 * of them (ECMA-262, Number.prototype.toFixed and toPrecision).
 */
export function digits(
  name: string,
  fewest: number,
  write: (x: number, places: number) => string,
): BinaryPrimitive {
  const hasPlaces = (places: number) => places >= fewest && places <= 100;
  const evaluate = (x: number, places: number) =>
    hasPlaces(places) ? Number(write(x, places)) : Number.NaN;
  return flat({
    js: `Number(($1).${name}($2))`,
    symbol: name,
    evaluate,
    domain: (_x, places) => hasPlaces(places),
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
  });
}
