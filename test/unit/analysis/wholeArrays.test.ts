import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import { wholeArraysOf } from "../../../src/core/analysis/formulas/wholeArrays.ts";
import { hoverAt } from "../../../src/core/analysis/hover/hoverFacts.ts";
import { lensTitle } from "../../../src/core/analysis/lens/lensText.ts";

function analyzed(text: string) {
  return createAnalyzer().analyze({ uri: "file:///f.ts", version: 1, text });
}

/** Array by array, `x: 2Aᵀ(Ax − b)`. */
function linesOf(text: string): readonly string[] {
  const [fn] = analyzed(text).functions;
  assert.ok(fn && fn.outcome.kind !== "declined", text);
  return wholeArraysOf(fn.outcome).map(
    ({ head, element, text: formula }) => `${head}${element}: ${formula}`,
  );
}

function latexOf(text: string): readonly string[] {
  const [fn] = analyzed(text).functions;
  assert.ok(fn && fn.outcome.kind !== "declined", text);
  return wholeArraysOf(fn.outcome).map(({ latex }) => latex);
}

const product = "for (let j = 0; j < x.length; j++) z += A[i][j] * x[j];";
const leastSquares = `/** @at A = [[1, 2, 3], [4, 5, 6]], x = [1, 2, 3], b = [1, 1] */
function loss(A: number[][], x: number[], b: number[]): number {
  let sum = 0;
  for (let i = 0; i < A.length; i++) {
    let z = 0;
    ${product}
    sum += (z - b[i]) ** 2;
  }
  return sum;
}`;

const rows: readonly (readonly [string, string, readonly string[]])[] = [
  ["least squares", leastSquares, ["A: 2(Ax − b)xᵀ", "x: 2Aᵀ(Ax − b)", "b: 2(b − Ax)"]],
  [
    "least squares of two by two",
    leastSquares.replace(/@at.*\*/, "@at A = [[1, 2], [4, 5]], x = [1, 2], b = [1, 1] *"),
    ["A: 2(Ax − b)xᵀ", "x: 2Aᵀ(Ax − b)", "b: 2(b − Ax)"],
  ],
  [
    "a dot product",
    "function f(u: number[], v: number[]) { let s = 0; for (let i = 0; i < u.length; i++) s += u[i] * v[i]; return s; }",
    ["u: v", "v: u"],
  ],
  [
    "a length",
    "function f(v: number[]) { let s = 0; for (const each of v) s += each ** 2; return Math.sqrt(s); }",
    ["v: v/‖v‖"],
  ],
  [
    "a quadratic form",
    "function f(A: number[][], x: number[]) { let s = 0; for (let i = 0; i < x.length; i++) for (let j = 0; j < x.length; j++) s += x[i] * A[i][j] * x[j]; return s; }",
    ["A: xxᵀ", "x: (A + Aᵀ)x"],
  ],
  [
    "a vector scaled",
    "function f(k: number, v: number[]) { return v.map((x) => k * x); }",
    ["v: kI"],
  ],
  [
    "a vector moved",
    "function f(k: number, v: number[]) { return v.map((x) => x - k); }",
    ["v: I"],
  ],
  [
    "a vector divided",
    "function f(k: number, v: number[]) { return v.map((x) => (-2 * x) / (k + 1)); }",
    ["v: −2I/(k + 1)"],
  ],
  [
    "a vector scaled by what is called I itself",
    "function f(I: number, v: number[]) { return v.map((x) => I * x); }",
    [],
  ],
  [
    "a bilinear form",
    "function f(u: number[], A: number[][], v: number[]) { let s = 0; for (let i = 0; i < u.length; i++) for (let j = 0; j < v.length; j++) s += u[i] * A[i][j] * v[j]; return s; }",
    ["u: Av", "A: uvᵀ", "v: Aᵀu"],
  ],
  [
    "a matrix times a vector",
    `function f(A: number[][], x: number[]) { return A.map((row) => { let z = 0; for (let j = 0; j < x.length; j++) z += row[j] * x[j]; return z; }); }`,
    ["x: A"],
  ],
  [
    "a layer",
    "function f(W: number[][], x: number[], b: number[]) { return W.map((row, i) => { let z = b[i]; for (let j = 0; j < x.length; j++) z += row[j] * x[j]; return 1 / (1 + Math.exp(-z)); }); }",
    ["x: diag(σ(Wx + b) ⊙ (1 − σ(Wx + b)))W", "b: diag(σ(Wx + b) ⊙ (1 − σ(Wx + b)))"],
  ],
  [
    "what is done with every element",
    "function f(x: number[]) { return x.map((each) => Math.sin(each)); }",
    ["x: diag(cos(x))"],
  ],
  [
    "a loss with a regulariser",
    "function f(w: number[], t: number[], k: number) { let s = 0; for (let i = 0; i < w.length; i++) s += (w[i] - t[i]) ** 2 + k * w[i] ** 2; return s; }",
    ["w: 2k·w + 2(w − t)", "t: 2(t − w)"],
  ],
  [
    "a mean, in names of several letters",
    "function f(prediction: number[], target: number[]) { let s = 0; for (let i = 0; i < target.length; i++) s += (prediction[i] - target[i]) ** 2; return s / target.length; }",
    ["prediction: 2(prediction − target)/3", "target: 2(target − prediction)/3"],
  ],
  [
    "coefficients that count",
    "function f(x: number[]) { let s = 0; for (let i = 0; i < x.length; i++) s += i * x[i]; return s; }",
    ["x[i]: i"],
  ],
  [
    "coefficients that are squares",
    "function f(x: number[]) { let s = 0; for (let i = 0; i < x.length; i++) s += i * i * x[i] ** 2; return s; }",
    ["x[i]: 2i²·x[i]"],
  ],
  [
    "Horner's scheme",
    "/** @at a = [1, 2, 3, 4, 5], x = 2 */\nfunction f(a: number[], x: number) { let s = 0; for (let i = a.length - 1; i >= 0; i--) s = s * x + a[i]; return s; }",
    ["a[i]: xⁱ"],
  ],
  [
    "powers, which are not those of the vector",
    "function f(x: number[]) { let s = 0; for (const each of x) s += each ** 3; return s; }",
    ["x[i]: 3x[i]²"],
  ],
  [
    "softmax and its logarithm",
    "function f(z: number[]) { let s = 0; for (const each of z) s += Math.exp(each); return Math.log(s); }",
    ["z[i]: e^(z[i])/(Σ_j e^(z[j]))"],
  ],
  [
    "elements of different kinds",
    "function f(x: number[]) { return x[0] ** 2 + Math.sin(x[1]) + x[2]; }",
    [],
  ],
];

describe("the derivative by a whole array", () => {
  for (const [what, source, expected] of rows) {
    it(`is one line for ${what}`, () => {
      assert.deepEqual(linesOf(source), expected);
    });
  }

  it("is in the lens, before the numbers", () => {
    const [fn] = analyzed(leastSquares).functions;
    assert.equal(
      fn && lensTitle(fn),
      "∂loss/∂A = 2(Ax − b)xᵀ · ∂loss/∂x = 2Aᵀ(Ax − b) · ∂loss/∂b = 2(b − Ax)",
    );
  });

  it("leaves numbers alone where only they are asked for", () => {
    const [fn] = analyzed(leastSquares).functions;
    const title = fn && lensTitle(fn, { form: "numeric", maximumLength: 80, order: 1 });
    assert.match(title ?? "", /^∇loss: ∂A\[0\]\[0\] /);
  });

  it("is in the hovers on the function and on the array", () => {
    const analysis = analyzed(leastSquares);
    const formulasAt = (place: number) =>
      (hoverAt(analysis, place)?.blocks ?? []).flatMap((block) =>
        block.kind === "formula" ? [block.text] : [],
      );
    const onName = formulasAt(leastSquares.indexOf("loss("));
    assert.ok(onName.includes("∂loss/∂x = 2Aᵀ(Ax − b)"), onName.join("\n"));
    const onArray = formulasAt(leastSquares.indexOf("x: number"));
    assert.deepEqual(onArray, ["∂loss/∂x = 2Aᵀ(Ax − b)"]);
  });

  it("is typeset and LaTeX, too", () => {
    const [, byX] = latexOf(leastSquares);
    assert.equal(byX, "2 A^{\\top} \\, \\left(A \\, x - b\\right)");
  });

  it("says under which condition it holds", () => {
    const text = `/** @at x = [1, 2, 3] */
function f(x: number[]) {
  let s = 0;
  for (const each of x) s += each * each;
  if (s > 1) return s;
  return 2 * s;
}`;
    const [fn] = analyzed(text).functions;
    assert.match((fn && lensTitle(fn)) ?? "", />.*: ∂f\/∂x = 2x/);
  });
});
