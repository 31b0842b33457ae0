import assert from "node:assert/strict";
import { createExprPool, type Expr } from "../../../src/core/symbolic/expr/expr.ts";
import { arrayShapes } from "../../../src/core/symbolic/matrix/arrayShapes.ts";
import { isJacobian } from "../../../src/core/symbolic/matrix/matrixCheck.ts";
import { tapeOf } from "./tapeOf.ts";

/** xᵀAx of two by two, at a point where A is symmetric: there Aᵀx is Ax. */
const point = { "A[0][0]": 2, "A[0][1]": 3, "A[1][0]": 3, "A[1][1]": 5, "x[0]": 1, "x[1]": -1 };
const cells = ["x[0] * A[0][0] * x[0]", "x[0] * A[0][1] * x[1]"];
const source = [...cells, "x[1] * A[1][0] * x[0]", "x[1] * A[1][1] * x[1]"].join(" + ");

describe("a formula of vectors and matrices", () => {
  const pool = createExprPool();
  const [A, x] = [pool.variable("A"), pool.variable("x")];
  const transposed = pool.call("transposed", [A]);
  const rows: readonly (readonly [string, Expr, boolean])[] = [
    ["is right", pool.call("matmul", [pool.call("add", [A, transposed]), x]), true],
    ["is right at the sample point alone", pool.call("matmul", [pool.constant(2), A, x]), false],
    ["is of another size", pool.call("matmul", [pool.call("transposed", [x]), A]), false],
    ["cannot be multiplied", pool.call("matmul", [x, A]), false],
    ["has a name nobody knows", pool.call("matmul", [pool.variable("B"), x]), false],
  ];
  for (const [what, expr, isRight] of rows) {
    it(`that ${what} is ${isRight ? "" : "not "}printed`, () => {
      const tape = tapeOf(source, point);
      const shapes = arrayShapes(tape.inputs.map(({ path }) => path));
      const shape = shapes.find(({ head }) => head === "x");
      assert.ok(shape);
      assert.equal(isJacobian(tape, expr, shape, shapes), isRight);
    });
  }
});
