import assert from "node:assert/strict";
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

describe("a value as a formula", () => {
  it("is printed as it was written", () => {
    const tape = tapeOf("(3 * x + 1) ** 2", x);
    assert.deepEqual(valueFormula(tape, outputOf(tape)), {
      text: "(3x + 1)²",
      latex: "\\left(3 x + 1\\right)^{2}",
    });
  });
});
