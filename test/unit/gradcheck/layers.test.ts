import assert from "node:assert/strict";
import { checkOf, checksOf, told } from "./checked.ts";

const dense = (row: string, weights: string) =>
  `class Dense {
  constructor(n, m) {
    this.W = []; this.b = []; this.dW = [];
    for (let i = 0; i < m; i++) {
      this.W.push([]); this.b.push(0); this.dW.push([]);
      for (let j = 0; j < n; j++) { this.W[i].push(Math.random() - 0.5); this.dW[i].push(0) }
    }
  }
  forward(x) { this.x = x; return this.W.map((row, i) => row.reduce((s, w, j) => s + w * x[j], this.b[i])) }
  backward(dOut) {
    for (let i = 0; i < this.W.length; i++) for (let j = 0; j < this.x.length; j++) this.dW[i][j] += ${weights};
    this.db = dOut.slice();
    return this.x.map((_, j) => this.W.reduce((s, row, i) => ${row}, 0));
  }
}`;
const scale = (dw: string, dx: string) =>
  `class Scale { constructor() { this.w = 2; this.dw = 0 } forward(x) { this.x = x; return Math.sin(this.w * x) } backward(dOut) { const d = dOut * Math.cos(this.w * this.x); this.dw += ${dw}; return ${dx} } }`;

const rows: readonly (readonly [text: string, verdict: string, kind?: string])[] = [
  [dense("s + row[j] * dOut[i]", "dOut[i] * this.x[j]"), "equal"],
  [dense("row[j] * dOut[i]", "dOut[i] * this.x[j]"), "wrong", "overwrite"],
  [scale("d * this.x", "d * this.w"), "equal"],
  [scale("d * this.x", "d"), "wrong", "missing-factor"],
  [
    "class Sigmoid { forward(x) { this.y = 1 / (1 + Math.exp(-x)); return this.y } backward(dOut) { return this.y * (1 - this.y) } }",
    "wrong",
    "upstream-ignored",
  ],
  [
    "class Softmax { forward(v) { const e = v.map((a) => Math.exp(a)); const s = e.reduce((p, q) => p + q, 0); this.p = e.map((a) => a / s); return this.p } backward(dOut) { return this.p.map((a, i) => dOut[i] * a * (1 - a)) } }",
    "wrong",
    "diagonal-only",
  ],
  [
    "class Mul { forward(a, b) { this.a = a; this.b = b; return a * b } backward(dOut) { return [dOut * this.b, dOut * this.a] } }",
    "equal",
  ],
  [
    "class Mul { forward(a, b) { this.a = a; this.b = b; return a * b } backward(dOut) { return [dOut * this.a, dOut * this.b] } }",
    "wrong",
    "swapped-partials",
  ],
  // The step of learning is no part of what is sent back.
  [
    "class Lin { constructor() { this.w = 2 } forward(x) { this.x = x; return this.w * x } backward(error, rate) { const g = error * this.w; this.w -= rate * error * this.x; return g } }",
    "equal",
  ],
  [
    "class Rows { forward(m) { this.m = m; return [[m[0][0] ** 2, m[0][1] ** 2], [m[1][0] ** 2, m[1][1] ** 2]] } backward(dOut) { return dOut.map((row, i) => row.map((d, j) => 2 * d * this.m[i][j])) } }",
    "equal",
  ],
];

describe("forward and backward of one instance", () => {
  for (const [text, verdict, kind] of rows) {
    it(`${verdict}: ${text}`, () => {
      const check = checkOf(text);
      assert.deepEqual([check.convention, check.verdict], ["class", verdict], told(check));
      assert.equal(check.diagnosis?.kind, kind, check.diagnosis?.message);
      assert.equal(check.derivative.name.split(".")[1], "backward");
    });
  }
  it("every weight is compared, those that start at random too", () => {
    const { wrt } = checkOf(dense("s + row[j] * dOut[i]", "dOut[i] * this.x[j]"));
    for (const path of ["x", "this.W[0][0]", "this.b[0]"]) assert.ok(wrt.includes(path), path);
    const wrong = checkOf(dense("s + row[j] * dOut[i]", "dOut[i]"));
    assert.equal(wrong.verdict, "wrong", told(wrong));
    assert.match(wrong.counterexample?.component ?? "", /^\.W/);
  });
  it("the wrong piece is shown in the class", () => {
    const text = scale("d * this.x", "d");
    const { diagnosis } = checkOf(text);
    assert.ok(diagnosis && diagnosis.range.end <= text.length);
    assert.equal(text.slice(diagnosis.range.start, diagnosis.range.end), "d");
  });
  for (const text of [
    "class Player { constructor() { this.t = 0 } forward(dt) { this.t += dt; return this.t } backward(grad) { this.t -= grad; return this.t } }",
    "class Pages { constructor() { this.at = 0 } forward() { this.at++ } backward() { this.at-- } }",
    "class Camera { forward(delta) { return delta * 2 } backward(delta) { return -delta * 2 } }",
    "class Text { forward(x) { return `${x}` } backward(grad) { return grad } }",
  ]) {
    it(`nothing is said of ${text}`, () => assert.deepEqual(checksOf(text).map(told), []));
  }
});
