import assert from "node:assert/strict";
import { checkOf, told } from "./checked.ts";

const sum = "let s = 0; for (let i = 0; i < 3; i++) s += (y[i] - t[i]) ** 2;";
const params = "(y: number[], t: number[])";

const proportional: readonly (readonly [string, string, number])[] = [
  [
    "a mean without its 1/N",
    `function mse${params} { ${sum} return s / 3 } function mseGradient${params} { return y.map((v, i) => 2 * (v - t[i])) }`,
    3,
  ],
  [
    "a mean without its 2/N",
    `function mse${params} { ${sum} return s / 3 } function mseGradient${params} { return y.map((v, i) => v - t[i]) }`,
    1.5,
  ],
  [
    "a mean of squares without the 2",
    `function mse${params} { ${sum} return s / 3 } function mseGradient${params} { return y.map((v, i) => (v - t[i]) / 3) }`,
    0.5,
  ],
  [
    "a sum of squares without the 2",
    `function sse${params} { ${sum} return s } function sseGradient${params} { return y.map((v, i) => v - t[i]) }`,
    0.5,
  ],
  [
    "half a squared error whose ½ was dropped",
    "function loss(w, x, t) { return 0.5 * (w * x - t) ** 2 } function lossGradient(w, x, t) { return 2 * (w * x - t) * x }",
    2,
  ],
  [
    "a squared error, ½ understood",
    "function loss(w, x, t) { return (w * x - t) ** 2 } function lossGradient(w, x, t) { return (w * x - t) * x }",
    0.5,
  ],
  [
    "a force",
    "function potential(r) { return 4 * (r ** -12 - r ** -6) }\n/** @derivativeOf potential */\nfunction force(r) { return 4 * (12 * r ** -13 - 6 * r ** -7) }",
    -1,
  ],
  [
    "a stated scale",
    "function f(x) { return x ** 3 }\n// @derivativeOf f scale 2\nfunction twice(x) { return 6 * x * x }",
    2,
  ],
  [
    "per percent",
    "function price(v) { return Math.exp(v) }\n// @derivativeOf price\nfunction vega(v) { return Math.exp(v) / 100 }",
    0.01,
  ],
];

const wrong: readonly (readonly [string, string])[] = [
  [
    "an inner constant",
    "function f(x) { return Math.sin(3 * x) } function fPrime(x) { return Math.cos(3 * x) }",
  ],
  [
    "the inner rate of a square",
    "function f(x) { return (3 * x + 1) ** 2 } function fPrime(x) { return 2 * (3 * x + 1) }",
  ],
  [
    "an inner rate of a squared error",
    "function f(w, x, t) { return (3 * w * x - t) ** 2 } function fPrime(w, x, t) { return 2 * (3 * w * x - t) * x }",
  ],
  [
    "an outer factor",
    "function f(x) { return 7 * x ** 3 } function fPrime(x) { return 3 * x ** 2 }",
  ],
  [
    "a sign without a word for it",
    "function f(x) { return x ** -2 } function fPrime(x) { return 2 * x ** -3 }",
  ],
  [
    "a mean with another count",
    `function mse${params} { ${sum} return s / 3 } function mseGradient${params} { return y.map((v, i) => 2 * (v - t[i]) / 5) }`,
  ],
  [
    "a stated scale that is not there",
    "function f(x) { return x ** 3 }\n// @derivativeOf f scale 2\nfunction twice(x) { return 3 * x * x }",
  ],
  [
    "a force with a factor missing",
    "function potential(r) { return r ** -6 }\n/** @derivativeOf potential */\nfunction force(r) { return r ** -7 }",
  ],
];

describe("a constant factor", () => {
  for (const [name, text, factor] of proportional) {
    it(`explained: ${name}`, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "proportional", told(check));
      assert.ok(Math.abs((check.factor ?? 0) - factor) < 1e-9, told(check));
    });
  }
  for (const [name, text] of wrong) {
    it(`not explained: ${name}`, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "wrong", told(check));
    });
  }
  it("a force with the plain derivative is equal", () => {
    const text =
      "function pull(r) { return r * r }\n// @derivativeOf pull\nfunction force(r) { return 2 * r }";
    assert.equal(checkOf(text).verdict, "equal");
  });
});

describe("a sum of sums of sums", () => {
  it("is not written out to count its terms", () => {
    const doubled = Array.from({ length: 40 }, (_, i) => `const a${i + 1} = a${i} + a${i};`);
    const check = checkOf(
      `function f(x) { const a0 = x * x; ${doubled.join(" ")} return a40 } function fPrime(x) { return x }`,
    );
    assert.equal(check.verdict, "wrong", told(check));
  });
});
