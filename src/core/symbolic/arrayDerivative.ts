import { freeInputs } from "../autodiff/jacobian.ts";
import { sizeOf, type Tape } from "../tape/tape.ts";
import { createArranger } from "./arrange/arrange.ts";
import { createNamer } from "./arrange/nameShapes.ts";
import { assume, assumptionsOf } from "./assumptions.ts";
import { usesDecimals } from "./derivativeText.ts";
import { deriveSymbolically } from "./expr/derive.ts";
import { createExprPool, type Expr, type VariableExpr } from "./expr/expr.ts";
import { withIndexNames } from "./expr/indexNames.ts";
import { extentsOf } from "./expr/indices.ts";
import { treeSize } from "./expr/treeSize.ts";
import { generalCell, generalElement } from "./loops/generalEntry.ts";
import { createSumCollector } from "./loops/repeatedSums.ts";
import { type ArrayShape, arrayShapes, outputLength } from "./matrix/arrayShapes.ts";
import { isJacobian } from "./matrix/matrixCheck.ts";
import { createMatrixReader } from "./matrix/matrixReader.ts";
import { isOfFiniteNumbers } from "./normalForm/finite.ts";
import { type Form, isZeroForm } from "./normalForm/form.ts";
import { createFormPool } from "./normalForm/formPool.ts";
import { type NormalForms, normalize } from "./normalForm/normalize.ts";
import { multiply } from "./normalForm/products.ts";
import { printLatex } from "./print/printLatex.ts";
import { printText } from "./print/printText.ts";
import { printTypeset } from "./print/printTypeset.ts";
import type { Typeset } from "./print/typeset.ts";
import { formLength } from "./shorten/formLength.ts";

/** The derivative by a whole array in one line. */
export interface ArrayDerivative {
  /** The array: "x", "this.weights". */
  readonly head: string;
  /** The places of its elements among the free inputs. */
  readonly places: readonly number[];
  /** `[i]` or `[i][j]` where it is a formula for one element, nothing where it is of vectors and matrices. */
  readonly element: string;
  readonly text: string;
  readonly latex: string;
  readonly typeset: Typeset;
}

/** In inputs × nodes, for each output. */
const WORK_LIMIT = 24_000;
/** A line with more parts says less than the numbers. */
const PRINT_LIMIT = 60;
/** Two elements are an array as well, and a loop is wanted even where it takes more room. */
const least = { indexed: 2, numbered: Number.POSITIVE_INFINITY };
/** The indices of the element; those of loops are counted from 1. */
const [rowIndex, columnIndex] = ["#91", "#92"] as const;

/**
 * The derivatives of a number, or of a vector, by the arrays among its inputs: 2Aᵀ(Ax − b) where the
 * loops are those of vectors and matrices, and else the formula of one element, ∂s/∂x[i] = i.
 * Only for arrays whose elements all have the same formula.
 */
export function arrayDerivatives(tape: Tape): readonly ArrayDerivative[] {
  const inputs = freeInputs(tape);
  const shapes = arrayShapes(inputs.map(({ path }) => path));
  const length = outputLength(tape);
  if (shapes.length === 0 || length === undefined) return [];
  if (inputs.length * sizeOf(tape) * length > WORK_LIMIT) return [];
  const pool = createExprPool();
  const forms = createFormPool("people");
  assume(forms, assumptionsOf(tape, pool));
  const known: NormalForms = new Map();
  const paths = tape.inputs.map(({ path }) => path);
  const extents = extentsOf(paths);
  const collect = createSumCollector(forms, pool, extents, least, undefined);
  const lengths = new Map<number, number>();
  const finite = new Map<number, boolean>();
  const named = createNamer(forms, (form) => formLength(form, lengths));
  const write = createArranger({ pool, reading: "people", hasDecimals: usesDecimals(tape) });
  const reader = createMatrixReader(forms, pool, write);
  const symbol = (path: string) => forms.symbol(pool.variable(path) as VariableExpr);
  const nodes = inputs.map(({ node }) => node);
  const rows = tape.outputs.map(({ node }) => deriveSymbolically(tape, node, nodes, pool));
  const formAt = (output: number, input: number): Form | undefined => {
    const derivative = rows[output]?.[input];
    const form = derivative && normalize(forms, derivative, known);
    return form && isOfFiniteNumbers(form, finite) ? collect(form) : undefined;
  };

  return shapes.flatMap((shape) => {
    const derivative = length === 1 ? ofNumber(shape) : ofVector(shape, length);
    return derivative && !forms.isExhausted() ? [derivative] : [];
  });

  function ofNumber(shape: ArrayShape): ArrayDerivative | undefined {
    const cells = shape.places.map((row) => row.map((input) => formAt(0, input)));
    if (!isComplete(cells)) return undefined;
    const general = shape.isMatrix
      ? generalCell(forms, pool, cells, [rowIndex, columnIndex])
      : generalElement(forms, pool, cells.flat(), symbol(rowIndex));
    if (!general) return undefined;
    const form = named(general);
    const matrix = shape.isMatrix
      ? reader.matrixOf(form, rowIndex, columnIndex)
      : reader.vectorOf(form, rowIndex);
    return asMatrix(shape, matrix) ?? asElement(shape, form);
  }

  /** The Jacobian of a vector by a vector. */
  function ofVector(shape: ArrayShape, outputs: number): ArrayDerivative | undefined {
    if (shape.isMatrix) return undefined;
    const cells = Array.from({ length: outputs }, (_, output) =>
      shape.places.flat().map((input) => formAt(output, input)),
    );
    if (!isComplete(cells)) return undefined;
    const diagonal = diagonalOf(cells);
    if (diagonal) return ofDiagonal(shape, diagonal);
    const general = generalCell(forms, pool, cells, [rowIndex, columnIndex]);
    const matrix = general && reader.matrixOf(named(general), rowIndex, columnIndex);
    return asMatrix(shape, matrix);
  }

  /** k·I where all elements are the same, else diag(v). */
  function ofDiagonal(shape: ArrayShape, diagonal: readonly Form[]): ArrayDerivative | undefined {
    const [first] = diagonal;
    if (first && diagonal.every((form) => form === first)) {
      if (paths.some((path) => /^I(?![\w$])/.test(path))) return undefined;
      const entry = multiply(forms, named(first), symbol(`I[${rowIndex}][${columnIndex}]`));
      return asMatrix(shape, reader.matrixOf(entry, rowIndex, columnIndex));
    }
    const general = generalElement(forms, pool, diagonal, symbol(rowIndex));
    const vector = general && reader.vectorOf(named(general), rowIndex);
    return asMatrix(shape, vector && pool.call("diag", [vector]));
  }

  function asMatrix(shape: ArrayShape, expr: Expr | undefined): ArrayDerivative | undefined {
    const isRight = expr !== undefined && isJacobian(tape, expr, shape, shapes);
    return isRight ? printed(shape, "", expr) : undefined;
  }

  function asElement(shape: ArrayShape, form: Form): ArrayDerivative | undefined {
    const [i, j, ...others] = extents.names;
    if (i === undefined || j === undefined) return undefined;
    const own = new Map([
      [rowIndex as string, i],
      [columnIndex as string, j],
    ]);
    const names = shape.isMatrix ? others : [j, ...others];
    const expr = withIndexNames(pool, write(form), names, own);
    return printed(shape, shape.isMatrix ? `[${i}][${j}]` : `[${i}]`, expr);
  }

  function printed(shape: ArrayShape, element: string, expr: Expr): ArrayDerivative | undefined {
    if (treeSize(expr, PRINT_LIMIT) > PRINT_LIMIT) return undefined;
    return {
      head: shape.head,
      places: shape.places.flat(),
      element,
      text: printText(expr),
      latex: printLatex(expr),
      typeset: printTypeset(expr),
    };
  }
}

function isComplete(
  cells: readonly (readonly (Form | undefined)[])[],
): cells is readonly (readonly Form[])[] {
  return cells.every((row) => row.every((form) => form !== undefined));
}

/** What stands on the diagonal where all else is zero. */
function diagonalOf(cells: readonly (readonly Form[])[]): readonly Form[] | undefined {
  const isDiagonal = cells.every(
    (row, i) => row.length === cells.length && row.every((form, j) => i === j || isZeroForm(form)),
  );
  return isDiagonal ? cells.map((row, i) => row[i] as Form) : undefined;
}
