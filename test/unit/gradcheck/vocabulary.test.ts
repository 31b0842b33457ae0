import assert from "node:assert/strict";
import { checkOf, checksOf, told } from "./checked.ts";

const price =
  "function price(S, K, T, r) { return S * Math.exp(-0.1 * T) - K * Math.exp(-r * T) }\n";
const potential =
  "function ljPotential(r, eps, sigma) { const s = (sigma / r) ** 6; return 4 * eps * (s * s - s) }\n";

const rows: readonly (readonly [text: string, verdict: string, of?: string | number])[] = [
  [
    "function cdf(x, k) { return 1 - Math.exp(-k * x) } function pdf(x, k) { return k * Math.exp(-k * x) }",
    "equal",
  ],
  [
    "function cdf(x, k) { return 1 - Math.exp(-k * x) } function pdf(x, k) { return Math.exp(-k * x) }",
    "wrong",
    "missing-factor",
  ],
  [
    "class Exp { constructor(rate) { this.rate = rate } cdf(x) { return x < 0 ? 0 : 1 - Math.exp(-this.rate * x) } pdf(x) { return x < 0 ? 0 : this.rate * Math.exp(-this.rate * x) } }",
    "equal",
  ],
  [`${price}function delta(S, K, T, r) { return Math.exp(-0.1 * T) }`, "equal"],
  [
    `${price}function rho(S, K, T, r) { return (K * T * Math.exp(-r * T)) / 100 }`,
    "proportional",
    0.01,
  ],
  [
    `${price}function theta(S, K, T, r) { return (0.1 * S * Math.exp(-0.1 * T) - r * K * Math.exp(-r * T)) / 365 }`,
    "proportional",
    -1 / 365,
  ],
  [
    `${price}function theta(S, K, T, r) { return r * K * Math.exp(-r * T) - 0.1 * S * Math.exp(-0.1 * T) }`,
    "equal",
  ],
  [
    `${price}function theta(S, K, T, r) { return 0.1 * S * Math.exp(-0.1 * T) + r * K * Math.exp(-r * T) }`,
    "wrong",
    "sign",
  ],
  [`${price}function rho(S, K, T, r) { return K * Math.exp(-r * T) }`, "wrong", "missing-factor"],
  [
    `${potential}function ljForce(r, eps, sigma) { const s = (sigma / r) ** 6; return (24 * eps * (2 * s * s - s)) / r }`,
    "proportional",
    -1,
  ],
  [
    `${potential}function ljForce(r, eps, sigma) { const s = (sigma / r) ** 6; return (24 * eps * (s * s - s)) / r }`,
    "wrong",
    "constant-factor",
  ],
  [
    "const spring = { energy: (k, x) => 0.5 * k * x * x, force: (k, x) => -k * x };",
    "proportional",
    -1,
  ],
  ["const spring = { energy: (k, x) => 0.5 * k * x * x, force: (k, x) => k * x };", "equal"],
  [
    "const spring = { energy: (k, x) => 0.5 * k * x * x, force: (k, x) => -x };",
    "wrong",
    "missing-factor",
  ],
  [
    "function position(t) { return Math.sin(3 * t) } function velocity(t) { return 3 * Math.cos(3 * t) }",
    "equal",
  ],
  [
    "function position(t) { return Math.sin(3 * t) } function velocity(t) { return Math.cos(3 * t) }",
    "wrong",
    "missing-factor",
  ],
];

describe("pairs by the words of a field", () => {
  for (const [text, verdict, of] of rows) {
    it(`${verdict}: ${text}`, () => {
      const check = checkOf(text);
      assert.deepEqual([check.convention, check.verdict], ["domain", verdict], told(check));
      if (typeof of === "string") assert.equal(check.diagnosis?.kind, of, check.diagnosis?.message);
      else if (of !== undefined) assert.ok(Math.abs((check.factor ?? 0) - of) < 1e-12);
    });
  }
  for (const text of [
    // discrete
    "function binomialCdf(k, n, p) { let s = 0; for (let i = 0; i <= k; i++) s += binomialPdf(i, n, p); return s } function binomialPdf(k, n, p) { let c = 1; for (let i = 1; i <= k; i++) c *= (n - k + i) / i; return c * p ** k * (1 - p) ** (n - k) }",
    "function cdf(x) { return Math.floor(x) / 6 } function pdf(x) { return 1 / 6 }",
    // other quantities of the same name
    "function energy(m, v) { return 0.5 * m * v * v } function force(m, a) { return m * a }",
    "function position(t, v) { return v * t } function velocity(t, v) { return v + 9.81 * t }",
    "function step(x, velocity, dt) { return x + velocity * dt }",
    "function price(net, tax) { return net * (1 + tax) } function delta(before, after) { return after - before }",
    "const wall = { density: (x) => 2 * x, value: (x) => x ** 3 };",
    "const ball = { position: (t) => ({ x: t, y: 2 * t }), velocity: (t) => ({ x: 7 * t * t, y: 0 }) };",
  ]) {
    it(`nothing is said of ${text}`, () => assert.deepEqual(checksOf(text).map(told), []));
  }
});
