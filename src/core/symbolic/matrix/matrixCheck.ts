import { evaluateTape } from "../../autodiff/evaluate.ts";
import { freeInputs, jacobian } from "../../autodiff/jacobian.ts";
import type { Tape } from "../../tape/tape.ts";
import type { Expr } from "../expr/expr.ts";
import type { ArrayShape } from "./arrayShapes.ts";
import { type Matrix, matrixValue } from "./matrixValue.ts";

/** How far from the sample point: near enough for most domains, in no special direction. */
const shifts = [0, 0.02, -0.03, 0.11, -0.17];
const leastPoints = 2;
const tolerance = 1e-9;

/** Whether a formula of vectors and matrices has all entries of the Jacobian by the array, at several points. */
export function isJacobian(
  tape: Tape,
  expr: Expr,
  shape: ArrayShape,
  shapes: readonly ArrayShape[],
): boolean {
  let compared = 0;
  for (const shift of shifts) {
    const inputs = tape.inputs.map(({ node }, place) => {
      const value = tape.values[node] as number;
      return value + shift * Math.sin(3 * place + 1) * Math.max(1, Math.abs(value));
    });
    const { values } = evaluateTape(tape, inputs);
    const moved = { ...tape, values };
    const exact = jacobian(moved).entries;
    const wanted =
      exact.length === 1
        ? shape.places.map((row) => row.map((place) => exact[0]?.[place] ?? Number.NaN))
        : exact.map((row) => shape.places.flat().map((place) => row[place] ?? Number.NaN));
    if (!wanted.flat().every(Number.isFinite)) continue;
    const actual = matrixValue(expr, valuesOf(moved, shapes, wanted.length));
    if (!actual || !areClose(actual, wanted)) return false;
    compared++;
  }
  return compared >= leastPoints;
}

/** The inputs by their names, and I, the identity, where none is called that. */
function valuesOf(
  tape: Tape,
  shapes: readonly ArrayShape[],
  size: number,
): ReadonlyMap<string, Matrix> {
  const free = freeInputs(tape).map(({ node }) => tape.values[node] as number);
  const named = new Map<string, Matrix>([["I", identity(size)]]);
  for (const { path, node } of tape.inputs) named.set(path, [[tape.values[node] as number]]);
  for (const { head, places } of shapes)
    named.set(
      head,
      places.map((row) => row.map((place) => free[place] ?? Number.NaN)),
    );
  return named;
}

function identity(size: number): Matrix {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)),
  );
}

function areClose(actual: Matrix, wanted: Matrix): boolean {
  const largest = Math.max(1, ...wanted.flat().map(Math.abs));
  return (
    actual.length === wanted.length &&
    actual.every(
      (row, i) =>
        row.length === wanted[i]?.length &&
        row.every(
          (value, j) => Math.abs(value - (wanted[i]?.[j] ?? Number.NaN)) <= tolerance * largest,
        ),
    )
  );
}
