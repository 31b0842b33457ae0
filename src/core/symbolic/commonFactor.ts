import {
  type Factor,
  type Form,
  type FormPool,
  factorsOf,
  isZeroForm,
  numericExponent,
  type SumForm,
} from "./form.ts";
import { exponentProduct, productOf } from "./products.ts";
import { minusOne, one, quantityOf, toNumber } from "./quantity.ts";
import { add } from "./sums.ts";

/** A sum as outer · inner. */
export interface Factored {
  readonly outer: readonly Factor[];
  readonly inner: Form;
}

/**
 * Pulls the common powers of all terms out of a sum, negative ones included: what remains stands
 * over one denominator. `1/x − ln(x)/x²` is `x⁻² · (x − ln x)`.
 */
export function commonFactor(forms: FormPool, sum: SumForm): Factored | undefined {
  const unit = forms.number(one);
  const lists = sum.terms.map(({ body }) => factorsOf(body, unit));
  if (sum.constant.over !== 0) lists.push([]);
  const least = new Map<number, Factor>();
  for (const list of lists) {
    for (const factor of list) {
      const kept = least.get(factor.base.id) ?? leastIn(forms, lists, factor);
      if (kept) least.set(factor.base.id, kept);
    }
  }
  const outer = [...least.values()].filter(({ exponent }) => !isZeroForm(exponent));
  if (outer.length === 0) return undefined;
  return { outer, inner: dividedBy(forms, sum, outer) };
}

/** The sum with each term divided by the factors. */
export function dividedBy(forms: FormPool, sum: SumForm, outer: readonly Factor[]): Form {
  const inverse = outer.map(({ base, exponent }) => ({
    base,
    exponent: exponentProduct(forms, exponent, forms.number(minusOne)),
  }));
  const terms = sum.terms.map(({ coefficient, body }) =>
    productOf(forms, coefficient, [{ base: body, exponent: forms.number(one) }, ...inverse]),
  );
  return add(forms, [...terms, productOf(forms, sum.constant, inverse)]);
}

/** The smallest exponent of the factor's base over all terms; a term without it counts as 0. */
function leastIn(
  forms: FormPool,
  lists: readonly (readonly Factor[])[],
  { base, exponent }: Factor,
): Factor | undefined {
  const found = lists.map((list) => list.find((factor) => factor.base.id === base.id));
  if (found.every((factor) => factor?.exponent.id === exponent.id)) return { base, exponent };
  let least: number | undefined;
  for (const factor of found) {
    const own = factor ? numericExponent(factor) : quantityOf(0);
    if (!own) return undefined;
    least = least === undefined ? toNumber(own) : Math.min(least, toNumber(own));
  }
  return { base, exponent: forms.number(quantityOf(least ?? 0)) };
}

/** outer · inner as one form. */
export function assembled(forms: FormPool, { outer, inner }: Factored): Form {
  return productOf(forms, one, [...outer, { base: inner, exponent: forms.number(one) }]);
}
