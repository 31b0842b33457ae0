import {
  type Form,
  type FormPool,
  factorsOf,
  integerExponent,
  type ProductForm,
} from "../normalForm/form.ts";
import { productOf } from "../normalForm/products.ts";
import {
  isExact,
  negated,
  one,
  plus,
  type Quantity,
  quantityOf,
  reciprocal,
  times,
  zero,
} from "../normalForm/quantity.ts";
import { add } from "../normalForm/sums.ts";

const DEGREE_LIMIT = 8;

/** Coefficients from the constant upwards. */
type Polynomial = readonly Quantity[];

/**
 * Divides the numerator by a polynomial in the denominator where both are polynomials in the same
 * single input: (x² − 1)/(x − 1) = x + 1 and (x² − 2x − 1)/(x − 1)² = 1 − 2/(x − 1)².
 */
export function divided(forms: FormPool, product: ProductForm): readonly Form[] {
  const unit = forms.number(one);
  const found: Form[] = [];
  for (const numerator of product.factors) {
    if (numerator.base.kind !== "sum" || integerExponent(numerator) !== 1) continue;
    for (const denominator of product.factors) {
      const exponent = integerExponent(denominator);
      if (denominator.base.kind !== "sum" || exponent === undefined || exponent >= 0) continue;
      const x = onlySymbol(denominator.base);
      const above = x && polynomialIn(forms, numerator.base, x);
      const under = x && polynomialIn(forms, denominator.base, x);
      const below = under && powerOf(under, -exponent);
      if (!x || !above || !below || above.length < below.length) continue;
      const [quotient, remainder] = division(above, below);
      const others = product.factors.filter((each) => each !== numerator && each !== denominator);
      const whole = { base: formOf(forms, quotient, x), exponent: unit };
      const rest = formOf(forms, remainder, x);
      const fraction = productOf(forms, product.coefficient, [
        { base: rest, exponent: unit },
        denominator,
        ...others,
      ]);
      found.push(add(forms, [productOf(forms, product.coefficient, [whole, ...others]), fraction]));
    }
  }
  return found;
}

function onlySymbol(form: Form): Form | undefined {
  const [first] = form.kind === "sum" ? form.terms : [];
  if (!first) return undefined;
  if (first.body.kind === "symbol") return first.body;
  return first.body.kind === "product" ? first.body.factors[0]?.base : undefined;
}

function polynomialIn(forms: FormPool, form: Form, x: Form): Polynomial | undefined {
  if (form.kind !== "sum" || !isExact(form.constant)) return undefined;
  const result: Quantity[] = [form.constant];
  for (const { coefficient, body } of form.terms) {
    const [factor, ...others] = factorsOf(body, forms.number(one));
    const degree = factor && integerExponent(factor);
    if (!factor || others.length > 0 || factor.base !== x || degree === undefined) return undefined;
    if (degree < 1 || degree > DEGREE_LIMIT || !isExact(coefficient)) return undefined;
    while (result.length <= degree) result.push(zero);
    result[degree] = coefficient;
  }
  return result;
}

function powerOf(base: Polynomial, exponent: number): Polynomial | undefined {
  if ((base.length - 1) * exponent > DEGREE_LIMIT) return undefined;
  let result: Polynomial = [one];
  for (let i = 0; i < exponent; i++) {
    const next = new Array<Quantity>(result.length + base.length - 1).fill(zero);
    for (const [m, a] of result.entries()) {
      for (const [n, b] of base.entries()) next[m + n] = plus(next[m + n] as Quantity, times(a, b));
    }
    result = next;
  }
  return result;
}

function division(above: Polynomial, below: Polynomial): readonly [Polynomial, Polynomial] {
  const remainder = [...above];
  const inverse = reciprocal(below.at(-1) as Quantity);
  const quotient: Quantity[] = [];
  for (let shift = above.length - below.length; shift >= 0; shift--) {
    const factor = times(remainder[shift + below.length - 1] as Quantity, inverse);
    quotient[shift] = factor;
    for (const [n, b] of below.entries()) {
      remainder[shift + n] = plus(remainder[shift + n] as Quantity, negated(times(factor, b)));
    }
  }
  return [quotient, remainder.slice(0, below.length - 1)];
}

function formOf(forms: FormPool, polynomial: Polynomial, x: Form): Form {
  const terms = polynomial.map((coefficient, degree) =>
    productOf(forms, coefficient, [{ base: x, exponent: forms.number(quantityOf(degree)) }]),
  );
  return add(forms, terms);
}
