import { type Factor, type Form, type FormPool, isZeroForm } from "./form.ts";
import { plus, type Quantity } from "./quantity.ts";
import { add } from "./sums.ts";

/** A product while its factors are being collected. */
export interface OpenProduct {
  readonly forms: FormPool;
  coefficient: Quantity;
  /** The argument of the one exponential: eᵃ·eᵇ is eᵃ⁺ᵇ. */
  exponential: Form;
  readonly factors: Map<number, Factor>;
  readonly queue: Factor[];
  /** The product of two exponents; given, because a product is made of it. */
  exponentProduct(forms: FormPool, a: Form, b: Form): Form;
}

export function collect(product: OpenProduct, { base, exponent }: Factor): void {
  const before = product.factors.get(base.id);
  if (!before) {
    product.factors.set(base.id, { base, exponent });
    return;
  }
  product.factors.delete(base.id);
  const sum = exponentSum(product.forms, before.exponent, exponent);
  // Another exponent may open another rule: √2·√2, |x|·|x|.
  if (isSettled(base)) {
    if (!isZeroForm(sum)) product.factors.set(base.id, { base, exponent: sum });
  } else product.queue.push({ base, exponent: sum });
}

function exponentSum(forms: FormPool, a: Form, b: Form): Form {
  if (a.kind === "number" && b.kind === "number") return forms.number(plus(a.value, b.value));
  return add(forms, [a, b]);
}

function isSettled(base: Form): boolean {
  return base.kind === "symbol" || base.kind === "pi";
}
