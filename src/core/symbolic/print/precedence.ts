import type { Expr } from "../expr/expr.ts";
import type { FormulaOp } from "../expr/shapes.ts";

/** How tightly an expression holds together; the same in text, LaTeX and code. */
export const precedence = { sum: 1, product: 2, negation: 3, power: 4, atom: 5 } as const;
export type Precedence = (typeof precedence)[keyof typeof precedence];

const ofOp: { readonly [op in FormulaOp]?: Precedence } = {
  add: precedence.sum,
  sub: precedence.sum,
  mul: precedence.product,
  div: precedence.product,
  mod: precedence.product,
  neg: precedence.negation,
  pow: precedence.power,
  matmul: precedence.product,
  hadamard: precedence.product,
  transposed: precedence.power,
  // What follows a Σ belongs to it up to the next sum.
  bigSum: precedence.sum,
  wholeSum: precedence.sum,
};

/** What an operand must at least hold, or it stands in parentheses: [left, right]. */
export const operandPrecedence: { readonly [op in FormulaOp]?: readonly [Precedence, Precedence] } =
  {
    add: [precedence.sum, precedence.product],
    sub: [precedence.sum, precedence.product],
    mul: [precedence.product, precedence.power],
    div: [precedence.product, precedence.power],
    mod: [precedence.product, precedence.power],
    pow: [precedence.atom, precedence.power],
  };

export function precedenceOf(expr: Expr): Precedence {
  if (expr.kind === "call") return ofOp[expr.op] ?? precedence.atom;
  if (expr.kind !== "constant") return precedence.atom;
  if (expr.value < 0 || Object.is(expr.value, -0)) return precedence.negation;
  // 1e−7 is read as 10⁻⁷: what is raised to a power must not be taken for its exponent.
  return String(expr.value).includes("e") ? precedence.power : precedence.atom;
}
