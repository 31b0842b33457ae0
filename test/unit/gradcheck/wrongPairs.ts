/** Planted mistakes; every one of them must be found wrong. */
export const wrongPairs: readonly string[] = [
  // a factor forgotten
  "function f(x) { return (3 * x + 1) ** 2 } function fPrime(x) { return 2 * (3 * x + 1) }",
  "function f(x) { return Math.exp(3 * x) } function fPrime(x) { return Math.exp(3 * x) }",
  "function f(x) { return Math.sin(5 * x) } function fPrime(x) { return Math.cos(5 * x) }",
  "function f(x) { return x * x } function fPrime(x) { return x }",
  "function f(x) { return x ** 3 } function fPrime(x) { return x ** 2 }",
  "function f(x) { return 5 * Math.sin(x) } function fPrime(x) { return Math.cos(x) }",
  "function f(x) { return Math.log(4 * x + 1) } function fPrime(x) { return 1 / (4 * x + 1) }",
  "function f(x) { return Math.sqrt(x) } function fPrime(x) { return 1 / Math.sqrt(x) }",
  "function f(x) { return Math.tanh(2 * x) } function fPrime(x) { const y = Math.tanh(2 * x); return 1 - y * y }",
  "function f(x) { return Math.exp(-x * x) } function fPrime(x) { return -2 * Math.exp(-x * x) }",
  "function f(x) { return Math.pow(2, x) } function fPrime(x) { return Math.pow(2, x) }",
  "function f(x) { return 1 / (x * x + 1) } function fPrime(x) { const q = x * x + 1; return -1 / (q * q) }",
  "function f(x) { return Math.log10(x) } function fPrime(x) { return 1 / x }",
  "function f(x) { return Math.sin(x) ** 2 } function fPrime(x) { return 2 * Math.sin(x) }",
  "function f(x) { return Math.cos(x / 7) } function fPrime(x) { return -Math.sin(x / 7) }",
  // a sign
  // on a branch that only some points pass, too
  "function f(x) { return x >= 0 ? x : 1.5 * (Math.exp(x) - 1) } function fPrime(x) { return -(x >= 0 ? 1 : 1.5 * Math.exp(x)) }",
  "function f(x) { return Math.cos(x) } function fPrime(x) { return Math.sin(x) }",
  "function f(x) { return -Math.log(x) } function fPrime(x) { return 1 / x }",
  "function f(x) { return 1 / x } function fPrime(x) { return 1 / (x * x) }",
  "function f(x) { return Math.exp(-x) } function fPrime(x) { return Math.exp(-x) }",
  "function f(x) { return x ** 3 - 2 * x } function fPrime(x) { return 3 * x ** 2 + 2 }",
  "function f(x) { return Math.acos(x) } function fPrime(x) { return 1 / Math.sqrt(1 - x * x) }",
  // a term, a rule
  "function f(x) { return x * Math.sin(x) } function fPrime(x) { return Math.cos(x) }",
  "function f(x) { return x * Math.sin(x) } function fPrime(x) { return Math.sin(x) }",
  "function f(x) { return Math.sin(x) / x } function fPrime(x) { return (Math.sin(x) - x * Math.cos(x)) / (x * x) }",
  "function f(x) { return x ** x } function fPrime(x) { return x * x ** (x - 1) }",
  "function f(x) { return x * x + 0.001 * Math.sin(x) } function fPrime(x) { return 2 * x }",
  "function f(t) { return Math.exp(-t) * Math.sin(4 * t) } function fPrime(t) { return -4 * Math.exp(-t) * Math.cos(4 * t) }",
  // constants
  "function f(x) { return Math.PI * x } function fPrime(x) { return 3.141 }",
  "function f(x) { return Math.PI * x * x } function fPrime(x) { return 2 * 3.14 * x }",
  "function f(x) { return x ** 2.5 } function fPrime(x) { return 2.51 * x ** 1.5 }",
  // evaluated at the wrong place
  "function f(x) { return Math.sin(x * x) } function fPrime(x) { return Math.cos(x) * 2 * x }",
  "function f(x) { return Math.exp(Math.sin(x)) } function fPrime(x) { return Math.exp(x) * Math.cos(x) }",
  "function f(x) { return Math.log(x * x + 1) } function fPrime(x) { return 2 * x / x }",
  "function f(x) { return Math.tanh(3 * x) } function fPrime(x) { const y = Math.tanh(x); return 3 * (1 - y * y) }",
  "function sigmoid(x) { return 1 / (1 + Math.exp(-x)) } function sigmoidPrime(x) { return x * (1 + x) }",
  // coincidences
  "function f(x) { return x * x } function fPrime(x) { return x ** 3 / 2 }",
  "function f(x) { return x * x } function fPrime(x) { return x + 2 }",
  "function f(x, y) { return x * y } function fGrad(x, y) { return [x, y] }",
  "function f(x, y) { return x * y } function fGrad(x, y) { return { dx: x, dy: y } }",
  "function f(x, y) { return x * y * y } function dfdx(x, y) { return 2 * x * y }",
  "function f(x, y) { return x ** 2 + y ** 3 } function fGradient(x, y) { return [3 * y * y, 2 * x] }",
  // branches
  // no value where the exact derivative has one
  "function f(x) { return Math.cbrt(x) } function fPrime(x) { return (1 / 3) * x ** (-2 / 3) }",
  "function f(x) { return x * x } function fPrime(x) { return 2 * x * Math.sqrt(x) / Math.sqrt(x) }",
  "function f(x) { return x * x } function fPrime(x) { return NaN }",
  // arrays, records, several inputs
  "function f(v: number[]) { return v[0] * v[1] } function fGradient(v: number[]) { return [v[0], v[1]] }",
  "function norm(v: number[]) { return v.reduce((s, a) => s + a * a * a, 0) } function normGradient(v: number[]) { return v.map(a => 3 * a) }",
  "function f(v: number[]) { return (1 - v[0]) ** 2 + 100 * (v[1] - v[0] ** 2) ** 2 } function fGradient(v: number[]) { const r = v[1] - v[0] ** 2; return [-2 * (1 - v[0]) - 400 * v[0] * r, 100 * r] }",
  "function f(x, y) { return x * Math.exp(y) } function fGrad(x, y) { return { dx: Math.exp(y), dy: x } }",
  "function loss(w, b, x, t) { return (w * x + b - t) ** 2 } function lossGrad(w, b, x, t) { const e = 2 * (w * x + b - t); return { dw: e, db: e } }",
  "function f(a, x) { return a * x * x } function fPrime(a, x) { return x * x }",
  "function sig(v: number[]) { return v.map(x => 1 / (1 + Math.exp(-x))) } function sigPrime(v: number[]) { return v.map(x => { const s = 1 / (1 + Math.exp(-x)); return s }) }",
  "function polar(r, a) { return [r * Math.cos(a), r * Math.sin(a)] } function polarDerivative(r, a) { return [[Math.cos(a), Math.sin(a)], [-r * Math.sin(a), r * Math.cos(a)]] }",
  "function curve(t: number) { return { x: t * t, y: Math.sin(t) } } function curveDerivative(t: number) { return { x: 2 * t, y: Math.sin(t) } }",
  "const soft = { output: (x: number) => x / (1 + Math.abs(x)), der: (x: number) => x / (1 + Math.abs(x)) ** 2 };",
  "function f(v: Float32Array) { let s = 0; for (let i = 0; i < v.length; i++) s += v[i] * v[i]; return s } function fGradient(v: Float32Array) { const g = new Float32Array(v.length); for (let i = 0; i < v.length; i++) g[i] = 3 * v[i]; return g }",
];
