import { type Algebra, algebraFrom } from "../../ops/algebra.ts";
import type { Expr, ExprPool } from "./expr.ts";

/** Rules over formulas: the same rows that give the number give its printed form. */
export function exprAlgebra(pool: ExprPool): Algebra<Expr> {
  return {
    ...algebraFrom<Expr>(pool.constant, (op, args) => pool.call(op, args)),
    hypotSlope: (x, _others, y) => pool.call("divOrZero", [x, y]),
  };
}
