import assert from "node:assert/strict";
import { checkOf, checksOf, told } from "./checked.ts";

const solver = (body: string, step = "x -= f / df") =>
  `function solve(a, M) { let x = M; for (let i = 0; i < 20; i++) { ${body}; if (Math.abs(df) < 1e-12) break; ${step}; } return x }`;

const rows: readonly (readonly [text: string, verdict: string, kind?: string])[] = [
  [solver("const f = x - a * Math.sin(x) - M; const df = 1 - a * Math.cos(x)"), "equal"],
  [
    solver("const f = x - a * Math.sin(x) - M, df = 1 - a * Math.cos(x)", "x = x - f / df"),
    "equal",
  ],
  [solver("const f = x - a * Math.sin(x) - M; const df = 1 + a * Math.cos(x)"), "wrong", "sign"],
  [solver("const f = Math.sin(3 * x) - M; const df = Math.cos(3 * x)"), "wrong", "missing-factor"],
  [solver("const u = x * x; const f = u * x - a; const df = 3 * u"), "equal"],
];

describe("Newton steps", () => {
  for (const [text, verdict, kind] of rows) {
    it(`${verdict}: ${text}`, () => {
      const check = checkOf(text);
      assert.deepEqual([check.convention, check.verdict], ["inline", verdict], told(check));
      assert.deepEqual([check.primal.name, check.derivative.name], ["solve", "solve"]);
      assert.equal(check.diagnosis?.kind, kind, check.diagnosis?.message);
      const range = check.diagnosis?.range;
      if (range) assert.match(text.slice(range.start, range.end), /^(1 \+ a|Math\.cos)/);
    });
  }
  for (const text of [
    // right at the root, where x² = a
    solver("const f = x * x - a; const df = x + a / x"),
    // a slope that is not meant to be exact
    solver("const f = x ** 3 - a; const df = M * Math.exp(a)"),
    // functions that are given
    "function newton(f, fprime, x) { for (let i = 0; i < 9; i++) { const y = f(x); const d = fprime(x); x -= y / d } return x }",
    // no step of Newton's
    "function mean(v) { let m = 0; for (let i = 0; i < 3; i++) { const s = v[i] * m; const n = v.length + m; m -= s / n } return m }",
  ]) {
    it(`nothing is said of ${text}`, () => assert.deepEqual(checksOf(text).map(told), []));
  }
});
