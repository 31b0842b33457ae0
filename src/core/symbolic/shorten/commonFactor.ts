import {
  type Factor,
  type Form,
  type FormPool,
  factorsOf,
  isZeroForm,
  numericExponent,
  type SumForm,
} from "../normalForm/form.ts";
import { exponentProduct, productOf } from "../normalForm/products.ts";
import { minusOne, one, quantityOf, toNumber, zero } from "../normalForm/quantity.ts";
import { add } from "../normalForm/sums.ts";

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
  const seen = new Set<number>();
  const outer: Factor[] = [];
  for (const list of lists) {
    for (const factor of list) {
      if (seen.has(factor.base.id)) continue;
      seen.add(factor.base.id);
      const least = leastIn(forms, lists, factor);
      if (least && !isZeroForm(least.exponent)) outer.push(least);
    }
  }
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
  let isShared = true;
  let isNumeric = true;
  let least = Number.POSITIVE_INFINITY;
  for (const list of lists) {
    const factor = list.find((each) => each.base === base);
    if (factor?.exponent !== exponent) isShared = false;
    const own = factor ? numericExponent(factor) : zero;
    if (own) least = Math.min(least, toNumber(own));
    else isNumeric = false;
    if (!isShared && !isNumeric) return undefined;
  }
  return { base, exponent: isShared ? exponent : forms.number(quantityOf(least)) };
}

/** outer · inner as one form. */
export function assembled(forms: FormPool, { outer, inner }: Factored): Form {
  return productOf(forms, one, [...outer, { base: inner, exponent: forms.number(one) }]);
}
