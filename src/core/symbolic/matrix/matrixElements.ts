import type { Expr, ExprPool } from "../expr/expr.ts";
import { type Factor, type Form, isOneForm, type SumForm } from "../normalForm/form.ts";
import { type BigSumForm, isBigSumForm } from "../normalForm/formIndices.ts";
import { type Quantity, toNumber } from "../normalForm/quantity.ts";
import { hadamard, powered, scaledOf, sumOf, written } from "./matrixAlgebra.ts";
import { isFunctionPower, type Scaled } from "./matrixTerm.ts";

/**
 * Reads a formula for the element [i] or [i][j] of an array as one of vectors and matrices:
 * Σ_k A[i][k]·x[k] is Ax. Each index is either that of the element, or summed over; then it is what
 * two neighbours of a product share. Nothing where a formula is not of that kind.
 */
export interface MatrixReader {
  scalarOf(form: Form): Expr | undefined;
  vectorOf(form: Form, i: string): Expr | undefined;
  matrixOf(form: Form, i: string, j: string): Expr | undefined;
}

/** How a part of a formula is read: as a number, a vector or a matrix. */
export type ReadPart = (part: Form) => Expr | undefined;

/** Reads what works element by element, which is the same for numbers, vectors and matrices. */
export interface ElementReader {
  read(
    form: Form,
    inner: ReadPart,
    overIndex: (sum: BigSumForm) => Expr | undefined,
  ): Expr | undefined;
  product(coefficient: Quantity, factors: readonly Factor[], inner: ReadPart): Expr | undefined;
  power(factor: Factor, isBelow: boolean, inner: ReadPart): Expr | undefined;
}

export function createElementReader(
  pool: ExprPool,
  indicesOf: (form: Form) => ReadonlySet<string>,
): ElementReader {
  function read(
    form: Form,
    inner: ReadPart,
    overIndex: (sum: BigSumForm) => Expr | undefined,
  ): Expr | undefined {
    switch (form.kind) {
      case "sum":
        return sumExpr(form, inner);
      case "product":
        return productExpr(form.coefficient, form.factors, inner);
      case "apply": {
        if (isBigSumForm(form)) return overIndex(form);
        const args = form.args.map(inner);
        return args.every((arg) => arg !== undefined) ? pool.call(form.op, args) : undefined;
      }
      default:
        return undefined;
    }
  }

  function sumExpr({ terms, constant }: SumForm, inner: ReadPart): Expr | undefined {
    const found: Scaled[] = [];
    for (const { coefficient, body } of terms) {
      const expr = inner(body);
      if (!expr) return undefined;
      found.push(scaledOf(coefficient, expr));
    }
    return sumOf(pool, found, constant);
  }

  /** Numbers first, then what is multiplied element by element. */
  function productExpr(
    coefficient: Quantity,
    factors: readonly Factor[],
    inner: ReadPart,
  ): Expr | undefined {
    const scalars: Expr[] = [];
    const under: Expr[] = [];
    const elements: Expr[] = [];
    for (const factor of factors) {
      const isBelow = factor.exponent.kind === "number" && factor.exponent.value.over < 0;
      const expr = powerOf(factor, isBelow, inner);
      if (!expr) return undefined;
      const isScalar = indicesOf(factor.base).size === 0 && indicesOf(factor.exponent).size === 0;
      // x² and 1/x say something else of a vector than of its elements; f(x)² does not.
      const isPlain = isOneForm(factor.exponent) || (!isBelow && isFunctionPower(expr));
      if (!isScalar && !isPlain) return undefined;
      if (isBelow) under.push(expr);
      else if (isScalar) scalars.push(expr);
      else elements.push(expr);
    }
    const chain = elements.length > 0 ? [hadamard(pool, elements)] : [];
    return written(pool, { coefficient, scalars, chain, under });
  }

  function powerOf(
    { base, exponent }: Factor,
    isBelow: boolean,
    inner: ReadPart,
  ): Expr | undefined {
    if (exponent.kind !== "number") {
      const [below, above] = [inner(base), inner(exponent)];
      return below && above && pool.call("pow", [below, above]);
    }
    const size = toNumber(exponent.value);
    const expr = inner(base);
    return expr && powered(pool, expr, isBelow ? -size : size);
  }

  return { read, product: productExpr, power: powerOf };
}
