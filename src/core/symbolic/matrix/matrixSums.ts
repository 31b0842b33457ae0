import type { Expr, ExprPool } from "../expr/expr.ts";
import {
  type Factor,
  type Form,
  type FormPool,
  factorsOf,
  integerExponent,
  isOne,
} from "../normalForm/form.ts";
import { type BigSumForm, indexOf } from "../normalForm/formIndices.ts";
import { productOf } from "../normalForm/products.ts";
import { one, zero } from "../normalForm/quantity.ts";
import { hadamard, matmul, scaledOf, sumOf, transposed } from "./matrixAlgebra.ts";
import type { ElementReader, MatrixReader, ReadPart } from "./matrixElements.ts";

/** Reads sums over an index: as products of what two neighbours share it. */
export interface SumReader {
  scalarSum(sum: BigSumForm): Expr | undefined;
  vectorSum(sum: BigSumForm, i: string): Expr | undefined;
  matrixSum(sum: BigSumForm, i: string, j: string): Expr | undefined;
}

export function createSumReader(
  forms: FormPool,
  pool: ExprPool,
  has: (form: Form, index: string) => boolean,
  elements: ElementReader,
  { scalarOf, vectorOf, matrixOf }: MatrixReader,
): SumReader {
  const unit = forms.number(one);
  const factorHas = ({ base, exponent }: Factor, index: string) =>
    has(base, index) || has(exponent, index);

  /** Σ_k uₖvₖ is uᵀv, and Σ_k vₖ² is ‖v‖². */
  function scalarSum(sum: BigSumForm): Expr | undefined {
    const k = indexOf(sum);
    return overOwn(sum, scalarOf, (factors) => {
      const [first, ...others] = factors as readonly [Factor, ...Factor[]];
      const exponent = integerExponent(first);
      const vector = (factor: Factor) => elements.power(factor, false, (form) => vectorOf(form, k));
      if (others.length === 0) {
        const base = exponent === 2 ? vectorOf(first.base, k) : undefined;
        return base && pool.call("pow", [pool.call("norm", [base]), pool.constant(2)]);
      }
      const vectors = factors.map(vector);
      if (!vectors.every((each) => each !== undefined)) return undefined;
      const [left, ...right] = vectors as [Expr, ...Expr[]];
      return matmul(pool, [transposed(pool, left), hadamard(pool, right)]);
    });
  }

  /** Σ_k M[i][k]·v[k] is Mv. */
  function vectorSum(sum: BigSumForm, i: string): Expr | undefined {
    const k = indexOf(sum);
    return overOwn(
      sum,
      (form) => vectorOf(form, i),
      (factors) => {
        const matrix = elementwise(
          factors,
          (factor) => factorHas(factor, i),
          (form) => matrixOf(form, i, k),
        );
        const vector = elementwise(
          factors,
          (factor) => !factorHas(factor, i),
          (form) => vectorOf(form, k),
        );
        return matrix && vector && matmul(pool, [matrix, vector]);
      },
    );
  }

  /** Σ_k M[i][k]·N[k][j] is MN. */
  function matrixSum(sum: BigSumForm, i: string, j: string): Expr | undefined {
    const k = indexOf(sum);
    return overOwn(
      sum,
      (form) => matrixOf(form, i, j),
      (factors) => {
        const isLeft = (factor: Factor) => factorHas(factor, i);
        const isRight = (factor: Factor) => factorHas(factor, j);
        if (factors.some((factor) => isLeft(factor) === isRight(factor))) return undefined;
        const left = elementwise(factors, isLeft, (form) => matrixOf(form, i, k));
        const right = elementwise(factors, isRight, (form) => matrixOf(form, k, j));
        return left && right && matmul(pool, [left, right]);
      },
    );
  }

  function elementwise(
    factors: readonly Factor[],
    isOwn: (factor: Factor) => boolean,
    inner: ReadPart,
  ): Expr | undefined {
    const own = factors.filter(isOwn);
    return own.length === 0 ? undefined : elements.product(one, own, inner);
  }

  /** What does not depend on the index of a sum stands before it; a sum of sums is several. */
  function overOwn(
    sum: BigSumForm,
    outer: ReadPart,
    inside: (factors: readonly Factor[]) => Expr | undefined,
  ): Expr | undefined {
    const [index, first, last, body] = sum.args as readonly [Form, Form, Form, Form];
    const k = indexOf(sum);
    const over = (part: Form) => forms.apply(sum.op, [index, first, last, part]);
    if (sum.op !== "wholeSum" || !has(body, k)) return undefined;
    if (body.kind === "sum") {
      if (body.constant.over !== 0) return undefined;
      const terms = body.terms.map(({ coefficient, body: term }) => {
        const expr = outer(over(term));
        return expr && scaledOf(coefficient, expr);
      });
      return terms.every((term) => term !== undefined) ? sumOf(pool, terms, zero) : undefined;
    }
    const factors = factorsOf(body, unit);
    const coefficient = body.kind === "product" ? body.coefficient : one;
    const own = factors.filter((factor) => factorHas(factor, k));
    if (own.length === factors.length && isOne(coefficient)) return inside(own);
    const rest = factors.filter((factor) => !factorHas(factor, k));
    const summed = { base: over(productOf(forms, one, own)), exponent: unit };
    return outer(productOf(forms, coefficient, [...rest, summed]));
  }

  return { scalarSum, vectorSum, matrixSum };
}
