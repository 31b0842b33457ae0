import assert from "node:assert/strict";
import { checkOf, checksOf, told } from "./checked.ts";

const right: readonly (readonly [text: string, convention: string, verdict?: string])[] = [
  // a flag
  [
    "function f(x, derivative) { if (derivative) return 3 * Math.cos(3 * x); return Math.sin(3 * x) }",
    "flag",
  ],
  [
    "const methods = { LOGISTIC: function (x, derivate) { const y = 1 / (1 + Math.exp(-x)); if (!derivate) return y; return y * (1 - y) } };",
    "flag",
  ],
  ["function act(x: number, prime: boolean = false) { return prime ? 2 * x : x * x }", "flag"],
  [
    "function act(x: number, mode: string) { if (mode === 'derivative') return 3 * x * x; return x ** 3 }",
    "flag",
  ],
  // value and gradient
  [
    "function costGrad(v) { let cost = 0; const grad = []; for (let i = 0; i < v.length; i++) { cost += v[i] ** 3; grad.push(3 * v[i] ** 2) } return { cost, grad } }",
    "value-and-gradient",
  ],
  [
    "function kepler(E, M) { const f = E - 0.3 * Math.sin(E) - M; const df = 1 - 0.3 * Math.cos(E); return [f, df] }",
    "value-and-gradient",
  ],
  // a place for the result that may be left out
  [
    "const booth = { f: (X) => (X[0] + 2 * X[1]) ** 2, fprime: (X, fxprime) => { fxprime = fxprime || [0, 0]; const u = X[0] + 2 * X[1]; fxprime[0] = 2 * u; fxprime[1] = 4 * u; return fxprime } };",
    "record",
  ],
  // backward passes
  [
    "function sigmoid(x) { return 1 / (1 + Math.exp(-x)) } function sigmoidBackward(dOut, x) { const s = sigmoid(x); return dOut * s * (1 - s) }",
    "functional",
  ],
  [
    "function sigmoid(x) { return 1 / (1 + Math.exp(-x)) } function sigmoid_backward(y, dout) { return dout * y * (1 - y) }",
    "functional",
    "equal-of-output",
  ],
  [
    "function mulForward(a, b) { return a * b } function mulBackward(a, b, dOut) { return { dA: dOut * b, dB: dOut * a } }",
    "functional",
  ],
  [
    "function relu(v) { return v.map((x) => Math.max(0, x)) } function reluBackward(dY, v) { return v.map((x, i) => (x > 0 ? dY[i] : 0)) }",
    "functional",
  ],
  [
    "function linear(w, x) { return [w[0] * x[0] + w[1] * x[1], w[2] * x[0] + w[3] * x[1]] }\n/** @backwardOf linear wrt x */\nfunction back(dY, w, x) { return [dY[0] * w[0] + dY[1] * w[2], dY[0] * w[1] + dY[1] * w[3]] }",
    "tag",
  ],
];

const wrong: readonly (readonly [text: string, kind: string])[] = [
  [
    "function f(x, derivative) { if (derivative) return Math.cos(3 * x); return Math.sin(3 * x) }",
    "missing-factor",
  ],
  [
    "const m = { SOFTSIGN: function (x, derivate) { const d = 1 + Math.abs(x); if (derivate) return x / d ** 2; return x / d } };",
    "extra-factor",
  ],
  [
    "function kepler(E, M) { const f = E - 0.3 * Math.sin(E) - M; const df = 1 + 0.3 * Math.cos(E); return [f, df] }",
    "sign",
  ],
  [
    "function sigmoid(x) { return 1 / (1 + Math.exp(-x)) } function sigmoidBackward(dOut, x) { const s = sigmoid(x); return s * (1 - s) }",
    "upstream-ignored",
  ],
  [
    "function mulForward(a, b) { return a * b } function mulBackward(dOut, a, b) { return { dA: dOut * a, dB: dOut * b } }",
    "swapped-partials",
  ],
  [
    "function softmax(v) { const e = v.map((a) => Math.exp(a)); const s = e.reduce((p, q) => p + q, 0); return e.map((a) => a / s) } function softmaxBackward(dOut, v) { const p = softmax(v); return p.map((a, i) => dOut[i] * a * (1 - a)) }",
    "diagonal-only",
  ],
];

describe("pairs of other conventions", () => {
  for (const [text, convention, verdict = "equal"] of right) {
    it(`right: ${text}`, () => {
      const check = checkOf(text);
      assert.deepEqual([check.convention, check.verdict], [convention, verdict], told(check));
    });
  }
  for (const [text, kind] of wrong) {
    it(`wrong: ${text}`, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "wrong", told(check));
      assert.equal(check.diagnosis?.kind, kind, check.diagnosis?.message);
    });
  }
  for (const text of [
    "function swatch(h) { return { value: h * 2, gradient: 'red' } }",
    "function shade(x, y) { return { value: x * y, gradient: x + y } }",
    "function move(x, type) { if (type === 'backward') return x - 1; return x + 1 }",
    "function step(x) { return x + 1 } function stepBackward(x) { return x - 1 }",
    "function search(delta, x) { return delta * x } function searchBackward(delta, x) { return x - delta }",
    "function play(x, derivative) { return x * derivative }",
  ]) {
    it(`nothing is said of ${text}`, () => assert.deepEqual(checksOf(text).map(told), []));
  }
  it("a backward tag without an upstream gradient says what to do", () => {
    const check = checkOf(
      "function f(x) { return x * x }\n/** @backwardOf f */\nfunction back(x) { return 2 * x }",
    );
    assert.equal(check.verdict, "declined");
    assert.match(check.reason?.message ?? "", /upstream gradient/);
  });
});
