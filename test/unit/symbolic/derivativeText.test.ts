import assert from "node:assert/strict";
import { derivativeTexts } from "../../../src/core/symbolic/derivativeText.ts";
import { inputNodes, operation, outputOf, type Point, tapeBy, tapeOf } from "./tapeOf.ts";

function texts(source: string, point: Point) {
  const tape = tapeOf(source, point);
  return derivativeTexts(tape, outputOf(tape), inputNodes(tape));
}

const x = { x: 2 };
const xy = { x: 2, y: 1.5 };
const rows: readonly (readonly [string, Point, ...(readonly string[])])[] = [
  ["(3 * x + 1) ** 2", x, "6(3x + 1)"],
  ["(3 * x) ** 2", x, "18x"],
  ["Math.exp(Math.log((3 * x) ** 2))", x, "18x"],
  ["Math.sin(x * x)", x, "2x·cos(x²)"],
  ["Math.sin(x ** 2)", x, "2x·cos(x²)"],
  ["Math.sin(x) ** 2", x, "2·sin(x)·cos(x)"],
  [
    "((w * x) ** 2 - target) ** 2",
    { x: 2, w: 3, target: 10 },
    "4w²·x·((w·x)² − target)",
    "4w·x²·((w·x)² − target)",
    "2(target − (w·x)²)",
  ],
  ["Math.sqrt(x ** 2)", x, "sign(x)"],
  ["Math.abs(x) ** 3", x, "3x·|x|"],
  ["Math.max(0, x)", x, "[x > 0]"],
  ["Math.hypot(x, y)", xy, "x/√(x² + y²)", "y/√(x² + y²)"],
  ["x ** y", xy, "y·xʸ⁻¹", "xʸ·ln(x)"],
  ["x ** (1 / 3)", x, "1/(3x^(2/3))"],
  ["x ** 1.5", x, "1.5√x"],
  ["Math.cbrt(x)", x, "1/(3(∛x)²)"],
  ["2 * Math.PI * x ** 2", x, "4π·x"],
  ["0.1 * x ** 3", x, "0.3x²"],
  ["x ** 2 / 2 + x / 3", x, "x + 1/3"],
  ["v[0] * v[1] ** 2 + this.k", { "v[0]": 1, "v[1]": 2, "this.k": 3 }, "v[1]²", "2v[0]·v[1]", "1"],
  ["x * Math.floor(x)", x, "⌊x⌋"],
  ["Math.random() * x", { x: 2, "Math.random()": 0.25 }, "Math.random()"],
  ["Math.sin(x) ** 2 + Math.cos(x) ** 2", x, "0"],
  ["Math.cosh(x) ** 2 * y - y * Math.sinh(x) ** 2", xy, "0", "1"],
  ["(x ** 2 + 1) / (x - 1)", x, "1 − 2/(x − 1)²"],
  ["(1 - x) ** 2", x, "2(x − 1)"],
  ["Math.log(1 - x)", x, "1/(x − 1)"],
  ["x - x", x, "0"],
  ["-x", x, "−1"],
];

describe("the text of a derivative", () => {
  for (const [source, point, ...expected] of rows) {
    it(`of ${source} is ${expected.join(" and ")}`, () => {
      assert.deepEqual(
        texts(source, point).map((text) => text?.text),
        expected,
      );
    });
  }

  it("does not depend on the order in the source", () => {
    const [a] = texts("(1 + x * 3) ** 2 * y", xy);
    const [b] = texts("y * (x + x + x + 1) ** 2", xy);
    assert.deepEqual(a, b);
  });

  it("comes with LaTeX and with code over the parameters", () => {
    const [text] = texts("Math.sin(x / y) ** 2", { x: 1, y: 2 });
    assert.ok(text);
    const { typeset: _, ...printed } = text;
    assert.deepEqual(printed, {
      text: "2·sin(x/y)·cos(x/y)/y",
      latex: "\\frac{2 \\sin\\left(\\frac{x}{y}\\right) \\, \\cos\\left(\\frac{x}{y}\\right)}{y}",
      code: "2 * Math.sin(x / y) * Math.cos(x / y) / y",
    });
  });

  it("raises no exponent to another power", () => {
    const [derivative] = texts("1e-7 ** x", x);
    assert.equal(derivative?.text, "(1e−7)ˣ·ln(1e−7)");
    assert.equal(derivative?.latex, "\\left(10^{-7}\\right)^{x} \\, \\ln\\left(10^{-7}\\right)");
  });

  it("is given up, not cut, where it grows too long", () => {
    const source = Array.from({ length: 300 }, (_, i) => `Math.sin(${i + 2} * x)`).join(" + ");
    assert.deepEqual(texts(source, x), [undefined]);
  });

  it("does not grow with shared subexpressions that are never written out", () => {
    const tape = tapeBy(x, (builder, leaves) => {
      let node = leaves.get("x") ?? 0;
      for (let i = 0; i < 60; i++) {
        node = operation(builder, "sin", [operation(builder, "mul", [node, node])]);
      }
      return node;
    });
    assert.deepEqual(derivativeTexts(tape, outputOf(tape), inputNodes(tape)), [undefined]);
  });
});

describe("the code of a derivative", () => {
  const code = (source: string, point: Point) => texts(source, point).map((text) => text?.code);

  it("keeps the guards that state a convention", () => {
    assert.deepEqual(code("Math.hypot(x, y)", xy), [
      "(Math.hypot(x, y) === 0 ? 0 : x / Math.hypot(x, y))",
      "(Math.hypot(x, y) === 0 ? 0 : y / Math.hypot(x, y))",
    ]);
    assert.deepEqual(code("Math.max(x, y)", xy), [
      "(x > y ? 1 : x < y ? 0 : 0.5)",
      "(y > x ? 1 : y < x ? 0 : 0.5)",
    ]);
  });

  it("does not look at what the loser of a max would have let through", () => {
    assert.deepEqual(code("Math.max(0, Math.log(x))", x), [
      "(Math.log(x) < 0 ? 0 : (Math.log(x) > 0 ? 1 : 0.5) * (1 / x))",
    ]);
  });

  it("puts what was drawn in the place of noise", () => {
    assert.deepEqual(code("Math.random() * x", { x: 2, "Math.random()": 0.25 }), ["0.25"]);
  });

  it("is valid where signs meet powers", () => {
    assert.deepEqual(code("Math.exp(-(x ** 2))", x), ["-2 * x * Math.exp(-(x ** 2))"]);
  });
});
