import type { Expr, ExprPool } from "../expr/expr.ts";
import type { Factor, Form, FormPool } from "../normalForm/form.ts";
import { createIndexFinder, hasBigSum } from "../normalForm/formIndices.ts";
import { one, type Quantity } from "../normalForm/quantity.ts";
import { transposed, written } from "./matrixAlgebra.ts";
import { createElementReader, type MatrixReader, type ReadPart } from "./matrixElements.ts";
import { createSumReader } from "./matrixSums.ts";

export function createMatrixReader(
  forms: FormPool,
  pool: ExprPool,
  write: (form: Form) => Expr,
): MatrixReader {
  const indicesOf = createIndexFinder();
  const has = (form: Form, index: string) => indicesOf(form).has(index);
  const elements = createElementReader(pool, indicesOf);
  const reader: MatrixReader = { scalarOf, vectorOf, matrixOf };
  const sums = createSumReader(forms, pool, has, elements, reader);

  function scalarOf(form: Form): Expr | undefined {
    if (indicesOf(form).size > 0) return undefined;
    return hasBigSum(form) ? elements.read(form, scalarOf, sums.scalarSum) : write(form);
  }

  function vectorOf(form: Form, i: string): Expr | undefined {
    if (!has(form, i)) return scalarOf(form);
    if (form.kind === "symbol") {
      const head = form.variable.path.slice(0, -i.length - 2);
      return !head.includes("[") && form.variable.path === `${head}[${i}]`
        ? pool.variable(head)
        : undefined;
    }
    return elements.read(
      form,
      (part) => vectorOf(part, i),
      (sum) => sums.vectorSum(sum, i),
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
    return elements.read(
      form,
      (part) => matrixOf(part, i, j),
      (sum) => sums.matrixSum(sum, i, j),
    );
  }

  function matrixProduct(
    coefficient: Quantity,
    factors: readonly Factor[],
    i: string,
    j: string,
  ): Expr | undefined {
    const isUnder = ({ base, exponent }: Factor) =>
      exponent.kind === "number" && exponent.value.over < 0 && indicesOf(base).size === 0;
    const isOf = ({ base, exponent }: Factor, a: boolean, b: boolean) =>
      (has(base, i) || has(exponent, i)) === a && (has(base, j) || has(exponent, j)) === b;
    const part = (a: boolean, b: boolean, inner: ReadPart) => {
      const own = factors.filter((factor) => isOf(factor, a, b) && !isUnder(factor));
      return own.length === 0 ? null : elements.product(one, own, inner);
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
    const under = factors.filter(isUnder).map((factor) => elements.power(factor, true, scalarOf));
    if (!matrices || !under.every((expr) => expr !== undefined)) return undefined;
    return written(pool, {
      coefficient,
      scalars: scalar ? [scalar] : [],
      chain: matrices,
      under,
    });
  }

  const diag = (of: Expr) => pool.call("diag", [of]);

  return reader;
}
