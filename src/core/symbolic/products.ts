import {
  type Factor,
  type Form,
  type FormPool,
  integerExponent,
  isOne,
  isOneForm,
  isZeroForm,
  numericExponent,
  splitCoefficient,
  termsOf,
} from "./form.ts";
import { mergeSigns } from "./mergeSigns.ts";
import { compareFactors } from "./order.ts";
import { primitivePart } from "./primitivePart.ts";
import {
  exactPower,
  isEven,
  isExact,
  isInteger,
  minusOne,
  one,
  type Quantity,
  quantityOf,
  sameQuantity,
  times,
  toInteger,
  toNumber,
  zero,
} from "./quantity.ts";
import { isNonNegative, isNonNegativeFactor } from "./signs.ts";
import { add, addScaled, distribute, negate } from "./sums.ts";

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
    { base: b, exponent: forms.number(quantityOf(-1)) },
  ]);
}

export function power(forms: FormPool, base: Form, exponent: Form): Form {
  if (exponent.kind === "number" && exponent.value.over === 1 && exponent.value.under === 1) {
    return base;
  }
  return productOf(forms, one, [{ base, exponent }]);
}

/** a·b for exponents, where a number always goes into a sum: −(n + 1) is −n − 1. */
export function exponentProduct(forms: FormPool, a: Form, b: Form): Form {
  if (a.kind === "number" && b.kind === "sum") return distribute(forms, a.value, b);
  if (b.kind === "number" && a.kind === "sum") return distribute(forms, b.value, a);
  return multiply(forms, a, b);
}

/** A product while its factors are being collected. */
interface Collecting {
  readonly forms: FormPool;
  coefficient: Quantity;
  /** The argument of the one exponential: eᵃ·eᵇ is eᵃ⁺ᵇ. */
  exponential: Form;
  readonly factors: Map<number, Factor>;
  readonly queue: Factor[];
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
  const product: Collecting = {
    forms,
    coefficient,
    exponential: forms.number(zero),
    factors: new Map(),
    queue: needed.reverse(),
  };
  for (let next = nextFactor(product); next; next = nextFactor(product)) absorb(product, next);
  if (!isZeroForm(product.exponential)) {
    const base = forms.apply("exp", [product.exponential]);
    product.factors.set(base.id, { base, exponent: forms.number(one) });
  }
  return assembledProduct(product);
}

function assembledProduct({ forms, coefficient, factors }: Collecting): Form {
  const collected = [...factors.values()].sort(compareFactors);
  const [only] = collected;
  // −1·(a + b) is the sum −a − b; any other number stays in front.
  const isSum = only?.base.kind === "sum" && isOneForm(only.exponent);
  if (collected.length === 1 && isSum && sameQuantity(coefficient, minusOne)) {
    return negate(forms, only.base);
  }
  return forms.product(coefficient, collected);
}

function nextFactor(product: Collecting): Factor | undefined {
  if (product.forms.isExhausted()) return undefined;
  const next = product.queue.pop();
  if (next) return next;
  if (freeLogarithms(product) || mergeSigns(product.forms, product)) return product.queue.pop();
  return undefined;
}

function absorb(product: Collecting, factor: Factor): void {
  const { forms } = product;
  const { base, exponent } = factor;
  if (isZeroForm(exponent)) return;
  switch (base.kind) {
    case "number":
      return absorbNumber(product, base.value, exponent);
    case "product":
      return absorbProduct(product, base.coefficient, base.factors, exponent);
    case "sum": {
      if (exponent.kind !== "number") return collect(product, factor);
      const { content, common, rest } = primitivePart(forms, base, exponent.value);
      if (rest.id === base.id) return collect(product, factor);
      return absorbProduct(
        product,
        content,
        [...common, { base: rest, exponent: forms.number(one) }],
        exponent,
      );
    }
    case "apply":
      if (base.op === "exp") {
        const scaled = exponentProduct(forms, base.args[0] as Form, exponent);
        product.exponential = add(forms, [product.exponential, scaled]);
        return;
      }
      if (base.op === "abs" && exponent.kind === "number" && isEven(exponent.value)) {
        product.queue.push({ base: base.args[0] as Form, exponent });
        return;
      }
      return collect(product, factor);
    default:
      return collect(product, factor);
  }
}

function collect(product: Collecting, { base, exponent }: Factor): void {
  const before = product.factors.get(base.id);
  if (!before) {
    product.factors.set(base.id, { base, exponent });
    return;
  }
  product.factors.delete(base.id);
  const sum = add(product.forms, [before.exponent, exponent]);
  // Another exponent may open another rule: √2·√2, |x|·|x|.
  if (isSettled(base)) {
    if (!isZeroForm(sum)) product.factors.set(base.id, { base, exponent: sum });
  } else product.queue.push({ base, exponent: sum });
}

function isSettled(base: Form): boolean {
  return base.kind === "symbol" || base.kind === "pi";
}

function absorbNumber(product: Collecting, value: Quantity, exponent: Form): void {
  const { forms } = product;
  if (value.over === 1 && value.under === 1) return;
  if (exponent.kind === "number") {
    const folded = powerOfNumber(value, exponent.value);
    if (folded) {
      product.coefficient = times(product.coefficient, folded);
      return;
    }
    if (isExact(value) && value.over > 0 && value.under > 1) {
      const under = forms.number(quantityOf(value.under));
      const opposite = forms.number(times(exponent.value, quantityOf(-1)));
      product.queue.push({ base: under, exponent: opposite });
      product.queue.push({ base: forms.number(quantityOf(value.over)), exponent });
      return;
    }
  }
  collect(product, { base: forms.number(value), exponent });
}

function powerOfNumber(value: Quantity, exponent: Quantity): Quantity | undefined {
  if (isInteger(exponent)) return toInteger(value, exponent.over);
  if (!isExact(value)) return quantityOf(toNumber(value) ** toNumber(exponent));
  return exactPower(value, exponent);
}

/**
 * (c·Π bᵢ^eᵢ)^s. A whole s goes to every factor. Any other s only to factors that cannot be
 * negative where the power is a number: (x²·y)^½ = |x|·y^½, never x·y^½.
 */
function absorbProduct(
  product: Collecting,
  coefficient: Quantity,
  factors: readonly Factor[],
  s: Form,
): void {
  const { forms, queue } = product;
  if (s.kind === "number" && isInteger(s.value)) {
    product.coefficient = times(product.coefficient, toInteger(coefficient, s.value.over));
    for (const { base, exponent } of factors)
      queue.push({ base, exponent: exponentProduct(forms, exponent, s) });
    return;
  }
  const bound: Factor[] = [];
  for (const factor of factors) {
    const isFree = s.kind === "number" && isNonNegativeFactor(factor);
    if (isFree) queue.push(freedFactor(forms, factor, s));
    else bound.push(factor);
  }
  let sign = coefficient;
  if (coefficient.over > 0) {
    queue.push({ base: forms.number(coefficient), exponent: s });
    sign = one;
  }
  const [only] = bound;
  const oddPower = only && integerExponent(only);
  if (!only && sign.over > 0) return;
  if (only && bound.length === 1 && sign.over > 0 && oddPower !== undefined && oddPower % 2 !== 0) {
    // b^odd is a real base only where b is not negative, so the exponents multiply.
    collect(product, { base: only.base, exponent: exponentProduct(forms, only.exponent, s) });
    return;
  }
  const base = forms.product(sign, bound.sort(compareFactors));
  collect(product, { base, exponent: s });
}

/** A factor that is never negative, to a power that is not whole: x² to the ½ is |x|. */
function freedFactor(forms: FormPool, factor: Factor, s: Form): Factor {
  const exponent = exponentProduct(forms, factor.exponent, s);
  const own = numericExponent(factor);
  if (!own || !isEven(own) || isNonNegative(factor.base)) return { base: factor.base, exponent };
  if (exponent.kind === "number" && isEven(exponent.value)) return { base: factor.base, exponent };
  return { base: absoluteValue(forms, factor.base), exponent };
}

/** |u|, where u is a factor's base and so has no number in front; |−u| = |u| for sums. */
function absoluteValue(forms: FormPool, base: Form): Form {
  if (isNonNegative(base)) return base;
  return forms.apply("abs", [base]);
}

/** e^(a + k·ln u) = eᵃ·uᵏ: fills only points where the logarithm was no number. */
function freeLogarithms(product: Collecting): boolean {
  if (product.exponential.kind === "number") return false;
  const { forms, exponential } = product;
  const isLog = (body: Form) => body.kind === "apply" && body.op === "log";
  const logarithms = termsOf(forms, exponential).filter(({ body }) => isLog(body));
  if (logarithms.length === 0) return false;
  for (const { coefficient, body } of logarithms) {
    const base = body.kind === "apply" ? (body.args[0] as Form) : body;
    product.queue.push({ base, exponent: forms.number(coefficient) });
  }
  product.exponential = addScaled(forms, [
    splitCoefficient(forms, exponential),
    ...logarithms.map(({ coefficient, body }) => ({
      coefficient: times(coefficient, quantityOf(-1)),
      body,
    })),
  ]);
  return true;
}
