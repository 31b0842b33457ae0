import assert from "node:assert/strict";
import { derivativeTexts } from "../../../src/core/symbolic/derivativeText.ts";
import { inputNodes, outputOf, type Point, tapeOf } from "./tapeOf.ts";

function texts(source: string, names: readonly string[]) {
  const point: Point = Object.fromEntries(names.map((name, index) => [name, 0.3 + index / 8]));
  const tape = tapeOf(source, point);
  return derivativeTexts(tape, outputOf(tape), inputNodes(tape));
}

/** The elements of arrays of that length: x[0], x[1], …. */
function elements(length: number, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => Array.from({ length }, (_, index) => `${name}[${index}]`));
}

function repeated(length: number, term: (index: number) => string): string {
  return Array.from({ length }, (_, index) => term(index)).join(" + ");
}

describe("well-known shapes", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["1 / (1 + Math.exp(-x))", "σ(x)·(1 − σ(x))"],
    ["Math.exp(x) / (1 + Math.exp(x))", "σ(x)·(1 − σ(x))"],
    ["Math.log(1 + Math.exp(x))", "σ(x)"],
    ["Math.log(1 + Math.exp(-x))", "−σ(−x)"],
    ["x * Math.log(1 + Math.exp(x))", "x·σ(x) + softplus(x)"],
    ["x / (1 + Math.exp(-x))", "σ(x)·(x − x·σ(x) + 1)"],
    ["Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI)", "−x·φ(x)"],
    ["y * Math.max(0, x)", "y·[x > 0]"],
    ["Math.abs(x)", "sign(x)"],
  ];
  for (const [source, expected] of rows) {
    it(`are named in the derivative of ${source}`, () => {
      assert.equal(texts(source, ["x", "y"])[0]?.text, expected);
    });
  }

  it("are named with their own arguments", () => {
    const [, byY] = texts("y * Math.max(0, x)", ["x", "y"]);
    assert.equal(byY?.text, "relu(x)");
    const [byX] = texts("1 / (1 + Math.exp(-(2 * x + y)))", ["x", "y"]);
    assert.equal(byX?.text, "2·σ(2x + y)·(1 − σ(2x + y))");
  });

  it("are written out in code", () => {
    const [text] = texts("1 / (1 + Math.exp(-x))", ["x"]);
    assert.doesNotMatch(text?.code ?? "", /σ/);
  });
});

describe("the steps of a loop", () => {
  it("are one sum again", () => {
    const source = repeated(30, (i) => `(w * x[${i}] + b - y[${i}]) ** 2`);
    const [byW, byB] = texts(source, ["w", "b", ...elements(30, "x", "y")]);
    assert.equal(byW?.text, "Σ_i 2x[i]·(w·x[i] + b − y[i])");
    assert.equal(byB?.text, "Σ_i 2(w·x[i] + b − y[i])");
    assert.equal(byB?.latex, "\\sum_{i=0}^{29} 2 \\left(w \\, x_{i} + b - y_{i}\\right)");
    assert.match(byW?.code ?? "", /x\[29\]/);
  });

  it("may have loops inside", () => {
    const row = (i: number) => `(${repeated(4, (j) => `A[${i}][${j}] * x[${j}]`)} - b[${i}]) ** 2`;
    const matrix = elements(4, ...elements(4, "A"));
    const all = texts(repeated(4, row), [...elements(4, "x", "b"), ...matrix]);
    assert.equal(all[2]?.text, "Σ_i 2A[i][2]·(Σ_j A[i][j]·x[j] − b[i])");
  });

  it("show where they begin and end unless they take every element", () => {
    const source = `s * (${[1, 2, 3, 4].map((i) => `x[${i}] * x[${i - 1}]`).join(" + ")})`;
    const [byS] = texts(source, ["s", ...elements(6, "x")]);
    assert.equal(byS?.text, "Σ_i=0…3 x[i]·x[i+1]");
  });

  it("leave a name alone that an input has", () => {
    const [byI] = texts(`i * (${repeated(4, (i) => `x[${i}] ** 2`)})`, ["i", ...elements(4, "x")]);
    assert.equal(byI?.text, "Σ_j x[j]²");
  });

  it("stay written out where that is shorter", () => {
    const [byS] = texts("s * (x[0] + x[1])", ["s", ...elements(2, "x")]);
    assert.equal(byS?.text, "x[0] + x[1]");
  });
});
