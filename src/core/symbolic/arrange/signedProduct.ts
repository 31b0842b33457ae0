import { type Factor, integerExponent } from "../normalForm/form.ts";
import { negated, type Quantity } from "../normalForm/quantity.ts";

/** ± coefficient · Π factors, with a positive coefficient; a turned factor stands for its opposite. */
export interface SignedProduct {
  readonly isNegative: boolean;
  readonly coefficient: Quantity;
  readonly factors: readonly Factor[];
  readonly turned: Factor | undefined;
}

export function signedProduct(coefficient: Quantity, factors: readonly Factor[]): SignedProduct {
  const isNegative = coefficient.over < 0;
  return {
    isNegative,
    coefficient: isNegative ? negated(coefficient) : coefficient,
    factors,
    turned: undefined,
  };
}

/** Hides a leading sign where a factor can take it: −(x − 1) is better written (1 − x). */
export function withoutLeadingSign(product: SignedProduct): SignedProduct {
  if (!product.isNegative) return product;
  const turned = product.factors.find(isMixed);
  return turned ? { ...product, isNegative: false, turned } : product;
}

/** A sum with terms of both signs that stands above the line, as it is. */
function isMixed(factor: Factor): boolean {
  const { base } = factor;
  if (base.kind !== "sum" || integerExponent(factor) !== 1) return false;
  return base.constant.over < 0 || base.terms.some(({ coefficient }) => coefficient.over < 0);
}
