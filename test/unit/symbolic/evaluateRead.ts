import assert from "node:assert/strict";
import { evaluateOp, rowOf } from "../../../src/core/ops/table.ts";
import type { Expr } from "../../../src/core/symbolic/expr/expr.ts";
import { isBigSum, isRow } from "../../../src/core/symbolic/expr/shapes.ts";
import type { Point } from "./tapeOf.ts";

/** The value of a formula for readers, sums over an index included. */
export function evaluateRead(expr: Expr, point: Point): number {
  if (expr.kind === "constant") return expr.value;
  if (expr.kind === "variable") return valueAt(expr.path, point);
  if (isBigSum(expr.op)) {
    const [index, first, last, body] = expr.args as readonly [Expr, Expr, Expr, Expr];
    assert.equal(index.kind, "variable");
    const name = index.kind === "variable" ? index.path : "";
    let sum = 0;
    const end = evaluateRead(last, point);
    for (let at = evaluateRead(first, point); at <= end; at++)
      sum += evaluateRead(body, { ...point, [name]: at });
    return sum;
  }
  assert.ok(isRow(expr.op), expr.op);
  return evaluateOp(
    rowOf(expr.op),
    expr.args.map((arg) => evaluateRead(arg, point)),
  );
}

function valueAt(path: string, point: Point): number {
  const written = path.replace(/\[([^\]]+)\]/g, (_, index: string) => `[${indexOf(index, point)}]`);
  const value = point[written];
  assert.notEqual(value, undefined, `${path} is ${written}, which is no input`);
  return value as number;
}

/** `2`, `i`, `i+1`, `2i-1`, `4-i`. */
function indexOf(text: string, point: Point): number {
  const parts = text.match(/[+-]?[^+-]+/g) ?? [];
  return parts.reduce((sum, part) => {
    const [, sign, digits, name] = /^([+-]?)(\d*)([a-z]?)$/.exec(part) ?? [];
    const size = Number(digits === "" ? 1 : digits) * (name ? (point[name] ?? Number.NaN) : 1);
    return sum + (sign === "-" ? -size : size);
  }, 0);
}
