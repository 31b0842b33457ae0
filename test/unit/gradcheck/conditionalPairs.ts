/** Derivatives that hold on a part of the inputs only: the condition in words, and what is wrong elsewhere. */
export const conditionalPairs: readonly (readonly [text: string, when: string, kind: string])[] = [
  [
    "function leakyrelu(x) { return x > 0 ? x : 0.1 * x } function leakyreluPrime(x) { return x > 0 ? 1 : 0.01 }",
    "x > 0",
    "extra-factor",
  ],
  [
    // At −1 nobody asks whether t < 1: that says nothing of it.
    "function ease(t) { return t * t * (3 - 2 * t) } function easePrime(t) { if (t <= 0 || t >= 1) return 0; return 6 * t * (1 - t) }",
    "0 < t < 1",
    "missing-path",
  ],
  [
    "function bump(x, k) { return x * x * k } function bumpPrime(x, k) { if (x < 0 || k > 2) return k; return 2 * x * k }",
    "k ≤ 2 and x ≥ 0",
    "missing-factor",
  ],
  [
    "function f(x) { return x > 100 ? x * x : x } function fPrime(x) { return 1 }",
    "x ≤ 100",
    "wrong-branch",
  ],
  [
    "function f(x) { return x < 3 ? 0 : x < 3.1 ? (x - 3) ** 2 : 0.01 } function fPrime(x) { return 0 }",
    "x < 3 or x ≥ 3.1",
    "wrong-branch",
  ],
  [
    "function f(x) { return x * x } function fPrime(x) { return x > 50 && x < 50.5 ? 2 : 2 * x }",
    "x ≤ 50 or x ≥ 50.5",
    "missing-factor",
  ],
  [
    "function relu6(x) { return Math.min(6, Math.max(0, x)) } function relu6Prime(x) { return x > 0 ? 1 : 0 }",
    "Math.max(0, x) < 6",
    "clamp-ignored",
  ],
  [
    "function squash(x) { return 1 / (1 + Math.exp(-Math.max(-20, Math.min(20, x)))) } function squashPrime(x) { const s = 1 / (1 + Math.exp(-x)); return s * (1 - s) }",
    "−20 < x < 20",
    "clamp-ignored",
  ],
  [
    "function bound(x, k) { return k * Math.tanh(Math.min(Math.max(x, -3), 3)) } function boundPrime(x, k) { return k * (1 - Math.tanh(x) ** 2) }",
    "−3 < x < 3",
    "clamp-ignored",
  ],
  [
    "function well(x) { return x * x - 3 * x } function wellPrime(y) { return Math.sqrt(4 * y + 9) }",
    "x > 1.5",
    "unknown",
  ],
  [
    "function elu(x) { return x >= 0 ? x : 1.5 * (Math.exp(x) - 1) } function eluPrime(x) { return x >= 0 ? 1 : Math.exp(x) }",
    "x ≥ 0",
    "missing-factor",
  ],
  [
    "function huber(r) { const a = Math.abs(r); return a <= 1.5 ? 0.5 * r * r : 1.5 * (a - 0.75) } function huberPrime(r) { return Math.abs(r) <= 1.5 ? r : 1.5 }",
    "r > 0 or Math.abs(r) ≤ 1.5",
    "missing-factor",
  ],
  [
    "function f(x) { return Math.abs(x) } function fPrime(x) { return 1 }",
    "x > 0",
    "missing-factor",
  ],
  [
    "function f(x) { return x * x } function fPrime(x) { if (x > 1e6) return x; return 2 * x }",
    "x ≤ 1e6",
    "constant-factor",
  ],
  [
    "function f(x) { return x * x } function fPrime(x) { if (x * x > 2500) return 100; return 2 * x }",
    "x * x ≤ 2500",
    "unknown",
  ],
  [
    "function f(x) { return x < -7 ? x * x * x : x } function fPrime(x) { return x < -7 ? 3 * x : 1 }",
    "x ≥ −7",
    "missing-factor",
  ],
  [
    "function leaky(x) { return x > 0 ? x : 0.01 * x } function leakyPrime(x) { return x > 0 ? 1 : 0 }",
    "x > 0",
    "missing-path",
  ],
  [
    "function power(x, n) { let y = 1; for (let i = 0; i < n; i++) y *= x; return y } function powerDerivative(x, n) { let y = 1; for (let i = 1; i < n; i++) y *= x; return y }",
    "n = 1",
    "missing-term",
  ],
  [
    "function loss(w, lambda) { return (w - 3) ** 4 + lambda * w * w } function lossPrime(w, lambda) { return 4 * (w - 3) ** 3 }",
    "lambda = 0",
    "missing-term",
  ],
  [
    "function f(x) { return x > 5 ? x ** 3 : x } function fPrime(x) { return 1 }",
    "x ≤ 5",
    "wrong-branch",
  ],
  [
    "function spring(v, zeta, omega) { return v < zeta * omega ? v * v : v ** 3 } function springPrime(v) { return 2 * v }",
    "v < zeta * omega",
    "wrong-branch",
  ],
];
