import type { Form, FormPool } from "../normalForm/form.ts";
import { divide, multiply, power } from "../normalForm/products.ts";
import {
  contentOf,
  exactPower,
  isExact,
  isInteger,
  negated,
  one,
  plus,
  type Quantity,
  quantityOf,
  reciprocal,
  sameQuantity,
  times,
  toInteger,
} from "../normalForm/quantity.ts";
import { add } from "../normalForm/sums.ts";

/** A number that follows from the index of a step: i, 2i + 1, i², 1/i, 2ⁱ, (−1)ⁱ·i. */
export interface Sequence {
  at(index: number): Quantity;
  written(forms: FormPool, index: Form): Form;
}

export function steady(value: Quantity): Sequence {
  return { at: () => value, written: (forms) => forms.number(value) };
}

/** From first + (n − start)·slope. */
export function affine(start: number, first: Quantity, slope: Quantity): Sequence {
  const offset = plus(first, times(slope, quantityOf(-start)));
  return {
    at: (index) => plus(offset, times(slope, quantityOf(index))),
    written: (forms, index) =>
      add(forms, [multiply(forms, forms.number(slope), index), forms.number(offset)]),
  };
}

/** Whatever arithmetic sequences have these two numbers at `start` and after it, the plainest first. */
export function sequencesThrough(
  start: number,
  first: Quantity,
  second: Quantity,
): readonly Sequence[] {
  if (sameQuantity(first, second)) return [steady(first)];
  const areUsable = [first, second].every((value) => isExact(value) && value.over !== 0);
  const line = affine(start, first, plus(second, negated(first)));
  if (!areUsable) return [line];
  if (first.over * second.over < 0) {
    const signed = (value: Quantity) => (value.over < 0 ? negated(value) : value);
    const isOdd = Math.abs(start % 2) === 1;
    const startsBelow = first.over < 0 !== isOdd;
    return sequencesThrough(start, signed(first), signed(second)).map((size) =>
      alternating(size, startsBelow),
    );
  }
  return [
    line,
    ...[2, 3].flatMap((exponent) => powers(start, first, second, exponent)),
    ...inverses(start, first, second),
    ...geometric(start, first, second),
  ];
}

function alternating(size: Sequence, isTurned: boolean): Sequence {
  const sign = isTurned ? -1 : 1;
  return {
    at: (index) => times(quantityOf(index % 2 === 0 ? sign : -sign), size.at(index)),
    written: (forms, index) =>
      multiply(
        forms,
        forms.number(quantityOf(sign)),
        power(forms, forms.number(quantityOf(-1)), index),
        size.written(forms, index),
      ),
  };
}

/** 1/(a + b·n), for fractions. */
function inverses(start: number, first: Quantity, second: Quantity): readonly Sequence[] {
  if (isInteger(first) && isInteger(second)) return [];
  const from = reciprocal(first);
  const under = affine(start, from, plus(reciprocal(second), negated(from)));
  return [
    {
      at: (index) => reciprocal(under.at(index)),
      written: (forms, index) => divide(forms, forms.number(one), under.written(forms, index)),
    },
  ];
}

/** c·(a + b·n)ᵏ: 2, 8, 18 is 2n². */
function powers(
  start: number,
  first: Quantity,
  second: Quantity,
  exponent: number,
): readonly Sequence[] {
  const content = contentOf([first, second]);
  const scale = first.over < 0 ? negated(content) : content;
  const [from, to] = [first, second].map((value) =>
    exactPower(times(value, reciprocal(scale)), { over: 1, under: exponent }),
  );
  if (!from || !to) return [];
  const base = affine(start, from, plus(to, negated(from)));
  return [
    {
      at: (index) => times(scale, toInteger(base.at(index), exponent)),
      written: (forms, index) =>
        multiply(
          forms,
          forms.number(scale),
          power(forms, base.written(forms, index), forms.number(quantityOf(exponent))),
        ),
    },
  ];
}

/** c·rⁿ for a whole r or 1/r. */
function geometric(start: number, first: Quantity, second: Quantity): readonly Sequence[] {
  const ratio = times(second, reciprocal(first));
  if (!isInteger(ratio) && !isInteger(reciprocal(ratio))) return [];
  const scale = times(first, toInteger(ratio, -start));
  if (!isExact(scale)) return [];
  return [
    {
      at: (index) => times(scale, toInteger(ratio, index)),
      written: (forms, index) =>
        multiply(forms, forms.number(scale), power(forms, forms.number(ratio), index)),
    },
  ];
}
