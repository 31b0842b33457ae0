import { absoluteValue } from "./absolute.ts";
import {
  type Factor,
  type Form,
  type FormPool,
  integerExponent,
  isOne,
  isOneForm,
  isZeroForm,
  numericExponent,
  type SumForm,
  startsNegative,
  type Term,
} from "./form.ts";
import { collect, type OpenProduct } from "./openProduct.ts";
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
} from "./quantity.ts";
import { isNonNegative, isNonNegativeFactor } from "./signs.ts";
import { add, negate } from "./sums.ts";

/** Takes one base^exponent into the product, or breaks it into simpler ones. */
export function absorbFactor(product: OpenProduct, factor: Factor): void {
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
      if (
        forms.reading === "people" &&
        isFalling(base) &&
        isInteger(exponent.value) &&
        exponent.value.over < 0
      ) {
        return turnLogistic(product, base, exponent);
      }
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
        const scaled = product.exponentProduct(forms, base.args[0] as Form, exponent);
        product.exponential = isZeroForm(product.exponential)
          ? scaled
          : add(forms, [product.exponential, scaled]);
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

/** e⁻ᵘ + 1. */
function isFalling({ terms, constant }: SumForm): boolean {
  const [term] = terms;
  if (terms.length !== 1 || !term || !isOne(constant) || !isOne(term.coefficient)) return false;
  if (term.body.kind !== "apply" || term.body.op !== "exp") return false;
  return startsNegative(term.body.args[0] as Form);
}

/** 1/(e⁻ᵘ + 1) is eᵘ/(eᵘ + 1): one way to write a logistic curve, or two of them would not meet. */
function turnLogistic(product: OpenProduct, { terms, constant }: SumForm, exponent: Form): void {
  const { forms, queue } = product;
  const falling = (terms[0] as Term).body;
  if (falling.kind !== "apply") return;
  const rising = forms.apply("exp", [negate(forms, falling.args[0] as Form)]);
  const turned = forms.sum([{ coefficient: one, body: rising }], constant);
  queue.push({ base: falling, exponent });
  collect(product, { base: turned, exponent });
}

function absorbNumber(product: OpenProduct, value: Quantity, exponent: Form): void {
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
  product: OpenProduct,
  coefficient: Quantity,
  factors: readonly Factor[],
  s: Form,
): void {
  const { forms, queue } = product;
  if (isOneForm(s)) return absorbNormal(product, coefficient, factors);
  if (s.kind === "number" && isInteger(s.value)) {
    product.coefficient = times(product.coefficient, toInteger(coefficient, s.value.over));
    for (const { base, exponent } of factors)
      queue.push({ base, exponent: product.exponentProduct(forms, exponent, s) });
    return;
  }
  const bound: Factor[] = [];
  for (const factor of factors) {
    const isFree = s.kind === "number" && isNonNegativeFactor(forms, factor);
    if (isFree) queue.push(freedFactor(product, factor, s));
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
    collect(product, {
      base: only.base,
      exponent: product.exponentProduct(forms, only.exponent, s),
    });
    return;
  }
  collect(product, { base: boundBase(forms, sign, bound), exponent: s });
}

/** Factors of a product in normal form: no rule applies to a name or to most functions once more. */
function absorbNormal(
  product: OpenProduct,
  coefficient: Quantity,
  factors: readonly Factor[],
): void {
  product.coefficient = times(product.coefficient, coefficient);
  for (const factor of factors) {
    const { base } = factor;
    const isFunction = base.kind === "apply" && base.op !== "exp" && base.op !== "abs";
    if (isFunction || base.kind === "symbol" || base.kind === "pi") collect(product, factor);
    else product.queue.push(factor);
  }
}

/** −(a + b) is the sum −a − b here as well, or it would be another base when it is read again. */
function boundBase(forms: FormPool, sign: Quantity, bound: Factor[]): Form {
  const [only] = bound;
  if (only?.base.kind === "sum" && bound.length === 1 && sameQuantity(sign, minusOne)) {
    if (integerExponent(only) === 1) return negate(forms, only.base);
  }
  return forms.product(sign, bound.sort(compareFactors));
}

/** A factor that is never negative, to a power that is not whole: x² to the ½ is |x|. */
function freedFactor(product: OpenProduct, factor: Factor, s: Form): Factor {
  const { forms } = product;
  const exponent = product.exponentProduct(forms, factor.exponent, s);
  const own = numericExponent(factor);
  if (!own || !isEven(own) || isNonNegative(forms, factor.base))
    return { base: factor.base, exponent };
  if (exponent.kind === "number" && isEven(exponent.value)) return { base: factor.base, exponent };
  return { base: absoluteValue(forms, factor.base), exponent };
}
