import { alikeIn, mixed } from "./hashing.ts";
import { type FormulaOp, opOrder } from "./shapes.ts";

/**
 * A formula as a graph: constants, input leaves and calls of rows of the table. Expressions are
 * hash-consed, so equal formulas are one object and a derivative stays as small as the sweep that
 * made it. They live in a pool that belongs to one derivation, so that nothing outlives it.
 */
export type Expr = ConstantExpr | VariableExpr | CallExpr;

interface ConstantExpr {
  readonly kind: "constant";
  readonly id: number;
  readonly value: number;
}

/** An input leaf, by its path: "x", "v[0]", "p.x", "this.k". */
export interface VariableExpr {
  readonly kind: "variable";
  readonly id: number;
  readonly path: string;
  /** What was drawn, for a leaf that is noise: code cannot draw it again. */
  readonly drawn: number | undefined;
}

export interface CallExpr {
  readonly kind: "call";
  readonly id: number;
  readonly op: FormulaOp;
  readonly args: readonly Expr[];
}

export interface ExprPool {
  readonly size: number;
  constant(value: number): Expr;
  variable(path: string, drawn?: number): Expr;
  call(op: FormulaOp, args: readonly Expr[]): Expr;
}

/** Ids grow from part to whole; NaN is one constant, −0 and 0 are two. */
export function createExprPool(): ExprPool {
  const leaves = new Map<string | number, Expr>();
  const calls = new Map<number, CallExpr[]>();
  let size = 0;
  function leafOf(key: string | number, make: (id: number) => Expr): Expr {
    const before = leaves.get(key);
    if (before) return before;
    const expr = make(size++);
    leaves.set(key, expr);
    return expr;
  }
  return {
    get size() {
      return size;
    },
    constant: (value) =>
      leafOf(Object.is(value, -0) ? "-0" : value, (id) => ({ kind: "constant", id, value })),
    variable: (path, drawn) =>
      leafOf(`$${drawn ?? ""}$${path}`, (id) => ({ kind: "variable", id, path, drawn })),
    call(op, args) {
      let hash = opOrder(op);
      for (const { id } of args) hash = mixed(hash, id);
      const alike = alikeIn(calls, hash);
      for (const call of alike) if (isCallOf(call, op, args)) return call;
      const call: CallExpr = { kind: "call", id: size++, op, args };
      alike.push(call);
      return call;
    },
  };
}

function isCallOf(call: CallExpr, op: FormulaOp, args: readonly Expr[]): boolean {
  return (
    call.op === op &&
    call.args.length === args.length &&
    call.args.every((arg, index) => arg === args[index])
  );
}
