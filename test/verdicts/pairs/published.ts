import type { Shape } from "./shapes.ts";

/** Whole tables, layers and potentials as published programs keep them, every member right. */
export const published: readonly Shape[] = [
  [
    "Activations.TANH.der equal, Activations.SIGMOID.der equal, Activations.LINEAR.der equal, Regularization.L1.der equal, Regularization.L2.der equal",
    `(Math as any).tanh = (Math as any).tanh || function (x) { if (x === Infinity) return 1; const e = Math.exp(2 * x); return (e - 1) / (e + 1) };
class Activations {
  static TANH = { output: (x) => (Math as any).tanh(x), der: (x) => { const out = Activations.TANH.output(x); return 1 - out * out } };
  static SIGMOID = { output: (x) => 1 / (1 + Math.exp(-x)), der: (x) => { const out = Activations.SIGMOID.output(x); return out * (1 - out) } };
  static LINEAR = { output: (x) => x, der: (x) => 1 };
}
class Regularization {
  static L1 = { output: (w) => Math.abs(w), der: (w) => (w < 0 ? -1 : w > 0 ? 1 : 0) };
  static L2 = { output: (w) => 0.5 * w * w, der: (w) => w };
}`,
  ],
  [
    "identity.derivative equal, sigmoid.derivative equal-of-output, tanh.derivative equal-of-output, relu.derivative equal, leaky.derivative equal, softPlus.derivative equal-of-output",
    `class Activation { constructor(func, derivative) { this.func = func; this.derivative = derivative } }
const identity = new Activation((x) => x, (y) => 1);
const sigmoid = new Activation((x) => 1 / (1 + Math.exp(-x)), (y) => y * (1 - y));
const tanh = new Activation((x) => Math.tanh(x), (y) => 1 - y * y);
const relu = new Activation((x) => (x > 0 ? x : 0), (y) => (y > 0 ? 1 : 0));
const leaky = new Activation((x) => (x > 0 ? x : 0.01 * x), (y) => (y > 0 ? 1 : 0.01));
const softPlus = new Activation((x) => Math.log(1 + Math.exp(x)), (y) => 1 - Math.exp(-y));`,
  ],
  [
    "Backward.elu_gradient equal-of-output, Backward.tanh_gradient equal-of-output, Backward.loggy_gradient equal-of-output, Backward.linear_gradient equal",
    `class Forward { static elu(x) { return (x >= 0) * x + (x < 0) * (Math.exp(x) - 1) } static tanh(x) { return 2 / (1 + Math.exp(-2 * x)) - 1 } static loggy(x) { return 2 / (1 + Math.exp(-x)) - 1 } static linear(x) { return x } }
class Backward { static elu_gradient(x) { return (x >= 0) + (x < 0) * (x + 1) } static tanh_gradient(x) { return 1 - x * x } static loggy_gradient(x) { const y = (x + 1) / 2; return 2 * (1 - y) * y } static linear_gradient(x) { return 1 } }`,
  ],
  [
    "reLUprime equal",
    `const reLU = (m) => m.map((row) => row.map((v) => Math.max(0, v)));
const reLUprime = (m) => m.map((row) => row.map((v) => (v > 0 ? 1 : 0)));`,
  ],
  [
    "reLUprime wrong",
    `const reLU = (m) => m.map((row) => row.map((v) => Math.max(0, v)));
const reLUprime = (m) => m.map((row) => row.map((v) => (v > 0 ? v : 0)));`,
  ],
  [
    "getDerivativeHermite equal",
    `function getPointHermite(p0: number, p1: number, s0: number, s1: number, t: number): number { const a = 2 * t ** 3 - 3 * t ** 2 + 1, b = t ** 3 - 2 * t ** 2 + t, c = 3 * t ** 2 - 2 * t ** 3, d = t ** 3 - t ** 2; return a * p0 + b * s0 + c * p1 + d * s1 }
function getDerivativeHermite(p0: number, p1: number, s0: number, s1: number, t: number): number { const a = 6 * t * t - 6 * t, b = 3 * t * t - 4 * t + 1, c = 6 * t - 6 * t * t, d = 3 * t * t - 2 * t; return a * p0 + b * s0 + c * p1 + d * s1 }`,
  ],
  [
    "Graph.sigmoid equal, Graph.relu equal, Graph.add equal, Graph.eltmul equal",
    `(function (lib) {
  var Mat = function (n, d) { this.n = n; this.d = d; this.w = new Float64Array(n * d); this.dw = new Float64Array(n * d) };
  var sig = function (x) { return 1 / (1 + Math.exp(-x)) };
  var Graph = function (needs) { if (typeof needs === "undefined") needs = true; this.needs = needs; this.back = [] };
  Graph.prototype = {
    sigmoid: function (m) { var out = new Mat(m.n, m.d); var n = m.w.length; for (var i = 0; i < n; i++) out.w[i] = sig(m.w[i]); if (this.needs) this.back.push(function () { for (var i = 0; i < n; i++) { var y = out.w[i]; m.dw[i] += y * (1 - y) * out.dw[i] } }); return out },
    relu: function (m) { var out = new Mat(m.n, m.d); var n = m.w.length; for (var i = 0; i < n; i++) out.w[i] = Math.max(0, m.w[i]); if (this.needs) this.back.push(function () { for (var i = 0; i < n; i++) m.dw[i] += m.w[i] > 0 ? out.dw[i] : 0 }); return out },
    add: function (a, b) { var out = new Mat(a.n, a.d); for (var i = 0, n = a.w.length; i < n; i++) out.w[i] = a.w[i] + b.w[i]; if (this.needs) this.back.push(function () { for (var i = 0, n = a.w.length; i < n; i++) { a.dw[i] += out.dw[i]; b.dw[i] += out.dw[i] } }); return out },
    eltmul: function (a, b) { var out = new Mat(a.n, a.d); for (var i = 0, n = a.w.length; i < n; i++) out.w[i] = a.w[i] * b.w[i]; if (this.needs) this.back.push(function () { for (var i = 0, n = a.w.length; i < n; i++) { a.dw[i] += b.w[i] * out.dw[i]; b.dw[i] += a.w[i] * out.dw[i] } }); return out },
  };
  lib.Graph = Graph;
})(this);`,
  ],
  [
    "Calculator.getLjForce proportional",
    `class Calculator {
  constructor(sigma: number, epsilon: number) { this.sigma = sigma; this.epsilon = epsilon }
  getLjPotential(r: number): number { const q = this.sigma / r; return 4 * this.epsilon * (q ** 12 - q ** 6) }
  getLjForce(r: number): number { return this.getRepulsiveLjForce(r) - this.getAttractiveLjForce(r) }
  getRepulsiveLjForce(r: number): number { return (48 * this.epsilon * this.sigma ** 12) / r ** 13 }
  getAttractiveLjForce(r: number): number { return (24 * this.epsilon * this.sigma ** 6) / r ** 7 }
}`,
  ],
  [
    // Of two x that give one y the right one is found where the function rises.
    "lambertW equal, swish.derivative conditional",
    `class Activation { constructor(func, derivative) { this.func = func; this.derivative = derivative } }
function lambertW(z) { let w = z > 1 ? Math.log(z) : z; for (let i = 0; i < 40; i++) { const e = Math.exp(w); w -= (w * e - z) / (e * (w + 1)) } return w }
const swish = new Activation((x) => x / (1 + Math.exp(-x)), (y) => { const x = y + lambertW(y * Math.exp(-y)); const s = 1 / (1 + Math.exp(-x)); return y + s * (1 - y) });`,
  ],
  [
    // Whether a pass adds or overwrites is for its callers to choose: right unless both operands are one list.
    "timesB equal, plusB equal",
    `function times(out, a, b) { for (let i = 0; i < a.weights.length; i++) { out.weights[i] = a.weights[i] * b.weights[i]; out.deltas[i] = 0 } }
function timesB(out, a, b) { for (let i = 0; i < a.weights.length; i++) { a.deltas[i] = b.weights[i] * out.deltas[i]; b.deltas[i] = a.weights[i] * out.deltas[i] } }
function plus(out, a, b) { for (let i = 0; i < a.weights.length; i++) { out.weights[i] = a.weights[i] + b.weights[i]; out.deltas[i] = 0 } }
function plusB(out, a, b) { for (let i = 0; i < out.deltas.length; i++) { a.deltas[i] = out.deltas[i]; b.deltas[i] = out.deltas[i] } }`,
  ],
  [
    "spreadPdf equal, shapePdf equal",
    `function spreadCdf(x, at, width) { return Math.atan((x - at) / width) / Math.PI + 0.5 } function spreadPdf(x, at, width) { if (width < 0) { return 0 } return width / ((x - at) ** 2 + width ** 2) / Math.PI }
function shapeCdf(x, size, form) { return x < 0 ? 0 : 1 - Math.exp(-Math.pow(x / size, form)) } function shapePdf(x, size, form) { if (x < 0 || size < 0 || form < 0) return 0; return (form / size) * Math.pow(x / size, form - 1) * Math.exp(-Math.pow(x / size, form)) }`,
  ],
  [
    "slopex equal, slopey equal",
    `function hills(x, y) { const a = x ** 2 + y ** 2 - 25 * Math.cos(y) - 50 * Math.sin(x); return a / 35 + 1 } function slopex(x) { return (2 * x - 50 * Math.cos(x)) / 35 } function slopey(y) { return (2 * y + 25 * Math.sin(y)) / 35 }`,
  ],
  [
    "sharesDerivative wrong",
    `function shares(z) { const top = Math.max(...z); const e = z.map((v) => Math.exp(v - top)); const all = e.reduce((a, b) => a + b, 0); return e.map((v) => v / all) } function sharesDerivative(s) { return s.map((v) => v * (1 - v)) }`,
  ],
  [
    "rowBackward equal",
    `class Box { values: Float32Array; sizes: number[]; grad: Box | null = null; constructor(values: Float32Array, sizes: number[]) { this.values = values; this.sizes = sizes } }
function rowLookup(table: Box, at: number): Box { const width = table.sizes[1]; const out = new Box(new Float32Array(width), [width]); for (let i = 0; i < width; i++) out.values[i] = table.values[at * width + i]; return out }
function rowBackward(grad: Box, table: Box, at: number): void { const width = table.sizes[1]; if (!table.grad) return; for (let i = 0; i < width; i++) table.grad.values[at * width + i] += grad.values[i] }`,
  ],
  [
    // Right once the first rounds are over, in which the table is exaggerated, if it is one of probabilities.
    "Map2.costGrad conditional",
    `(function (lib) {
  var Map2 = function (opt) { opt = opt || {}; this.dim = opt.hasOwnProperty("dim") ? opt.dim : 2; this.round = 0 };
  Map2.prototype = {
    take: function (D) { this.N = D.length; this.P = new Float64Array(this.N * this.N); for (var i = 0; i < this.N; i++) for (var j = 0; j < this.N; j++) if (i !== j) this.P[i * this.N + j] = Math.exp(-D[i][j]) },
    costGrad: function (Y) {
      var N = this.N, dim = this.dim, P = this.P, near = this.round < 100 ? 4 : 1, Q = new Float64Array(N * N), all = 0, cost = 0, grad = [];
      for (var i = 0; i < N; i++) for (var j = 0; j < N; j++) if (i !== j) { var s = 1; for (var d = 0; d < dim; d++) s += Math.pow(Y[i][d] - Y[j][d], 2); Q[i * N + j] = 1 / s; all += 1 / s }
      for (var i = 0; i < N; i++) { var row = []; for (var d = 0; d < dim; d++) row.push(0); for (var j = 0; j < N; j++) if (i !== j) { var at = i * N + j, q = Q[at] / all; cost -= P[at] * Math.log(q); for (var d = 0; d < dim; d++) row[d] += 4 * (near * P[at] - q) * Q[at] * (Y[i][d] - Y[j][d]) } grad.push(row) }
      return { cost: cost, grad: grad };
    },
  };
  lib.Map2 = Map2;
})(this);`,
  ],
];
