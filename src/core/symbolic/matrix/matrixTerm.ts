import type { CallExpr, Expr } from "../expr/expr.ts";
import { isRow, isShape } from "../expr/shapes.ts";
import type { Quantity } from "../normalForm/quantity.ts";
import { operandPrecedence } from "../print/precedence.ts";

/** A number times vectors and matrices: 2 · Aᵀ · (Ax − b). */
export interface Scaled {
  readonly coefficient: Quantity;
  readonly scalars: readonly Expr[];
  /** In the order of the matrix product. */
  readonly chain: readonly Expr[];
  /** What all of it is divided by. */
  readonly under: readonly Expr[];
}

export function isCallOf<Op extends CallExpr["op"]>(
  expr: Expr | undefined,
  op: Op,
): expr is CallExpr & { readonly op: Op } {
  return expr?.kind === "call" && expr.op === op;
}

/** sin(x)², which is the same of a vector as of its elements. */
export function isFunctionPower(power: Expr): boolean {
  const base = power.kind === "call" ? power.args[0] : undefined;
  if (base?.kind !== "call") return false;
  return isShape(base.op) || (isRow(base.op) && !operandPrecedence[base.op]);
}
