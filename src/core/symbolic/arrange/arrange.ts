import type { Expr } from "../expr/expr.ts";
import { type Form, isOneForm } from "../normalForm/form.ts";
import { minusOne, one } from "../normalForm/quantity.ts";
import type { Arrangement } from "./arrangement.ts";
import { quantityExpr } from "./arrangement.ts";
import { productExpr } from "./arrangeProduct.ts";
import { arrangeSum } from "./arrangeSum.ts";
import { signedProduct } from "./signedProduct.ts";

/**
 * Writes normal forms down again as expressions, as a person would: a quotient for negative powers,
 * a root for halves, a difference for negative terms, a positive term first.
 */
export function createArranger(
  options: Pick<Arrangement, "pool" | "reading" | "hasDecimals">,
): (form: Form) => Expr {
  const known = new Map<number, Expr>();
  const to: Arrangement = {
    ...options,
    write(form) {
      const before = known.get(form.id);
      if (before) return before;
      const expr = arranged(to, form);
      known.set(form.id, expr);
      return expr;
    },
    writeOpposite: (sum) => arrangeSum(to, sum, minusOne),
  };
  return to.write;
}

function arranged(to: Arrangement, form: Form): Expr {
  switch (form.kind) {
    case "number":
      return quantityExpr(to, form.value);
    case "pi":
      return to.pool.constant(Math.PI);
    case "symbol":
      return form.variable;
    case "apply":
      if (form.op === "exp" && isOneForm(form.args[0] as Form)) return to.pool.constant(Math.E);
      return to.pool.call(form.op, form.args.map(to.write));
    case "product":
      return productExpr(to, signedProduct(form.coefficient, form.factors));
    case "sum":
      return arrangeSum(to, form, one);
  }
}
