import assert from "node:assert/strict";
import { createEvaluator } from "../../../src/core/autodiff/evaluator.ts";
import { formulaOf } from "../../../src/core/symbolic/derive.ts";
import { createExprPool } from "../../../src/core/symbolic/expr.ts";
import { exprTape } from "../../../src/core/symbolic/exprTape.ts";
import { multipliedOut } from "../../../src/core/symbolic/multipliedOut.ts";
import { valueFormula } from "../../../src/core/symbolic/valueFormula.ts";
import { inputNodes, outputOf, type Point, tapeOf } from "./tapeOf.ts";

function otherWay(source: string, point: Point): readonly (string | undefined)[] {
  const tape = tapeOf(source, point);
  const found = multipliedOut(tape, outputOf(tape), inputNodes(tape)[0] as number);
  return found ? [found.value.text, found.derivative.text] : [];
}

const x = { x: 2 };
const rows: readonly (readonly [string, Point, ...string[]])[] = [
  ["(3 * x + 1) ** 2", x, "9x² + 6x + 1", "18x + 6"],
  ["(3 * x) ** 2", x, "9x²", "18x"],
  ["Math.exp(Math.log((3 * x) ** 2))", x, "9x²", "18x"],
  ["(x + y) * (x - y)", { x: 2, y: 1 }, "x² − y²", "2x"],
  // Nothing to multiply out.
  ["Math.sin(x * x)", x],
  ["9 * x ** 2 + 6 * x + 1", x],
  // More terms than anybody would read.
  ["(x + 1) ** 40", x],
];

describe("the derivative of a function multiplied out", () => {
  for (const [source, point, ...expected] of rows) {
    it(`${source} is ${expected.join(", with ") || "left alone"}`, () => {
      assert.deepEqual(otherWay(source, point), expected);
    });
  }
});

describe("a formula as a tape", () => {
  it("computes what the tape it came from computes", () => {
    const tape = tapeOf("Math.max(x * y, 3) - Math.sin(x) / y", { x: 2, y: 1.5 });
    const formula = formulaOf(tape, outputOf(tape), createExprPool());
    assert.ok(formula);
    const { tape: again, output } = exprTape(formula);
    const [one, other] = [createEvaluator(tape), createEvaluator(again)];
    const order = again.inputs.map(({ path }) => (path === "x" ? 0.3 : -2));
    one.evaluate([0.3, -2]);
    other.evaluate(order);
    assert.equal(other.valueOf(output), one.valueOf(outputOf(tape)));
  });
});

describe("a value as a formula", () => {
  it("is printed as it was written", () => {
    const tape = tapeOf("(3 * x + 1) ** 2", x);
    assert.deepEqual(valueFormula(tape, outputOf(tape)), {
      text: "(3x + 1)²",
      latex: "\\left(3 x + 1\\right)^{2}",
    });
  });
});
