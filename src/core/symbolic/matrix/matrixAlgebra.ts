import type { Expr, ExprPool } from "../expr/expr.ts";
import { isOne } from "../normalForm/form.ts";
import { negated, one, type Quantity } from "../normalForm/quantity.ts";
import { canonical } from "./matrixSigns.ts";
import { isCallOf, type Scaled } from "./matrixTerm.ts";

/** One term of a sum, taken apart as far as the sum needs it. */
export function scaledOf(coefficient: Quantity, expr: Expr): Scaled {
  return { coefficient, scalars: [], chain: chainOf(expr), under: [] };
}

function chainOf(expr: Expr): readonly Expr[] {
  return isCallOf(expr, "matmul") ? expr.args : [expr];
}

export function matmul(pool: ExprPool, chain: readonly Expr[]): Expr {
  return joined(pool, chain.flatMap(chainOf));
}

function joined(pool: ExprPool, parts: readonly Expr[]): Expr {
  const [only, ...others] = parts;
  return only && others.length === 0 ? only : pool.call("matmul", parts);
}

/** Element by element. */
export function hadamard(pool: ExprPool, parts: readonly Expr[]): Expr {
  const [only, ...others] = parts;
  return only && others.length === 0 ? only : pool.call("hadamard", parts);
}

/** (Aᵀ)ᵀ is A. */
export function transposed(pool: ExprPool, of: Expr): Expr {
  return isCallOf(of, "transposed") ? (of.args[0] as Expr) : pool.call("transposed", [of]);
}

/** A power of a number, of which ‖v‖² may be one. */
export function powered(pool: ExprPool, base: Expr, exponent: number): Expr {
  const [inside, square] = isCallOf(base, "pow") ? base.args : [];
  const isSquare = isCallOf(inside, "norm") && square?.kind === "constant" && square.value === 2;
  const [own, size] = inside && isSquare ? [inside, 2 * exponent] : [base, exponent];
  if (size === 1) return own;
  return size === 0.5 ? pool.call("sqrt", [own]) : pool.call("pow", [own, pool.constant(size)]);
}

export function written(pool: ExprPool, scaled: Scaled): Expr {
  const { coefficient, scalars, chain, under } = canonical(pool, scaled);
  if (coefficient.over < 0) {
    const size = plain(pool, { coefficient: negated(coefficient), scalars, chain, under });
    return pool.call("neg", [size]);
  }
  return plain(pool, { coefficient, scalars, chain, under });
}

function plain(pool: ExprPool, { coefficient, scalars, chain, under }: Scaled): Expr {
  const number = coefficient.over === 1 ? [] : [pool.constant(coefficient.over)];
  const above = [...number, ...scalars, ...chain.flatMap(chainOf)];
  const top = above.length === 0 ? pool.constant(1) : joined(pool, above);
  const below = coefficient.under === 1 ? under : [pool.constant(coefficient.under), ...under];
  return below.length === 0 ? top : pool.call("div", [top, joined(pool, below)]);
}

/** The sum of scaled terms, and of a number for every element: (A + Aᵀ)x, 2(x − y), 1 − y. */
export function sumOf(pool: ExprPool, terms: readonly Scaled[], constant: Quantity): Expr {
  const shared = constant.over === 0 ? sharedEnd(pool, terms) : undefined;
  if (shared) return shared;
  const number: Scaled = { coefficient: constant, scalars: [], chain: [], under: [] };
  const sorted = terms
    .map((term) => canonical(pool, term))
    .toSorted((a, b) => weightOf(b) - weightOf(a));
  const all = constant.over === 0 ? sorted : [...sorted, number];
  const first = Math.max(
    0,
    all.findIndex(({ coefficient }) => coefficient.over > 0),
  );
  const lead = written(pool, all[first] as Scaled);
  return all
    .filter((_, place) => place !== first)
    .reduce((sum, term) => {
      if (term.coefficient.over >= 0) return pool.call("add", [sum, written(pool, term)]);
      const size = { ...term, coefficient: negated(term.coefficient) };
      return pool.call("sub", [sum, plain(pool, size)]);
    }, lead);
}

/** Products of matrices stand first, and A before Aᵀ: Ax − b. */
function weightOf({ chain }: Scaled): number {
  return chain.length - (isCallOf(chain[0], "transposed") ? 0.5 : 0);
}

/** Ax + Aᵀx is (A + Aᵀ)x. */
function sharedEnd(pool: ExprPool, terms: readonly Scaled[]): Expr | undefined {
  const last = terms[0]?.chain.at(-1);
  const isShared = ({ chain, scalars, under }: Scaled) =>
    chain.length > 1 && scalars.length + under.length === 0 && chain.at(-1) === last;
  if (!last || terms.length < 2 || !terms.every(isShared)) return undefined;
  const heads = terms.map((term) => ({ ...term, chain: term.chain.slice(0, -1) }));
  const coefficient = heads[0]?.coefficient ?? one;
  const isCommon = heads.every(
    (head) =>
      head.coefficient.over === coefficient.over && head.coefficient.under === coefficient.under,
  );
  if (!isCommon || isOne(coefficient))
    return joined(pool, [sumOf(pool, heads, { over: 0, under: 1 }), last]);
  const inner = sumOf(
    pool,
    heads.map((head) => ({ ...head, coefficient: one })),
    { over: 0, under: 1 },
  );
  return written(pool, { coefficient, scalars: [], chain: [inner, last], under: [] });
}
