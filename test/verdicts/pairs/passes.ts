import type { Shape } from "./shapes.ts";

const cached = (slope: string) =>
  `function sigmoidForward(Z) { const A = Z.map((row) => row.map((z) => 1 / (1 + Math.exp(-z)))); return { A, cache: Z } }
function sigmoidBackward(dA, cache) { const { A } = sigmoidForward(cache); return dA.map((row, i) => row.map((d, j) => ${slope})) }`;
const normed = (share: string) =>
  `function rmsNorm(x, eps = 1e-5) { let s = 0; for (let i = 0; i < x.length; i++) s += x[i] * x[i]; const rms = Math.sqrt(s / x.length + eps); return { out: x.map((v) => v / rms), rms } }
function rmsNormBackward(dOut, x, rms) { const n = x.length; let dot = 0; for (let i = 0; i < n; i++) dot += dOut[i] * x[i]; return x.map((v, i) => dOut[i] / rms - (v * dot) / (${share})) }`;
const value = (body: string) =>
  `class Value { constructor(data) { this.data = data; this.grad = 0; this.step = () => {} } wrap(v) { return v instanceof Value ? v : new Value(v) }\n${body} }`;

/** Passes whose forward half gives more than its output, or whose operands may be plain numbers. */
export const passes: readonly Shape[] = [
  ["sigmoidBackward equal", cached("d * A[i][j] * (1 - A[i][j])")],
  ["sigmoidBackward wrong", cached("A[i][j] * (1 - A[i][j])")],
  [
    "measure equal-of-output",
    `export function activate(weight) { return Math.tanh(weight) }
export function measure(weight, error) { return (1 - weight * weight) * error }`,
  ],
  [
    "derivativeAll.soft equal-of-output, all_derivs.soft_d equal",
    `const all = { soft: (z) => Math.tanh(z) }; const other = { soft: (z) => z ** 3 };
const derivativeAll = { soft: (_, a) => 1 - a * a }; const all_derivs = { soft_d: (z) => 1 - Math.tanh(z) ** 2 };`,
  ],
  [
    "Tanh.activationBackward equal-of-output",
    `class Tanh { activationForward(x) { return Math.tanh(x) } activationBackward(x, dx) { return (1 - x ** 2) * dx } }`,
  ],
  ["rmsNormBackward equal", normed("n * rms * rms * rms")],
  ["rmsNormBackward wrong", normed("rms * rms * rms")],
  [
    "affineBackward equal",
    `function affineForward(x, w, b) { let out = b; for (let i = 0; i < 3; i++) out += x[i] * w[i]; return { out, cache: { x, w } } }
function affineBackward(dout, cache) { const { x, w } = cache; return { dx: w.map((v) => v * dout), dw: x.map((v) => v * dout), db: dout } }`,
  ],
  [
    "softmaxBackward wrong",
    `function softmaxForward(Z) { const e = Z.map(Math.exp); const s = e.reduce((p, q) => p + q, 0); return { A: e.map((v) => v / s), cache: Z } }
function softmaxBackward(dA, cache) { const { A } = softmaxForward(cache); return A.map((a, i) => dA[i] * a * (1 - a)) }`,
  ],
  [
    "crossCostBackward proportional, squareCostBackward proportional",
    `function crossCost(A, Y) { let s = 0; for (let i = 0; i < A.length; i++) for (let j = 0; j < A[0].length; j++) s -= Y[i][j] * Math.log(A[i][j]) + (1 - Y[i][j]) * Math.log(1 - A[i][j]); return s / (A.length * A[0].length) }
function crossCostBackward(A, Y) { return A.map((row, i) => row.map((a, j) => (1 - Y[i][j]) / (1 - a) - Y[i][j] / a)) }
function squareCost(A, Y) { let s = 0; for (let i = 0; i < A.length; i++) for (let j = 0; j < A[0].length; j++) s += (A[i][j] - Y[i][j]) ** 2; return s / (A.length * A[0].length) }
function squareCostBackward(A, Y) { return A.map((row, i) => row.map((a, j) => a - Y[i][j])) }`,
  ],
  [
    "crossEntropyGradient conditional",
    `function softmax(z) { const e = z.map((v) => Math.exp(v)); const s = e.reduce((p, q) => p + q, 0); return e.map((v) => v / s) }
function crossEntropy(z, t) { const p = softmax(z); let s = 0; for (let i = 0; i < p.length; i++) s -= t[i] * Math.log(p[i]); return s }
function crossEntropyGradient(z, t) { return softmax(z).map((p, i) => p - t[i]) }`,
  ],
  [
    "bowlGradient conditional",
    `function bowl(v, A) { let s = 0; for (let i = 0; i < v.length; i++) for (let j = 0; j < v.length; j++) s += v[i] * A[i][j] * v[j]; return 0.5 * s }
function bowlGradient(v, A) { return v.map((_, i) => v.reduce((s, a, j) => s + A[i][j] * a, 0)) }`,
  ],
  [
    "bowlGradient wrong",
    `function bowl(v, A) { let s = 0; for (let i = 0; i < v.length; i++) for (let j = 0; j < v.length; j++) s += v[i] * A[i][j] * v[j]; return 0.5 * s }
function bowlGradient(v, A) { return v.map((_, i) => v.reduce((s, a, j) => s + A[i][j] * a * a, 0)) }`,
  ],
  [
    "crossEntropy equal",
    `function crossEntropy(logits, target) { const m = Math.max(...logits); const e = logits.map((v) => Math.exp(v - m)); const s = e.reduce((p, q) => p + q, 0); const p = e.map((v) => v / s); const grad = p.map((v, i) => v - (i === target ? 1 : 0)); return { loss: -Math.log(p[target]), grad } }`,
  ],
  [
    "Value.mul equal, Value.sub equal, Value.div equal",
    value(`mul(v) { const other = this.wrap(v); const out = new Value(this.data * other.data); out.step = () => { this.grad += other.data * out.grad; other.grad += this.data * out.grad }; return out }
sub(v) { const other = v instanceof Value ? v : new Value(v); const out = new Value(this.data - other.data); out.step = () => { this.grad += out.grad; other.grad += -1 * out.grad }; return out }
div(v) { const other = this.wrap(v); const out = new Value(this.data / other.data); out.step = () => { this.grad += out.grad / other.data; other.grad += (-this.data / other.data ** 2) * out.grad }; return out }`),
  ],
  [
    "Value.div wrong",
    value(
      "div(v) { const other = this.wrap(v); const out = new Value(this.data / other.data); out.step = () => { this.grad += out.grad / other.data; other.grad += (this.data / other.data ** 2) * out.grad }; return out }",
    ),
  ],
];
