/** A shape in which derivatives are written and about which nothing is said, with the reason. */
interface Unpaired {
  readonly shape: string;
  readonly reason: string;
  readonly text: string;
}

export const unpaired: readonly Unpaired[] = [
  {
    shape: "a curve and its derived control points",
    reason:
      "the derivative is made of a list of the instance that the function never reads, and how the two belong together is not known",
    text: `const steps = (points) => { const all = []; for (let p = points, d = p.length, c = d - 1; d > 1; d--, c--) { const list = []; for (let j = 0; j < c; j++) list.push({ x: c * (p[j + 1].x - p[j].x), y: c * (p[j + 1].y - p[j].y) }); all.push(list); p = list } return all };
const at = (t, p) => { if (p.length === 3) { const m = 1 - t; return { x: m*m*p[0].x + 2*m*t*p[1].x + t*t*p[2].x, y: m*m*p[0].y + 2*m*t*p[1].y + t*t*p[2].y } } if (p.length === 2) { const m = 1 - t; return { x: m*p[0].x + t*p[1].x, y: m*p[0].y + t*p[1].y } } return p[0] };
class Curve {
  constructor(points) { this.points = points; this.steps = steps(points) }
  compute(t) { return at(t, this.points) }
  derivative(t) { return at(t, this.steps[0]) }
}`,
  },
  {
    shape: "two locals, oscillation and velocity",
    reason:
      "a velocity beside a position in the same body is as often a quantity of its own; nothing but numbers would tell",
    text: `function spring(t, zeta, w0, x0, v0) {
  let oscillation = 0; let velocity = 0;
  if (zeta < 1) { const w1 = w0 * Math.sqrt(1 - zeta * zeta); const env = Math.exp(-zeta * w0 * t);
    oscillation = 1 - env * (((v0 + zeta * w0 * x0) / w1) * Math.sin(w1 * t) + x0 * Math.cos(w1 * t));
    velocity = zeta * w0 * env * ((Math.sin(w1 * t) * (v0 + zeta * w0 * x0)) / w1 + x0 * Math.cos(w1 * t)) - env * (Math.cos(w1 * t) * (v0 + zeta * w0 * x0) - w1 * x0 * Math.sin(w1 * t));
  } else { const env = Math.exp(-w0 * t); oscillation = 1 - env * (x0 + (v0 + w0 * x0) * t); velocity = env * (v0 * (t * w0 - 1) + t * x0 * (w0 * w0)); }
  return { oscillation, velocity };
}`,
  },
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
