import assert from "node:assert/strict";
import { checksOf, told } from "./checked.ts";

const said = (text: string) =>
  checksOf(text).map(({ derivative, verdict, wrt }) => `${derivative.name} ${verdict} ${wrt}`);

describe("pairs that a name alone does not make", () => {
  const rows: readonly (readonly [what: string, text: string, verdicts: readonly string[]])[] = [
    [
      "one function per partial",
      "const bowl = (x, y) => x * x + 3 * y * y; const bowlGradX = (x) => 2 * x; const gradBowlY = (y) => 3 * y;",
      ["bowlGradX equal x", "gradBowlY wrong y"],
    ],
    [
      "a slope of the only function of its parameters",
      "const ease = (t, a) => a * t ** 3; const other = (t) => t; const getSlope = (t, a) => 3 * a * t * t;",
      ["getSlope equal t"],
    ],
    [
      "a slope with a slip",
      "const ease = (t, a) => a * t ** 3; const getSlope = (t, a) => -3 * a * t * t;",
      ["getSlope wrong t"],
    ],
    [
      "of several functions of its parameters, the one that it is the slope of",
      "const ease = (t, a) => a * t ** 3; const other = (t, a) => a + t; const getSlope = (t, a) => 3 * a * t * t;",
      ["getSlope equal t"],
    ],
    [
      "a class of functions and a class of gradients",
      "class Up { static relu(x) { return Math.max(0, x) } } class Down { static relu_gradient(x) { return x > 0 } }",
      ["Down.relu_gradient equal x"],
    ],
    [
      "a record of derivatives with the names of the functions",
      "const acts = { tanh: (x) => Math.tanh(x) }; const actsPrime = { tanh: (x) => 1 + Math.tanh(x) ** 2 };",
      ["actsPrime.tanh wrong x"],
    ],
    [
      "a tangent named first",
      "const line = (t, a, b) => (1 - t) * a + t * b; const tangentLine = (t, a, b) => b - a;",
      ["tangentLine equal t"],
    ],
    [
      "points of a curve and their derivative",
      "const quadPoint = (t, a, b) => ({ x: t * a.x + t * t * b.x, y: t * a.y + t * t * b.y }); const quadDerivative = (t, a, b) => ({ x: a.x + 2 * t * b.x, y: a.y + 2 * t * b.y }); const getArcPoint = (t, r) => r * Math.cos(2 * t); const getArcDerivative = (t, r) => -r * Math.sin(2 * t);",
      ["quadDerivative equal t", "getArcDerivative wrong t"],
    ],
    [
      "a tangent and a velocity of a curve",
      "class Arc { constructor(r, turn) { this.r = r; this.turn = turn } getPoint(t) { return { x: this.r * Math.cos(t * this.turn), y: this.r * Math.sin(t * this.turn) } } getTangent(t) { return { x: -this.r * this.turn * Math.sin(t * this.turn), y: this.r * this.turn * Math.cos(t * this.turn) } } getVelocity(t) { return { x: -this.r * Math.sin(t * this.turn), y: this.r * Math.cos(t * this.turn) } } }",
      ["Arc.getTangent equal t", "Arc.getVelocity wrong t"],
    ],
    [
      "letters of physics",
      "const calcV = (r, k) => 0.5 * k * r * r; const calcF = (r, k) => -k * r;",
      ["calcF proportional r"],
    ],
    [
      "a price by a fit",
      `const cdf = (x) => { const t = 1 / (1 + 0.2316419 * Math.abs(x)); const q = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))); return x > 0 ? 1 - q : q };
      function callPrice(S, K, T, sigma) { const d = Math.log(S / K) / (sigma * Math.sqrt(T)) + 0.5 * sigma * Math.sqrt(T); return S * cdf(d) - K * cdf(d - sigma * Math.sqrt(T)) }
      function callVega(S, K, T, sigma) { const d = Math.log(S / K) / (sigma * Math.sqrt(T)) + 0.5 * sigma * Math.sqrt(T); return S * Math.sqrt(T) * Math.exp(-d * d / 2) / Math.sqrt(2 * Math.PI) }`,
      ["callVega inconclusive sigma"],
    ],
  ];
  for (const [what, text, verdicts] of rows)
    it(what, () => assert.deepEqual(said(text), verdicts, checksOf(text).map(told).join("\n")));

  for (const text of [
    "const mix = (t, a) => a * t; const getSlope = (t, a) => Math.sin(t) + a;",
    "const one = (t, a) => a * t; const two = (t, a) => a + t * t; const getSlope = (t, a) => 5;",
    "const all = { wave: (x) => Math.sin(x) }; const grads = { wave: (x) => x ** 5 + 1 };",
    "const calcV = (r) => 2 * r + 1; const calcF = (r) => Math.cos(r);",
    "class Up { static level(x) { return x * x } } class Down { static levelGradient(x) { return x > 3 } }",
    "const cursorPoint = (t) => ({ x: t, y: t * t }); const cursorGradient = (t) => ({ x: 5 * Math.sin(t), y: 3 });",
    "class Way { getPoint(t) { return { x: t, y: t * t } } getTangent(t) { const n = Math.hypot(1, 2 * t); return { x: 1 / n, y: 2 * t / n } } }",
    "class Ball { getPoint(t) { return 3 * t * t } getVelocity(t) { return 4 - Math.sin(t) } }",
    "const tangentLine = (at, x) => at + x; const line = (a, b, x) => a * x + b;",
  ])
    it(`nothing is said of ${text}`, () => assert.deepEqual(checksOf(text).map(told), []));
});
