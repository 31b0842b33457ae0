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

const halley = (second: string, step: string) =>
  `function root(a) { let x = 1; for (let i = 0; i < 9; i++) { const f = x ** 3 - a; const f1 = 3 * x * x; const f2 = ${second}; ${step} } return x }`;
const jacobian = (dydlambda: string) =>
  `function invert(x, y) { let lambda = x, phi = y, i = 20; do { const fx = Math.cos(phi) * Math.sin(lambda) - x, fy = Math.sin(phi) * (1 + lambda) - y, dxdlambda = Math.cos(phi) * Math.cos(lambda), deltaxDeltaPhi = -Math.sin(phi) * Math.sin(lambda), dydlambda = ${dydlambda}, dydphi = Math.cos(phi) * (1 + lambda), det = deltaxDeltaPhi * dydlambda - dydphi * dxdlambda, dl = (fy * deltaxDeltaPhi - fx * dydphi) / det, dp = (fx * dydlambda - fy * dxdlambda) / det; lambda -= dl, phi -= dp; } while (--i > 0); return [lambda, phi] }`;

/** Each text with the verdicts on its slopes, in the order of the text. */
const several: readonly (readonly [text: string, verdicts: readonly string[]])[] = [
  [
    "function solver(ax, bx, cx) { return function inner(x) { let t = x; for (let i = 0; i < 8; i++) { const x2 = ((ax * t + bx) * t + cx) * t - x; if (Math.abs(x2) < 1e-6) return t; const d2 = (3 * ax * t + 2 * bx) * t + cx; t -= x2 / d2; } return t } }",
    ["equal"],
  ],
  [
    "function invert(p) { var lat = p.y, sq, f, fp, d; for (var i = 0; i < 9; i++) { sq = lat * lat; f = lat * (1.3 + 0.2 * sq) - p.y; fp = 1.3 + 0.6 * sq; lat -= d = f / fp; if (Math.abs(d) < 1e-9) break; } return lat }",
    ["equal"],
  ],
  [
    "function theta(c) { var t = c; while (true) { var dt = -(t + Math.sin(t) - c) / (1 + Math.cos(t)); t += dt; if (Math.abs(dt) < 1e-9) break; } return t }",
    ["equal"],
  ],
  [halley("6 * x", "x -= 2 * f * f1 / (2 * f1 * f1 - f * f2);"), ["equal", "equal"]],
  [halley("3 * x", "x -= f / (f1 - f * f2 / (2 * f1));"), ["equal", "wrong"]],
  [jacobian("Math.sin(phi)"), ["equal", "equal", "equal", "equal"]],
  [jacobian("-Math.sin(phi)"), ["equal", "equal", "wrong", "equal"]],
  // by 2λ, of which the loop steps the half
  [jacobian("Math.sin(phi) / 2"), ["equal", "equal", "equal"]],
];

describe("several slopes in one loop, and steps in other forms", () => {
  for (const [text, verdicts] of several) {
    it(`${verdicts.join()}: ${text}`, () => {
      const checks = checksOf(text);
      const places = checks.map(({ derivative }) => derivative.nameRange.start);
      assert.deepEqual(
        [...places].sort((a, b) => a - b).length,
        verdicts.length,
        checks.map(told).join(),
      );
      const ordered = [...checks].sort(
        (a, b) => a.derivative.nameRange.start - b.derivative.nameRange.start,
      );
      assert.deepEqual(
        ordered.map(({ verdict }) => verdict),
        verdicts,
        checks.map(told).join("\n"),
      );
    });
  }
});

describe("Newton steps without names", () => {
  const loop = (step: string) =>
    `const g = (x, a) => x ** 3 - a * x; const h = (x, a) => 3 * x * x - a; const k = (x, a) => 3 * x * x;
    function solve(a, M) { let x = M; for (let i = 0; i < 20; i++) { ${step} } return x }`;
  const rows: readonly (readonly [step: string, verdicts: string, slope?: string])[] = [
    ["x -= (x ** 3 - a) / (3 * x * x);", "equal", "3 * x * x"],
    ["x = x - (Math.sin(a * x) - M) / Math.cos(a * x);", "wrong", "Math.cos(a * x)"],
    ["x -= (x * Math.exp(x) - a) / Math.exp(x);", "wrong", "Math.exp(x)"],
    ["x -= g(x, a) / h(x, a);", "equal", "h(x, a)"],
    ["x -= (x ** 4 - a * x) / (4 * x ** 3 + a);", "wrong", "4 * x ** 3 + a"],
    // a step of another length, or none of Newton's
    ["x -= (x * x - a) / x;", ""],
    ["x -= (x * x - a) / (x + a / x);", ""],
    ["x -= (x - M) / (2 + Math.cos(x));", ""],
  ];
  for (const [step, verdict, slope] of rows)
    it(`${verdict === "" ? "nothing is said of" : verdict}: ${step}`, () => {
      const checks = checksOf(loop(step));
      assert.deepEqual(
        checks.map((check) => check.verdict).join(),
        verdict,
        checks.map(told).join(),
      );
      assert.equal(checks[0]?.inside?.slope, slope);
    });
  it("are told once where the function that gives the slope is a pair already", () => {
    const text =
      "const f = (x) => x ** 3 - 2; const fPrime = (x) => 3 * x; function solve(x) { for (let i = 0; i < 9; i++) { x -= f(x) / fPrime(x) } return x }";
    assert.deepEqual([checkOf(text).derivative.name, checkOf(text).verdict], ["fPrime", "wrong"]);
  });
});

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
    // what is stepped by no slope, or by a wrong one without a name that says so
    "function mean(v) { let x = 0; for (let i = 0; i < 9; i++) { x += (v - x) / (i + 1); } return x }",
    "function seek(a) { let x = 1; for (let i = 0; i < 9; i++) { x -= (x * x - a) / (3 * x); } return x }",
    // no step of Newton's
    "function mean(v) { let m = 0; for (let i = 0; i < 3; i++) { const s = v[i] * m; const n = v.length + m; m -= s / n } return m }",
  ]) {
    it(`nothing is said of ${text}`, () => assert.deepEqual(checksOf(text).map(told), []));
  }
});
