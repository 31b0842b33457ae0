/** A shape in which derivatives are written and about which nothing is said, with the reason. */
interface Unpaired {
  readonly shape: string;
  readonly reason: string;
  readonly text: string;
}

export const unpaired: readonly Unpaired[] = [
  {
    shape: "closures pushed on a list of the graph",
    reason:
      "which object is the result and which an operand is known only to the loops that fill them",
    text: `class Mat { constructor(n) { this.w = new Float64Array(n); this.dw = new Float64Array(n) } }
class Graph {
  constructor() { this.backprop = [] }
  tanh(m) { const out = new Mat(m.w.length); for (let i = 0; i < m.w.length; i++) out.w[i] = Math.tanh(m.w[i]); this.backprop.push(function () { for (let i = 0; i < m.w.length; i++) { const y = out.w[i]; m.dw[i] += (1 - y * y) * out.dw[i] } }); return out }
  eltmul(a, b) { const out = new Mat(a.w.length); for (let i = 0; i < a.w.length; i++) out.w[i] = a.w[i] * b.w[i]; this.backprop.push(function () { for (let i = 0; i < a.w.length; i++) { a.dw[i] += b.w[i] * out.dw[i]; b.dw[i] += a.w[i] * out.dw[i] } }); return out }
}`,
  },
  {
    shape: "a made-up slope for a step",
    reason: "the function is flat, so its derivative is 0 and the slope is meant to be another",
    text: `const HLIM = function (x, derivate) { return derivate ? 1 : x > 0 ? 1 : 0 };`,
  },
  {
    shape: "sigmoid beside sigmoidB, both writing into what they are given",
    reason: "nothing but the letter B tells the two apart, which names second versions as well",
    text: `function sigmoid(product, left) { for (let i = 0; i < left.weights.length; i++) { product.weights[i] = 1 / (1 + Math.exp(-left.weights[i])); product.deltas[i] = 0 } }
function sigmoidB(product, left) { for (let i = 0; i < product.deltas.length; i++) { const w = product.weights[i]; left.deltas[i] = w * (1 - w) * product.deltas[i] } }`,
  },
  {
    shape: "layers inside a function that is called at once",
    reason: "their upstream gradient is a field of what the forward pass returned, not a parameter",
    text: `(function (global) { var Tanh = function () {}; Tanh.prototype = { forward: function (V) { this.in_act = V; var V2 = { w: [], dw: [] }; for (var i = 0; i < V.w.length; i++) { V2.w[i] = Math.tanh(V.w[i]); V2.dw[i] = 0 } this.out_act = V2; return V2 }, backward: function () { var V = this.in_act; var V2 = this.out_act; for (var i = 0; i < V.w.length; i++) { var y = V2.w[i]; V.dw[i] = (1 - y * y) * V2.dw[i] } } }; global.Tanh = Tanh })(this);`,
  },
  {
    shape: "a coefficient alone",
    reason: "the function it is the derivative of is not in the code",
    text: `function gradCoeff(a, b, d2) { let g = -2 * a * b * Math.pow(d2, b - 1); g /= a * Math.pow(d2, b) + 1; return g }`,
  },
];
