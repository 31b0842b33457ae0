import type { Expr, ExprPool } from "../expr/expr.ts";
import type { Form, Reading, SumForm } from "../normalForm/form.ts";
import { type Quantity, toNumber } from "../normalForm/quantity.ts";

/** What is needed to write a normal form down again as an expression. */
export interface Arrangement {
  readonly pool: ExprPool;
  readonly reading: Reading;
  /** The person wrote decimals (0.01), so fractions are printed as decimals where they end. */
  readonly hasDecimals: boolean;
  write(form: Form): Expr;
  /** −sum, with every term's sign turned. */
  writeOpposite(sum: SumForm): Expr;
}

/** A number alone, or the place where a fraction has nothing else to stand under. */
export function quantityExpr(to: Arrangement, quantity: Quantity): Expr {
  const { pool } = to;
  if (quantity.under === 1 || isDecimal(to, quantity)) return pool.constant(toNumber(quantity));
  return pool.call("div", [pool.constant(quantity.over), pool.constant(quantity.under)]);
}

/** A fraction that ends after a few decimals and is better written so. */
export function isDecimal(to: Arrangement, { over, under }: Quantity): boolean {
  if (!endsAsDecimal(under)) return false;
  return String(over / under).length <= 17 && (to.hasDecimals || under > 1000);
}

export function endsAsDecimal(under: number): boolean {
  let rest = under;
  while (rest % 2 === 0) rest /= 2;
  while (rest % 5 === 0) rest /= 5;
  return rest === 1;
}
