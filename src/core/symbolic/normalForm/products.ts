import { absorbFactor } from "./absorbFactor.ts";
import { type Factor, type Form, type FormPool, isOne, isOneForm, isZeroForm } from "./form.ts";
import { freeLogarithms } from "./logarithms.ts";
import { mergeSigns } from "./mergeSigns.ts";
import type { OpenProduct } from "./openProduct.ts";
import { compareFactors, sorted } from "./order.ts";
import { minusOne, one, type Quantity, sameQuantity, times, zero } from "./quantity.ts";
import { distribute, negate } from "./sums.ts";

/** The product of forms in normal form; of none it is 1. */
export function multiply(forms: FormPool, ...factors: readonly Form[]): Form {
  const exponent = forms.number(one);
  return productOf(
    forms,
    one,
    factors.map((base) => ({ base, exponent })),
  );
}

export function divide(forms: FormPool, a: Form, b: Form): Form {
  return productOf(forms, one, [
    { base: a, exponent: forms.number(one) },
    { base: b, exponent: forms.number(minusOne) },
  ]);
}

/** base^exponent; a product or a power under it is taken apart only where that holds for every sign. */
export function power(forms: FormPool, base: Form, exponent: Form): Form {
  if (exponent.kind === "number" && exponent.value.over === 1 && exponent.value.under === 1) {
    return base;
  }
  return productOf(forms, one, [{ base, exponent }]);
}

/** a·b for exponents, where a number always goes into a sum: −(n + 1) is −n − 1. */
export function exponentProduct(forms: FormPool, a: Form, b: Form): Form {
  if (isOneForm(a)) return b;
  if (isOneForm(b)) return a;
  if (a.kind === "number" && b.kind === "number") return forms.number(times(a.value, b.value));
  if (a.kind === "number" && b.kind === "sum") return distribute(forms, a.value, b);
  if (b.kind === "number" && a.kind === "sum") return distribute(forms, b.value, a);
  return multiply(forms, a, b);
}

/**
 * coefficient · Π base^exponent in normal form: nested products dissolve, equal bases add their
 * exponents (x·x⁻¹ = 1 fills the hole at 0), sums give up their common factor.
 */
export function productOf(
  forms: FormPool,
  coefficient: Quantity,
  factors: readonly Factor[],
): Form {
  const needed = factors.filter(({ base, exponent }) => !isOneForm(base) && !isZeroForm(exponent));
  const [single] = needed;
  if (!single) return forms.number(coefficient);
  // A factor alone keeps the form it has: 2z + 2 does not become 2(z + 1).
  if (needed.length === 1 && isOne(coefficient) && isOneForm(single.exponent)) return single.base;
  const scaled = scaledForm(forms, coefficient, needed);
  if (scaled) return scaled;
  const product: OpenProduct = {
    forms,
    coefficient,
    exponential: forms.number(zero),
    factors: new Map(),
    queue: needed.reverse(),
    exponentProduct,
  };
  for (let next = nextFactor(product); next; next = nextFactor(product))
    absorbFactor(product, next);
  if (!isZeroForm(product.exponential)) {
    const base = forms.apply("exp", [product.exponential]);
    product.factors.set(base.id, { base, exponent: forms.number(one) });
  }
  return assembledProduct(product);
}

/** Numbers times one form that is a product already, by far the commonest case; nothing in any other. */
function scaledForm(
  forms: FormPool,
  coefficient: Quantity,
  factors: readonly Factor[],
): Form | undefined {
  let number = coefficient;
  let only: Factor | undefined;
  for (const factor of factors) {
    const { base, exponent } = factor;
    if (!isOneForm(exponent)) return undefined;
    if (base.kind === "number") {
      number = times(number, base.value);
      continue;
    }
    if (only || base.kind === "sum") return undefined;
    only = factor;
    if (base.kind === "product") number = times(number, base.coefficient);
  }
  if (!only) return forms.number(number);
  return withNumber(forms, number, only.base.kind === "product" ? only.base.factors : [only]);
}

function assembledProduct({ forms, coefficient, factors }: OpenProduct): Form {
  return withNumber(forms, coefficient, sorted([...factors.values()], compareFactors));
}

function withNumber(forms: FormPool, coefficient: Quantity, factors: readonly Factor[]): Form {
  const [only] = factors;
  // −1·(a + b) is the sum −a − b; any other number stays in front.
  const isSum = only?.base.kind === "sum" && isOneForm(only.exponent);
  if (factors.length === 1 && isSum && sameQuantity(coefficient, minusOne)) {
    return negate(forms, only.base);
  }
  return forms.product(coefficient, factors);
}

function nextFactor(product: OpenProduct): Factor | undefined {
  product.forms.spend();
  if (product.forms.isExhausted()) return undefined;
  const next = product.queue.pop();
  if (next) return next;
  if (freeLogarithms(product) || mergeSigns(product)) return product.queue.pop();
  return undefined;
}
