import assert from "node:assert/strict";
import { checkOf, told } from "./checked.ts";

const entropy = (slope: string, limit = "Math.min(1 - 1e-9, Math.max(1e-9, p[i]))") =>
  `function entropy(p, y) { let s = 0; for (let i = 0; i < p.length; i++) { const q = ${limit}; s -= y[i] * Math.log(q) + (1 - y[i]) * Math.log(1 - q) } return s / p.length }
function entropyGradient(p, y) { return p.map((q, i) => ${slope}) }`;
const wave = (slope: string) =>
  `const wave = (x) => Math.exp(x) * Math.sin(3 * x); const wavePrime = (x) => ${slope};`;

describe("two mistakes at once", () => {
  const rows: readonly (readonly [text: string, kind: string, says: RegExp])[] = [
    [
      entropy("(q - y[i]) / (q * (1 - q))"),
      "clamp-ignored",
      /^two mistakes: the limit of .* is ignored.*; and all of it is 3 times too large: the mean/,
    ],
    [
      wave("2 * Math.exp(x) * (Math.sin(3 * x) + Math.cos(3 * x))"),
      "missing-factor",
      /^two mistakes: .*3.* is missing; and a factor 2 of all of it is too much$/,
    ],
    [
      wave("-Math.exp(x) * Math.sin(3 * x) / 2 - Math.exp(x) * Math.cos(3 * x) * 1.5"),
      "constant-factor",
      /^it is −0.5 times the derivative/,
    ],
    // Neither is a constant: nothing is guessed.
    [
      wave("Math.exp(x) * (Math.sin(x) + Math.cos(3 * x)) * x"),
      "unknown",
      /^no single step of the chain rule explains the difference$/,
    ],
    [
      entropy("1.5 * (q - y[i]) / (q * (1 - q))"),
      "unknown",
      /^no single step of the chain rule explains the difference$/,
    ],
  ];
  for (const [text, kind, says] of rows)
    it(text, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "wrong", told(check));
      assert.match(check.diagnosis?.message ?? "", says);
      assert.equal(check.diagnosis?.kind, kind);
      assert.deepEqual(check.diagnosis?.alternatives, []);
    });
  it("one mistake is told as one", () => {
    for (const [text, says] of [
      [entropy("(q - y[i]) / (q * (1 - q)) / p.length"), /is ignored: beyond it/],
      [wave("Math.exp(x) * (Math.sin(3 * x) + Math.cos(3 * x))"), /rate .* = 3 is missing/],
    ] as const) {
      const message = checkOf(text).diagnosis?.message ?? "";
      assert.match(message, says);
      assert.doesNotMatch(message, /two mistakes/);
    }
  });
  it("without the limit it is right, and so it is where the limit does not hold", () => {
    assert.equal(
      checkOf(entropy("(q - y[i]) / (q * (1 - q)) / p.length", "p[i]")).verdict,
      "equal",
    );
    assert.equal(checkOf(entropy("(q - y[i]) / (q * (1 - q))", "p[i]")).verdict, "proportional");
  });
});
