import { partialsOver, rowOf } from "../../ops/table.ts";
import type { Expr, ExprPool } from "./expr.ts";
import { exprAlgebra } from "./exprAlgebra.ts";
import { isRow } from "./shapes.ts";

/** The derivative of a formula of the table's rows along one of its variables: the chain rule going forward, each part once. */
export function deriveExpr(formula: Expr, variable: Expr, pool: ExprPool): Expr {
  const algebra = exprAlgebra(pool);
  /** Nothing for what does not depend on the variable: a structural zero. */
  const known = new Map<number, Expr | undefined>();

  function slope(expr: Expr): Expr | undefined {
    if (known.has(expr.id)) return known.get(expr.id);
    const result = expr.id === variable.id ? algebra.constant(1) : chained(expr);
    known.set(expr.id, result);
    return result;
  }

  function chained(expr: Expr): Expr | undefined {
    if (expr.kind !== "call") return undefined;
    if (!isRow(expr.op)) throw new TypeError(`${expr.op} is for reading, and has no rule`);
    const row = rowOf(expr.op);
    const slopes = expr.args.map(slope);
    if (row.stops || slopes.every((along) => along === undefined)) return undefined;
    const partials = partialsOver(row, algebra, expr.args, expr);
    let sum: Expr | undefined;
    for (const [index, along] of slopes.entries()) {
      if (!along) continue;
      const term = algebra.mul(partials[index] as Expr, along);
      sum = sum ? algebra.add(sum, term) : term;
    }
    return sum;
  }

  return slope(formula) ?? algebra.constant(0);
}
