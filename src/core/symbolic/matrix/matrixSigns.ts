import type { Expr, ExprPool } from "../expr/expr.ts";
import { negated } from "../normalForm/quantity.ts";
import { isCallOf, type Scaled } from "./matrixTerm.ts";

/** A part of a product with its sign apart. */
interface Signed {
  readonly isNegative: boolean;
  readonly expr: Expr;
}

/** With signs in front of it all, differences the usual way round, and no sign left where a difference takes it. */
export function canonical(pool: ExprPool, scaled: Scaled): Scaled {
  const numbers = scaled.scalars.map((part) => signed(pool, part));
  const matrices = scaled.chain.map((part) => signed(pool, part));
  const turns = [...numbers, ...matrices].filter(({ isNegative }) => isNegative).length;
  const coefficient = turns % 2 === 0 ? scaled.coefficient : negated(scaled.coefficient);
  const scalars = numbers.map(({ expr }) => expr);
  const chain = matrices.map(({ expr }) => expr);
  if (coefficient.over > 0) return { ...scaled, coefficient, scalars, chain };
  const place = chain.findIndex((part) => turned(pool, part) !== undefined);
  const other = chain[place] && turned(pool, chain[place]);
  if (!other) return { ...scaled, coefficient, scalars, chain };
  return { ...scaled, coefficient: negated(coefficient), scalars, chain: chain.with(place, other) };
}

function signed(pool: ExprPool, expr: Expr): Signed {
  if (expr.kind !== "call") return { isNegative: false, expr };
  const [a, b] = expr.args as readonly [Expr, Expr];
  switch (expr.op) {
    case "neg": {
      const inner = signed(pool, a);
      return { isNegative: !inner.isNegative, expr: inner.expr };
    }
    case "sub":
      return standing(b) > standing(a)
        ? { isNegative: true, expr: pool.call("sub", [b, a]) }
        : { isNegative: false, expr };
    case "matmul":
    case "hadamard":
    case "transposed":
    case "diag": {
      const parts = expr.args.map((arg) => signed(pool, arg));
      const isNegative = parts.filter((part) => part.isNegative).length % 2 === 1;
      return {
        isNegative,
        expr: pool.call(
          expr.op,
          parts.map((part) => part.expr),
        ),
      };
    }
    default:
      return { isNegative: false, expr };
  }
}

/** What stands first in a difference: 1 − y, Ax − b, σ(z) − t. */
function standing(expr: Expr): number {
  if (expr.kind === "constant") return 2;
  return expr.kind === "call" ? 1 : 0;
}

/** The opposite of what has a difference in it that may as well stand the other way round. */
function turned(pool: ExprPool, expr: Expr): Expr | undefined {
  if (expr.kind !== "call") return undefined;
  const [a, b] = expr.args as readonly [Expr, Expr];
  if (isCallOf(expr, "sub")) return a.kind === "constant" ? undefined : pool.call("sub", [b, a]);
  if (!isCallOf(expr, "hadamard") && !isCallOf(expr, "transposed") && !isCallOf(expr, "diag"))
    return undefined;
  const place = expr.args.findIndex((arg) => turned(pool, arg) !== undefined);
  const arg = expr.args[place];
  const other = arg && turned(pool, arg);
  return other && pool.call(expr.op, expr.args.with(place, other));
}
