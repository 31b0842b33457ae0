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
    shape: "one function per partial, each taking its own variable alone",
    reason: "the name of the variable stands in a capital after the word, as any other word could",
    text: `const bowl = (x, y) => x * x + 3 * y * y + 2; const bowlGradX = (x) => 2 * x; const bowlGradY = (y) => 6 * y;`,
  },
  {
    shape: "a made-up slope for a step",
    reason: "the function is flat, so its derivative is 0 and the slope is meant to be another",
    text: `const HLIM = function (x, derivate) { return derivate ? 1 : x > 0 ? 1 : 0 };`,
  },
  {
    shape: "calcBezier beside getSlope",
    reason: "no word of the one name stands in the other",
    text: `function A(a, b) { return 1 - 3*b + 3*a } function B(a, b) { return 3*b - 6*a } function C(a) { return 3*a }
function calcBezier(t, a, b) { return ((A(a, b)*t + B(a, b))*t + C(a))*t }
function getSlope(t, a, b) { return 3*A(a, b)*t*t + 2*B(a, b)*t + C(a) }`,
  },
  {
    shape: "one class of functions, another one of their gradients",
    reason: "functions of two classes are not looked for in each other; a tag pairs them",
    text: `class Forward { static relu(x) { return x * (x > 0) } static leaky(x) { return (x > 0) ? x : .1 * x } static logistic(x) { return 1 / (1 + Math.exp(-x)) } }
class Backward { static relu_gradient(x) { return (x > 0) } static leaky_gradient(x) { return (x > 0) ? 1 : .1 } static logistic_gradient(x) { return (1 - x) * x } }`,
  },
  {
    shape: "tangentSpline beside spline",
    reason: "a tangent named first may be a line or a direction: only the ending is taken",
    text: `const Utils = { tangentCubicBezier: (t, a, b, c, d) => -3*a*(1-t)*(1-t) + 3*b*(1-t)*(1-t) - 6*t*b*(1-t) + 6*t*c*(1-t) - 3*t*t*c + 3*t*t*d, cubicBezier: (t, a, b, c, d) => (1-t)**3*a + 3*(1-t)**2*t*b + 3*(1-t)*t*t*c + t**3*d, spline: (t, a, b, c, d) => { const p = (c - a)/2, q = (d - b)/2; return (2*b - 2*c + p + q)*t**3 + (-3*b + 3*c - 2*p - q)*t*t + p*t + b }, tangentSpline: (t, a, b, c, d) => 6*t*t - 6*t + 3*t*t - 4*t + 1 - 6*t*t + 6*t + 3*t*t - 2*t };`,
  },
  {
    shape: "calcV beside calcF",
    reason: "single letters name too many other things",
    text: `LJ = function (s, e) { this.s = s; this.e = e }; LJ.prototype.calcV = function (r) { return 4*this.e*((this.s/r)**12 - (this.s/r)**6) }; LJ.prototype.calcF = function (r) { return 24*this.e*(2*(this.s/r)**12 - (this.s/r)**6)/r };`,
  },
  {
    shape: "a price by a fitted normal distribution beside vega",
    reason: "paired, but only words of a field say so, and the fit differs by its own error",
    text: `function phi(z) { return Math.exp(-z*z/2)/Math.sqrt(2*Math.PI) } 
function ncdf(x) { return 0.5*(1+erf(x/Math.SQRT2)) }
function erf(x) { const t = 1/(1+0.3275911*Math.abs(x)); const y = 1-((((1.061405429*t-1.453152027)*t+1.421413741)*t-0.284496736)*t+0.254829592)*t*Math.exp(-x*x); return x>=0?y:-y }
function calcCallPrice(S, K, r, sigma, T) { const d1 = (Math.log(S/K)+(r+sigma*sigma/2)*T)/(sigma*Math.sqrt(T)); const d2 = d1 - sigma*Math.sqrt(T); return S*ncdf(d1)-K*Math.exp(-r*T)*ncdf(d2) }
function vega(S, T, sigma, K, r) { const d1 = (Math.log(S/K)+(r+sigma*sigma/2)*T)/(sigma*Math.sqrt(T)); return S*phi(d1)*Math.sqrt(T) }`,
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
