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

const sized = (weights: string) =>
  `class Linear {
  constructor(inSize, outSize) {
    this.inSize = inSize; this.outSize = outSize;
    this.w = Array.from({ length: outSize }, () => Array.from({ length: inSize }, () => Math.random() - 0.5));
    this.b = Array.from({ length: outSize }, () => 0);
    this.dw = Array.from({ length: outSize }, () => Array.from({ length: inSize }, () => 0));
    this.db = Array.from({ length: outSize }, () => 0);
  }
  forward(x) { this.x = x; return x.map((row) => this.w.map((wi, i) => wi.reduce((s, v, j) => s + v * row[j], this.b[i]))) }
  backward(dOut) {
    const dx = this.x.map((row) => row.map(() => 0));
    for (let n = 0; n < dOut.length; n++)
      for (let i = 0; i < this.outSize; i++) {
        this.db[i] += dOut[n][i];
        for (let j = 0; j < this.inSize; j++) { this.dw[i][j] += ${weights}; dx[n][j] += dOut[n][i] * this.w[i][j] }
      }
    return dx;
  }
}`;
const counted =
  "class Linear { constructor(n, m) { this.n = n; this.m = m; this.w = []; for (let i = 0; i < m; i++) this.w.push(new Array(n).fill(0.1)) } forward(x) { const y = []; for (let i = 0; i < this.m; i++) { let s = 0; for (let j = 0; j < this.n; j++) s += this.w[i][j] * x[j]; y.push(s) } return y } backward(dOut) { const dx = new Array(this.n).fill(0); for (let i = 0; i < this.m; i++) for (let j = 0; j < this.n; j++) dx[j] += dOut[i] * this.w[i][j]; return dx } }";

const norm = (mean: string) =>
  `class ScaleNorm {
  constructor(size) { this.size = size; this.gain = new Array(size).fill(1) }
  forward(v) {
    let sum = 0;
    for (let i = 0; i < this.size; i++) sum += v[i] * v[i];
    const length = Math.sqrt(sum / this.size + 0.01);
    this.kept = [...v]; this.length = length;
    const out = new Array(this.size);
    for (let i = 0; i < this.size; i++) out[i] = this.gain[i] * v[i] / length;
    return out;
  }
  backward(dOut) {
    const d = dOut.map((g, i) => g * this.gain[i]);
    let dot = 0;
    for (let i = 0; i < this.size; i++) dot += d[i] * this.kept[i];
    return this.kept.map((a, i) => d[i] / this.length - a * dot / (${mean}));
  }
}`;
const summed = (slope: string) =>
  `class Gate {
  constructor(from, to) {
    this.w = Array.from({ length: to }, () => Array.from({ length: from }, () => Math.random()));
    this.b = new Array(to).fill(0);
  }
  forward(x, gated = true) {
    this.x = [...x];
    const out = this.b.map((b, i) => b + this.w[i].reduce((s, w, j) => s + w * x[j], 0));
    this.before = [...out];
    return gated ? out.map((a) => Math.max(0, a)) : out;
  }
  backward(dOut, gated = true) {
    const d = gated ? dOut.map((g, i) => (this.before[i] > 0 ? ${slope} : 0)) : [...dOut];
    const dx = this.x.map((_, j) => this.w.reduce((s, row, i) => s + row[j] * d[i], 0));
    return { dx, db: [...d] };
  }
}`;

const rows: readonly (readonly [text: string, verdict: string, kind?: string])[] = [
  [dense("s + row[j] * dOut[i]", "dOut[i] * this.x[j]"), "equal"],
  [dense("row[j] * dOut[i]", "dOut[i] * this.x[j]"), "wrong", "overwrite"],
  // The sizes of an instance stay those of its lists, also where only the backward pass reads them.
  [sized("dOut[n][i] * this.x[n][j]"), "equal"],
  [sized("dOut[n][i]"), "wrong", "missing-factor"],
  [counted, "equal"],
  // A size that only the constructor is told, and an input that nobody sized: made of one size they fit.
  [norm("this.size * this.length ** 3"), "equal"],
  [norm("this.length ** 3"), "wrong", "constant-factor"],
  [summed("g"), "equal"],
  [summed("1"), "wrong", "upstream-ignored"],
  [summed("g / 0"), "wrong", "undefined-value"],
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

const standard = (own: string, gain = "g * this.flat[i]") => `class Standardize {
  constructor(size) { this.size = size; this.gain = new Array(size).fill(1); this.shift = new Array(size).fill(0) }
  forward(x) {
    const middle = x.reduce((a, b) => a + b, 0) / x.length;
    const spread = x.reduce((a, b) => a + (b - middle) ** 2, 0) / x.length;
    this.x = x; this.over = 1 / Math.sqrt(spread + 0.001);
    this.flat = x.map((a) => (a - middle) * this.over);
    return this.flat.map((a, i) => this.gain[i] * a + this.shift[i]);
  }
  backward(dOut) {
    this.dgain = dOut.map((g, i) => ${gain});
    this.dshift = [...dOut];
    const d = dOut.map((g, i) => g * this.gain[i]);
    let one = 0, two = 0;
    for (let i = 0; i < d.length; i++) { one += d[i]; two += d[i] * this.flat[i]; }
    return d.map((g, i) => (this.over / d.length) * (d.length * g - ${own}));
  }
}`;

describe("forward and backward of one instance", () => {
  const parts: readonly (readonly [text: string, verdict: string, says: RegExp])[] = [
    [standard("one - this.flat[i] * two"), "equal", /^$/],
    [standard("2 * one - this.flat[i] * two"), "wrong", /^a factor 2 of 2 \* one is too much$/],
    [
      standard("one - this.x[i] * two"),
      "wrong",
      /^along this.gain and this.shift it is right, along x no single step/,
    ],
  ];
  for (const [text, verdict, says] of parts)
    it(`${verdict}: ${text.slice(text.indexOf("backward"))}`, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, verdict, told(check));
      assert.match(check.diagnosis?.message ?? "", says);
    });
  it("a quantity of another kind that goes back the same way is left alone", () => {
    const text = standard("one * two")
      .replace("[...dOut]", "this.flat.slice()")
      .replace("g * this.flat[i]", "1");
    assert.deepEqual(checksOf(text).map(told), []);
  });
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

describe("gradients that are kept under a shorter or a longer name than what they are of", () => {
  const layer = (names: string, weight: string) => {
    const [w, b, gw, gb] = names.split(" ");
    return `class Layer {
  constructor(n, m) { this.${w} = Array.from({ length: m }, () => Array.from({ length: n }, () => Math.random())); this.${b} = new Array(m).fill(0); this.${gw} = this.${w}.map((row) => row.map(() => 0)); this.${gb} = new Array(m).fill(0) }
  forward(x) { this.x = x; return this.${w}.map((row, o) => row.reduce((s, v, i) => s + v * x[i], this.${b}[o])) }
  backward(dOut) { for (let o = 0; o < dOut.length; o++) { this.${gb}[o] += dOut[o]; for (let i = 0; i < this.x.length; i++) this.${gw}[o][i] += ${weight} } return this.x.map((_, i) => dOut.reduce((s, d, o) => s + d * this.${w}[o][i], 0)) }
}`;
  };
  for (const names of [
    "weights biases gradW gradB",
    "weights bias dW db",
    "w b weightGrad biasGrad",
    "W b gradWeights gradBiases",
    "kernel bias gradKernel gradBias",
    "weights1 b1 dW1 dBias1",
  ]) {
    it(names, () => {
      const right = checkOf(layer(names, "dOut[o] * this.x[i]"));
      assert.equal(right.verdict, "equal", told(right));
      const [w, b] = names.split(" ");
      for (const name of [w, b])
        assert.ok(
          right.wrt.some((path) => path.startsWith(`this.${name}`)),
          told(right),
        );
      assert.equal(checkOf(layer(names, "dOut[o]")).verdict, "wrong");
    });
  }
  it("what has a gradient of its own name is not taken for another's", () => {
    const text = `class Two { constructor() { this.w = 2; this.weight = 3; this.dw = 0; this.dWeight = 0 } forward(x) { this.x = x; return this.w * x + this.weight * x * x } backward(dOut) { this.dWeight += dOut * this.x * this.x; this.dw += dOut * this.x; return dOut * (this.w + 2 * this.weight * this.x) } }`;
    assert.equal(checkOf(text).verdict, "equal");
  });
});

describe("an upstream gradient of any name", () => {
  const step =
    "function step(u: Float64Array, a: number) { const v = new Float64Array(u.length); for (let i = 1; i < u.length - 1; i++) v[i] = u[i] + a * (u[i - 1] - 2 * u[i] + u[i + 1]); return v }";
  const back = (params: string, name: string, middle = "1 - 2 * a") =>
    `function stepBackward(${params}) { const du = new Float64Array(u.length); for (let i = 1; i < u.length - 1; i++) { du[i - 1] += a * ${name}[i]; du[i] += (${middle}) * ${name}[i]; du[i + 1] += a * ${name}[i] } return du }`;
  it("is what the backward pass takes beside what the function takes", () => {
    for (const [params, name] of [
      ["dv: Float64Array, u: Float64Array, a: number", "dv"],
      ["u: Float64Array, a: number, vBar: Float64Array", "vBar"],
      ["gv: Float64Array, u: Float64Array, a: number", "gv"],
    ] as const) {
      const check = checkOf(`${step} ${back(params, name)}`);
      assert.equal(check.verdict, "equal", told(check));
      assert.deepEqual(check.wrt, ["u"]);
    }
  });
  it("and what is wrong with it is told", () => {
    const check = checkOf(
      `${step} ${back("dv: Float64Array, u: Float64Array, a: number", "dv", "1 + 2 * a")}`,
    );
    assert.equal(check.verdict, "wrong", told(check));
  });
  it("is not the output that was kept", () => {
    const text =
      "function sig(x) { return 1 / (1 + Math.exp(-x)) } function sigBackward(x, y) { return y * (1 - y) }";
    assert.ok(checksOf(text).every(({ verdict }) => verdict !== "wrong"));
  });
});
