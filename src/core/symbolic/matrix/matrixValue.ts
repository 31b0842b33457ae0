import { evaluateOp, rowOf } from "../../ops/table.ts";
import type { Expr } from "../expr/expr.ts";
import { type FormulaOp, isRow, isShape } from "../expr/shapes.ts";

/** A vector is one column; a number has one element. */
export type Matrix = readonly (readonly number[])[];

/** The value of a formula of vectors and matrices; nothing where the sizes do not fit. */
export function matrixValue(
  expr: Expr,
  named: ReadonlyMap<string, Matrix>,
  known: Map<number, Matrix | undefined> = new Map(),
): Matrix | undefined {
  if (known.has(expr.id)) return known.get(expr.id);
  const value = computed(expr, named, known);
  known.set(expr.id, value);
  return value;
}

function computed(
  expr: Expr,
  named: ReadonlyMap<string, Matrix>,
  known: Map<number, Matrix | undefined>,
): Matrix | undefined {
  if (expr.kind === "constant") return [[expr.value]];
  if (expr.kind === "variable") return named.get(expr.path);
  const args: Matrix[] = [];
  for (const arg of expr.args) {
    const value = matrixValue(arg, named, known);
    if (!value) return undefined;
    args.push(value);
  }
  const [first] = args as [Matrix];
  switch (expr.op) {
    case "transposed":
      return transposedValue(first);
    case "norm":
      return [[Math.hypot(...first.flat())]];
    case "diag":
      return first.map(([value], i) => first.map((_, j) => (i === j ? (value ?? Number.NaN) : 0)));
    case "matmul":
      return args.slice(1).reduce<Matrix | undefined>((a, b) => a && times(a, b), first);
    case "hadamard":
      return args.slice(1).reduce<Matrix | undefined>((a, b) => a && each("mul", [a, b]), first);
    default:
      return each(expr.op, args);
  }
}

function transposedValue(of: Matrix): Matrix {
  return (of[0] ?? []).map((_, column) => of.map((row) => row[column] ?? Number.NaN));
}

function isNumber(of: Matrix): boolean {
  return of.length === 1 && of[0]?.length === 1;
}

function times(a: Matrix, b: Matrix): Matrix | undefined {
  if (isNumber(a) || isNumber(b)) return each("mul", [a, b]);
  if (a[0]?.length !== b.length) return undefined;
  const columns = transposedValue(b);
  return a.map((row) =>
    columns.map((column) => row.reduce((sum, value, k) => sum + value * (column[k] ?? 0), 0)),
  );
}

/** Element by element; a number goes with every element. */
function each(op: FormulaOp, args: readonly Matrix[]): Matrix | undefined {
  const shape = args.find((arg) => !isNumber(arg)) ?? (args[0] as Matrix);
  const fits = (arg: Matrix) =>
    isNumber(arg) || (arg.length === shape.length && arg[0]?.length === shape[0]?.length);
  if (!args.every(fits)) return undefined;
  return shape.map((row, i) =>
    row.map((_, j) => {
      const values = args.map((arg) => (isNumber(arg) ? arg[0]?.[0] : arg[i]?.[j]) ?? Number.NaN);
      return evaluated(op, values);
    }),
  );
}

function evaluated(op: FormulaOp, values: readonly number[]): number {
  const [x = Number.NaN] = values;
  if (isShape(op)) {
    switch (op) {
      case "logistic":
        return 1 / (1 + Math.exp(-x));
      case "softplus":
        return Math.log(1 + Math.exp(x));
      case "relu":
        return Math.max(0, x);
      case "gaussian":
        return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    }
  }
  return isRow(op) ? evaluateOp(rowOf(op), [...values]) : Number.NaN;
}
