import type { Expr, ExprPool } from "./expr.ts";
import {
  type Factor,
  type Form,
  type FormPool,
  factorsOf,
  integerExponent,
  isOneForm,
  type SumForm,
} from "./form.ts";
import {
  type BigSumForm,
  createIndexFinder,
  hasBigSum,
  indexOf,
  isBigSumForm,
} from "./formIndices.ts";
import {
  hadamard,
  matmul,
  powered,
  scaledOf,
  sumOf,
  transposed,
  written,
} from "./matrixAlgebra.ts";
import { isFunctionPower, type Scaled } from "./matrixTerm.ts";
import { productOf } from "./products.ts";
import { one, type Quantity, toNumber, zero } from "./quantity.ts";

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

export function createMatrixReader(
  forms: FormPool,
  pool: ExprPool,
  write: (form: Form) => Expr,
): MatrixReader {
  const unit = forms.number(one);

  const indicesOf = createIndexFinder();
  const has = (form: Form, index: string) => indicesOf(form).has(index);
  const factorHas = ({ base, exponent }: Factor, index: string) =>
    has(base, index) || has(exponent, index);

  function scalarOf(form: Form): Expr | undefined {
    if (indicesOf(form).size > 0) return undefined;
    return hasBigSum(form) ? read(form, scalarOf, scalarSum) : write(form);
  }

  function vectorOf(form: Form, i: string): Expr | undefined {
    if (!has(form, i)) return scalarOf(form);
    if (form.kind === "symbol") {
      const head = form.variable.path.slice(0, -i.length - 2);
      return !head.includes("[") && form.variable.path === `${head}[${i}]`
        ? pool.variable(head)
        : undefined;
    }
    return read(
      form,
      (part) => vectorOf(part, i),
      (sum) => vectorSum(sum, i),
    );
  }

  function matrixOf(form: Form, i: string, j: string): Expr | undefined {
    if (!has(form, i) && !has(form, j)) return scalarOf(form);
    if (form.kind === "symbol") {
      const { path } = form.variable;
      const head = path.slice(0, path.indexOf("["));
      if (path === `${head}[${i}][${j}]`) return pool.variable(head);
      return path === `${head}[${j}][${i}]` ? transposed(pool, pool.variable(head)) : undefined;
    }
    if (form.kind === "product") return matrixProduct(form.coefficient, form.factors, i, j);
    if (!has(form, i) || !has(form, j)) return undefined;
    return read(
      form,
      (part) => matrixOf(part, i, j),
      (sum) => matrixSum(sum, i, j),
    );
  }

  /** What is the same for numbers, vectors and matrices: all that works element by element. */
  function read(
    form: Form,
    inner: (part: Form) => Expr | undefined,
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

  function sumExpr(
    { terms, constant }: SumForm,
    inner: (part: Form) => Expr | undefined,
  ): Expr | undefined {
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
    inner: (part: Form) => Expr | undefined,
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
    inner: (part: Form) => Expr | undefined,
  ): Expr | undefined {
    if (exponent.kind !== "number") {
      const [below, above] = [inner(base), inner(exponent)];
      return below && above && pool.call("pow", [below, above]);
    }
    const size = toNumber(exponent.value);
    const expr = inner(base);
    return expr && powered(pool, expr, isBelow ? -size : size);
  }

  function matrixProduct(
    coefficient: Quantity,
    factors: readonly Factor[],
    i: string,
    j: string,
  ): Expr | undefined {
    const isOf = (factor: Factor, a: boolean, b: boolean) =>
      factorHas(factor, i) === a && factorHas(factor, j) === b;
    const part = (a: boolean, b: boolean, inner: (form: Form) => Expr | undefined) => {
      const own = factors.filter((factor) => isOf(factor, a, b));
      return own.length === 0 ? null : productExpr(one, own, inner);
    };
    const [scalar, left, right, both] = [
      part(false, false, scalarOf),
      part(true, false, (form) => vectorOf(form, i)),
      part(false, true, (form) => vectorOf(form, j)),
      part(true, true, (form) => matrixOf(form, i, j)),
    ];
    if (scalar === undefined || left === undefined || right === undefined || both === undefined)
      return undefined;
    const matrices = both
      ? [...(left ? [diag(left)] : []), both, ...(right ? [diag(right)] : [])]
      : left && right
        ? [left, transposed(pool, right)]
        : undefined;
    if (!matrices) return undefined;
    return written(pool, {
      coefficient,
      scalars: scalar ? [scalar] : [],
      chain: matrices,
      under: [],
    });
  }

  const diag = (of: Expr) => pool.call("diag", [of]);

  /** Σ_k uₖvₖ is uᵀv, and Σ_k vₖ² is ‖v‖². */
  function scalarSum(sum: BigSumForm): Expr | undefined {
    const k = indexOf(sum);
    return overOwn(sum, scalarOf, (factors) => {
      const [first, ...others] = factors as readonly [Factor, ...Factor[]];
      const exponent = integerExponent(first);
      const vector = (factor: Factor) => powerOf(factor, false, (form) => vectorOf(form, k));
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
    inner: (form: Form) => Expr | undefined,
  ): Expr | undefined {
    const own = factors.filter(isOwn);
    return own.length === 0 ? undefined : productExpr(one, own, inner);
  }

  /** What does not depend on the index of a sum stands before it; a sum of sums is several. */
  function overOwn(
    sum: BigSumForm,
    outer: (form: Form) => Expr | undefined,
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
    if (own.length === factors.length && coefficient === one) return inside(own);
    if (own.length === factors.length && isOneForm(forms.number(coefficient))) return inside(own);
    const rest = factors.filter((factor) => !factorHas(factor, k));
    const summed = { base: over(productOf(forms, one, own)), exponent: unit };
    return outer(productOf(forms, coefficient, [...rest, summed]));
  }

  return { scalarOf, vectorOf, matrixOf };
}
