/** What is said, in source order, and the text. */
export type Shape = readonly [verdicts: string, text: string];

/** Our own functions in the shapes of published derivatives, with all that must be said of each. */
export const shapes: readonly Shape[] = [
  [
    "annualRate.netValueDeriv equal",
    `export function annualRate(values, dates, guess) {
  const netValue = (values, dates, rate) => { const g = 1 + rate; let sum = values[0]; for (let i = 1; i < values.length; i++) { sum += values[i] / Math.pow(g, (dates[i] - dates[0]) / 365) } return sum };
  const netValueDeriv = (values, dates, rate) => { const g = 1 + rate; let sum = 0; for (let i = 1; i < values.length; i++) { const years = (dates[i] - dates[0]) / 365; sum -= (years * values[i]) / Math.pow(g, years + 1) } return sum };
  let rate = guess === undefined ? 0.1 : guess;
  let more = true; let round = 0;
  do { const v = netValue(values, dates, rate); const next = rate - v / netValueDeriv(values, dates, rate); more = Math.abs(next - rate) > 1e-10 && Math.abs(v) > 1e-10; rate = next } while (more && ++round < 100);
  return rate;
}`,
  ],
  [
    "rateOf.npvDerivative equal",
    `function rateOf(data) {
  const { sumBy } = require("lodash");
  const npv = (r) => data.reduce((s, { t, c }) => s + c / Math.pow(1 + r, t), 0);
  const npvDerivative = (r) => data.reduce((s, { t, c }) => s - t * c / Math.pow(1 + r, t + 1), 0);
  let r = 0.1; for (let i = 0; i < 20; i++) r -= npv(r) / npvDerivative(r); return r;
}`,
  ],
  [
    "Quad.derivative equal",
    `class Quad {
  constructor(a, b, c) { this.a = a; this.b = b; this.c = c }
  compute(t) { const m = 1 - t; return { x: m*m*this.a.x + 2*m*t*this.b.x + t*t*this.c.x, y: m*m*this.a.y + 2*m*t*this.b.y + t*t*this.c.y } }
  derivative(t) { const m = 1 - t; return { x: 2*m*(this.b.x - this.a.x) + 2*t*(this.c.x - this.b.x), y: 2*m*(this.b.y - this.a.y) + 2*t*(this.c.y - this.b.y) } }
}`,
  ],
  [
    "measure equal-of-output",
    `export function activate(x) { return Math.tanh(x) }
export function measure(y, error) { return (1 - y * y) * error }`,
  ],
  [
    "measure wrong",
    `export function activate(x) { return 1 / (1 + Math.exp(-x)) }
export function measure(y, error) { return y * error }`,
  ],
  [
    "Activations.TANH.der equal, Activations.RELU.der equal, Errors.SQUARE.der equal",
    `class Activations { static TANH = { output: (x) => Math.tanh(x), der: (x) => { const out = Activations.TANH.output(x); return 1 - out * out } }; static RELU = { output: (x) => Math.max(0, x), der: (x) => x <= 0 ? 0 : 1 } ; }
class Errors { static SQUARE = { error: (o, t) => 0.5 * Math.pow(o - t, 2), der: (o, t) => o - t } }`,
  ],
  [
    "sigmoid.dfunc equal-of-output",
    `let sigmoid = new ActivationFunction((x) => 1 / (1 + Math.exp(-x)), (y) => y * (1 - y));
class ActivationFunction { constructor(func, dfunc) { this.func = func; this.dfunc = dfunc } }`,
  ],
  [
    "banana.fprime equal",
    `const banana = { f: function (X) { return (1 - X[0]) ** 2 + 100 * (X[1] - X[0] ** 2) ** 2 }, fprime: function (X, out) { out = out || [0, 0]; const r = X[1] - X[0] ** 2; out[0] = -2 * (1 - X[0]) - 400 * X[0] * r; out[1] = 200 * r; return out } };`,
  ],
  [
    "grad_f equal",
    `function f(x, y) { return 20 + x**2 - 10*Math.cos(2*Math.PI*x) + y**2 - 10*Math.cos(2*Math.PI*y) }
function grad_f(x, y) { return [2*x + 20*Math.PI*Math.sin(2*Math.PI*x), 2*y + 20*Math.PI*Math.sin(2*Math.PI*y)] }`,
  ],
  [
    "acts.LOGISTIC equal, acts.BOUND equal, acts.SOFTSIGN wrong",
    `const acts = { LOGISTIC: function (x, derivate) { const fx = 1 / (1 + Math.exp(-x)); if (!derivate) return fx; return fx * (1 - fx) }, BOUND: function (x, derivate) { return derivate ? (x > -1 && x < 1 ? 1 : 0) : Math.max(-1, Math.min(1, x)) }, SOFTSIGN: function (x, derivate) { const d = 1 + Math.abs(x); if (derivate) return x / Math.pow(d, 2); return x / d } };`,
  ],
  [
    "leakyrelu conditional",
    `const leakyrelu = (x, derivative) => derivative ? (x > 0 ? 1 : 0.01) : (x > 0 ? x : 0.1 * x);`,
  ],
  [
    "Unit.sampleCurveDerivativeX equal",
    `function Unit(p1x, p2x) { this.cx = 3 * p1x; this.bx = 3 * (p2x - p1x) - this.cx; this.ax = 1 - this.cx - this.bx }
Unit.prototype = { sampleCurveX: function (t) { return ((this.ax * t + this.bx) * t + this.cx) * t }, sampleCurveDerivativeX: function (t) { return (3 * this.ax * t + 2 * this.bx) * t + this.cx } };`,
  ],
  [
    "poly3_der equal",
    `var poly3_val = function (c, x) { return c[0] + x * (c[1] + x * (c[2] + x * c[3])) };
var poly3_der = function (c, x) { return c[1] + x * (2 * c[2] + x * 3 * c[3]) };`,
  ],
  [
    "gradient equal",
    `function objective(x) { let s = 0; for (let i = 0; i < x.length; i++) s += (x[i] - i) ** 2; return s }
function gradient(x) { const g = []; for (let i = 0; i < x.length; i++) g.push(2 * (x[i] - i)); return g }`,
  ],
  [
    "m.dSigmoid equal",
    `var m = {}; m.sigmoid = function (x) { a = 1 / (1 + Math.exp(-x)); if (a === 1) a = 0.99999; else if (a === 0) a = 0.00001; return a }; m.dSigmoid = function (x) { a = m.sigmoid(x); return a * (1 - a) };`,
  ],
  [
    "leakyReLUPrime equal-of-output",
    `const MAX = 10; const leakyReLU = (x) => Math.min(MAX, x > 0 ? x : 0.1 * x); const leakyReLUPrime = (x) => x == MAX ? 0 : x > 0 ? 1 : 0.1;`,
  ],
  [
    "getDerivativeCubic equal",
    `function getPointCubic(k, t) { return ((k[0]*t + k[1])*t + k[2])*t + k[3] }
function getDerivativeCubic(k, t) { return (3*k[0]*t + 2*k[1])*t + k[2] }`,
  ],
  [
    "Pot.force proportional",
    `class Pot { constructor() { this.e = 1; this.s = 2 } potential(r) { return 4*this.e*((this.s/r)**12 - (this.s/r)**6) } force(r) { return 24*this.e*(2*(this.s/r)**12 - (this.s/r)**6)/r } }`,
  ],
  [
    "reluBackward equal, softmaxBackward equal-of-output",
    `function relu(x) { return x.map((v) => Math.max(0, v)) }
function reluBackward(dOut, x) { return dOut.map((d, i) => x[i] > 0 ? d : 0) }
function softmax(x) { const m = Math.max(...x); const e = x.map((v) => Math.exp(v - m)); const s = e.reduce((a, b) => a + b, 0); return e.map((v) => v / s) }
function softmaxBackward(dOut, y) { const dot = y.reduce((s, p, i) => s + p * dOut[i], 0); return y.map((p, i) => p * (dOut[i] - dot)) }`,
  ],
  [
    "softmaxBackward wrong",
    `function softmax(x) { const e = x.map((v) => Math.exp(v)); const s = e.reduce((a, b) => a + b, 0); return e.map((v) => v / s) }
function softmaxBackward(dOut, x) { const a = softmax(x); return a.map((p, i) => dOut[i] * p * (1 - p)) }`,
  ],
  [
    "LeakyRelu.activationBackward conditional, TanhL.activationBackward equal-of-output",
    `class LeakyRelu { activationForward(x) { return x > 0 ? x : 0.01 * x } activationBackward(output, dx) { return output > 0 ? dx : 0 } }
class TanhL { activationForward(x) { return Math.tanh(x) } activationBackward(output, dx) { return (1 - output * output) * dx } }`,
  ],
  [
    "costGrad conditional",
    `function costGrad(y, iter) { const k = iter < 100 ? 4 : 1; const cost = k * 0 + y[0] ** 2 + y[1] ** 2; const grad = [k * 2 * y[0], k * 2 * y[1]]; return { cost: cost, grad: grad } }`,
  ],
  [
    "Value.mul equal, Value.tanh equal",
    `class Value { constructor(data) { this.data = data; this.grad = 0; this.backwardStep = () => {} } mul(o) { const out = new Value(this.data * o.data); out.backwardStep = () => { this.grad += o.data * out.grad; o.grad += this.data * out.grad }; return out } tanh() { const t = Math.tanh(this.data); const out = new Value(t); out.backwardStep = () => { this.grad += (1 - t * t) * out.grad }; return out } }`,
  ],
  [
    "bowlGradX equal, bowlGradY equal",
    `const bowl = (x, y) => x * x + 3 * y * y + 2; const bowlGradX = (x) => 2 * x; const bowlGradY = (y) => 6 * y;`,
  ],
  [
    "getSlope equal",
    `function A(a, b) { return 1 - 3*b + 3*a } function B(a, b) { return 3*b - 6*a } function C(a) { return 3*a }
function calcBezier(t, a, b) { return ((A(a, b)*t + B(a, b))*t + C(a))*t }
function getSlope(t, a, b) { return 3*A(a, b)*t*t + 2*B(a, b)*t + C(a) }`,
  ],
  [
    "Backward.relu_gradient equal, Backward.leaky_gradient equal, Backward.logistic_gradient equal-of-output",
    `class Forward { static relu(x) { return x * (x > 0) } static leaky(x) { return (x > 0) ? x : .1 * x } static logistic(x) { return 1 / (1 + Math.exp(-x)) } }
class Backward { static relu_gradient(x) { return (x > 0) } static leaky_gradient(x) { return (x > 0) ? 1 : .1 } static logistic_gradient(x) { return (1 - x) * x } }`,
  ],
  [
    "Utils.tangentCubicBezier equal, Utils.tangentSpline wrong",
    `const Utils = { tangentCubicBezier: (t, a, b, c, d) => -3*a*(1-t)*(1-t) + 3*b*(1-t)*(1-t) - 6*t*b*(1-t) + 6*t*c*(1-t) - 3*t*t*c + 3*t*t*d, cubicBezier: (t, a, b, c, d) => (1-t)**3*a + 3*(1-t)**2*t*b + 3*(1-t)*t*t*c + t**3*d, spline: (t, a, b, c, d) => { const p = (c - a)/2, q = (d - b)/2; return (2*b - 2*c + p + q)*t**3 + (-3*b + 3*c - 2*p - q)*t*t + p*t + b }, tangentSpline: (t, a, b, c, d) => 6*t*t - 6*t + 3*t*t - 4*t + 1 - 6*t*t + 6*t + 3*t*t - 2*t };`,
  ],
  [
    "LJ.calcF proportional",
    `LJ = function (s, e) { this.s = s; this.e = e }; LJ.prototype.calcV = function (r) { return 4*this.e*((this.s/r)**12 - (this.s/r)**6) }; LJ.prototype.calcF = function (r) { return 24*this.e*(2*(this.s/r)**12 - (this.s/r)**6)/r };`,
  ],
  [
    "vega inconclusive",
    `function phi(z) { return Math.exp(-z*z/2)/Math.sqrt(2*Math.PI) } 
function ncdf(x) { return 0.5*(1+erf(x/Math.SQRT2)) }
function erf(x) { const t = 1/(1+0.3275911*Math.abs(x)); const y = 1-((((1.061405429*t-1.453152027)*t+1.421413741)*t-0.284496736)*t+0.254829592)*t*Math.exp(-x*x); return x>=0?y:-y }
function calcCallPrice(S, K, r, sigma, T) { const d1 = (Math.log(S/K)+(r+sigma*sigma/2)*T)/(sigma*Math.sqrt(T)); const d2 = d1 - sigma*Math.sqrt(T); return S*ncdf(d1)-K*Math.exp(-r*T)*ncdf(d2) }
function vega(S, T, sigma, K, r) { const d1 = (Math.log(S/K)+(r+sigma*sigma/2)*T)/(sigma*Math.sqrt(T)); return S*phi(d1)*Math.sqrt(T) }`,
  ],
  [
    "derivatives.tanh equal, derivatives.softplus wrong",
    `const activations = { tanh: (x) => Math.tanh(x), softplus: (x) => Math.log(1 + Math.exp(x)) };
const derivatives = { tanh: (x) => 1 - Math.tanh(x) ** 2, softplus: (x) => 1 / (1 + Math.exp(x)) };`,
  ],
  [
    "Curve.derivative equal",
    `const steps = (points) => { const all = []; for (let p = points, d = p.length, c = d - 1; d > 1; d--, c--) { const list = []; for (let j = 0; j < c; j++) list.push({ x: c * (p[j + 1].x - p[j].x), y: c * (p[j + 1].y - p[j].y) }); all.push(list); p = list } return all };
const at = (t, p) => { if (p.length === 3) { const m = 1 - t; return { x: m*m*p[0].x + 2*m*t*p[1].x + t*t*p[2].x, y: m*m*p[0].y + 2*m*t*p[1].y + t*t*p[2].y } } if (p.length === 2) { const m = 1 - t; return { x: m*p[0].x + t*p[1].x, y: m*p[0].y + t*p[1].y } } return p[0] };
class Curve {
  constructor(points) { this.points = points; this.steps = steps(points) }
  compute(t) { return at(t, this.points) }
  derivative(t) { return at(t, this.steps[0]) }
}`,
  ],
  [
    "spring equal",
    `function spring(t, zeta, w0, x0, v0) {
  let oscillation = 0; let velocity = 0;
  if (zeta < 1) { const w1 = w0 * Math.sqrt(1 - zeta * zeta); const env = Math.exp(-zeta * w0 * t);
    oscillation = 1 - env * (((v0 + zeta * w0 * x0) / w1) * Math.sin(w1 * t) + x0 * Math.cos(w1 * t));
    velocity = zeta * w0 * env * ((Math.sin(w1 * t) * (v0 + zeta * w0 * x0)) / w1 + x0 * Math.cos(w1 * t)) - env * (Math.cos(w1 * t) * (v0 + zeta * w0 * x0) - w1 * x0 * Math.sin(w1 * t));
  } else { const env = Math.exp(-w0 * t); oscillation = 1 - env * (x0 + (v0 + w0 * x0) * t); velocity = env * (v0 * (t * w0 - 1) + t * x0 * (w0 * w0)); }
  return { oscillation, velocity };
}`,
  ],
  [
    "spring equal",
    `function spring(zeta, w0, x0, v0) {
  let oscillation = 0; let velocity = 0; const t = this.clock;
  if (zeta < 1) { const w1 = w0 * Math.sqrt(1 - zeta * zeta); const env = Math.exp(-zeta * w0 * t);
    oscillation = 1 - env * (((v0 + zeta * w0 * x0) / w1) * Math.sin(w1 * t) + x0 * Math.cos(w1 * t));
    velocity = zeta * w0 * env * ((Math.sin(w1 * t) * (v0 + zeta * w0 * x0)) / w1 + x0 * Math.cos(w1 * t)) - env * (Math.cos(w1 * t) * (v0 + zeta * w0 * x0) - w1 * x0 * Math.sin(w1 * t));
  } else { const env = Math.exp(-w0 * t); oscillation = 1 - env * (x0 + (v0 + w0 * x0) * t); velocity = env * (v0 * (t * w0 - 1) + t * x0 * (w0 * w0)); }
  this.now = oscillation; this.speed = velocity;
}`,
  ],
  [
    "Graph.tanh equal, Graph.eltmul equal",
    `class Mat { constructor(n) { this.w = new Float64Array(n); this.dw = new Float64Array(n) } }
class Graph {
  constructor() { this.backprop = [] }
  tanh(m) { const out = new Mat(m.w.length); for (let i = 0; i < m.w.length; i++) out.w[i] = Math.tanh(m.w[i]); this.backprop.push(function () { for (let i = 0; i < m.w.length; i++) { const y = out.w[i]; m.dw[i] += (1 - y * y) * out.dw[i] } }); return out }
  eltmul(a, b) { const out = new Mat(a.w.length); for (let i = 0; i < a.w.length; i++) out.w[i] = a.w[i] * b.w[i]; this.backprop.push(function () { for (let i = 0; i < a.w.length; i++) { a.dw[i] += b.w[i] * out.dw[i]; b.dw[i] += a.w[i] * out.dw[i] } }); return out }
}`,
  ],
  [
    "sigmoidB equal",
    `function sigmoid(product, left) { for (let i = 0; i < left.weights.length; i++) { product.weights[i] = 1 / (1 + Math.exp(-left.weights[i])); product.deltas[i] = 0 } }
function sigmoidB(product, left) { for (let i = 0; i < product.deltas.length; i++) { const w = product.weights[i]; left.deltas[i] = w * (1 - w) * product.deltas[i] } }`,
  ],
];
