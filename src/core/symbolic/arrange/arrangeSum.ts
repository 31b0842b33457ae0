import type { Expr } from "../expr/expr.ts";
import { type Form, factorsOf, type SumForm } from "../normalForm/form.ts";
import { negated, one, type Quantity, times } from "../normalForm/quantity.ts";
import { type Arrangement, quantityExpr } from "./arrangement.ts";
import { productExpr } from "./arrangeProduct.ts";
import { type SignedProduct, signedProduct } from "./signedProduct.ts";

const unit: Form = { kind: "number", id: -1, degree: 0, isPlain: true, size: 1, value: one };

/** sign·Σ terms, with a positive term in front where there is one: 1 − x, not −x + 1. */
export function arrangeSum(to: Arrangement, sum: SumForm, sign: Quantity): Expr {
  const summands = sum.terms.map(({ coefficient, body }) =>
    productSummand(to, signedProduct(times(coefficient, sign), factorsOf(body, unit))),
  );
  if (sum.constant.over !== 0) summands.push(numberSummand(to, times(sum.constant, sign)));
  const first = summands.find(({ isNegative }) => !isNegative) ?? (summands[0] as Summand);
  let expr = first.signed();
  for (const summand of summands) {
    if (summand === first) continue;
    expr = to.pool.call(summand.isNegative ? "sub" : "add", [expr, summand.unsigned()]);
  }
  return expr;
}

interface Summand {
  readonly isNegative: boolean;
  /** With its sign, as it stands in front. */
  signed(): Expr;
  unsigned(): Expr;
}

function productSummand(to: Arrangement, product: SignedProduct): Summand {
  return {
    isNegative: product.isNegative,
    signed: () => productExpr(to, product),
    unsigned: () => productExpr(to, { ...product, isNegative: false }),
  };
}

function numberSummand(to: Arrangement, value: Quantity): Summand {
  const isNegative = value.over < 0;
  return {
    isNegative,
    signed: () => quantityExpr(to, value),
    unsigned: () => quantityExpr(to, isNegative ? negated(value) : value),
  };
}
