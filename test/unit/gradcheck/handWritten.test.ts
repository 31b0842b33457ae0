import assert from "node:assert/strict";
import { checkOf, checksOf, told } from "./checked.ts";

/** Derivatives as they are written in simulations, filters and pricing. */
describe("derivatives in time", () => {
  const swing = "function swing(t, size, w) { return size * Math.sin(w * t) }";
  it("are called after the dot that stands above the letter", () => {
    const checks = checksOf(
      `${swing} function swingDot(t, size, w) { return size * w * Math.cos(w * t) } function swingDotDot(t, size, w) { return -size * w * w * Math.sin(w * t) }`,
    );
    assert.deepEqual(
      checks.map(({ primal, verdict, wrt }) => `${primal.name} ${verdict} ${wrt}`),
      ["swing equal t", "swingDot equal t"],
    );
  });
  it("a product of vectors is none", () => {
    const text =
      "function vec(a, b) { return a + b } function vecDot(a, b) { return a * b } function vec3(t) { return t } function vec3dot(a, b) { return a[0] * b[0] + a[1] * b[1] }";
    assert.deepEqual(checksOf(text), []);
  });
});

describe("a list that is given to be filled", () => {
  const turn = (name: string, x: string, y: string) =>
    `function ${name}(out: number[], a: number, x: number, y: number) { out[0] = ${x}; out[1] = ${y}; return out }`;
  const spin = turn(
    "spin",
    "Math.cos(a) * x - Math.sin(a) * y",
    "Math.sin(a) * x + Math.cos(a) * y",
  );
  it("is differentiated along the angle, and what both leave in it is no claim", () => {
    const right = turn(
      "spinDerivative",
      "-Math.sin(a) * x - Math.cos(a) * y",
      "Math.cos(a) * x - Math.sin(a) * y",
    );
    const check = checkOf(`${spin} ${right}`);
    assert.equal(check.verdict, "equal", told(check));
    assert.deepEqual(check.wrt, ["a"]);
  });
  it("and a mistake is told along it", () => {
    const wrong = turn(
      "spinDerivative",
      "-Math.sin(a) * x + Math.cos(a) * y",
      "Math.cos(a) * x - Math.sin(a) * y",
    );
    const check = checkOf(`${spin} ${wrong}`);
    assert.equal(check.verdict, "wrong", told(check));
    assert.deepEqual(check.wrt, ["a"]);
    assert.equal(check.diagnosis?.kind, "sign", check.diagnosis?.message);
  });
});

describe("what is wrong with a backward pass", () => {
  it("a table that is read with its indices transposed", () => {
    const check = checkOf(
      "function times(M: number[][], v: number[]) { return M.map((r) => r.reduce((s, m, i) => s + m * v[i], 0)) } function timesBackward(dOut: number[], M: number[][], v: number[]) { return { dM: dOut.map((d) => v.map((x) => d * x)), dv: v.map((_, i) => dOut.reduce((s, d, o) => s + d * M[i][o], 0)) } }",
    );
    assert.equal(check.diagnosis?.kind, "transposed-index", told(check));
    assert.match(check.diagnosis.message, /^M is read with its two indices transposed/);
  });
  it("one of several paths, where nothing could be overwritten", () => {
    const check = checkOf(
      "function unit(v: number[]) { const l = Math.hypot(v[0], v[1]); return [v[0] / l, v[1] / l] } function unitBackward(dOut: number[], v: number[]) { const l = Math.hypot(v[0], v[1]); return [dOut[0] / l, dOut[1] / l] }",
    );
    assert.equal(check.verdict, "wrong", told(check));
    assert.doesNotMatch(check.diagnosis?.message ?? "", /overwritten/);
  });
  it("a rate that is a number is told in short", () => {
    const check = checkOf(
      "function score(q: number[], k: number[]) { let s = 0; for (let i = 0; i < q.length; i++) s += q[i] * k[i]; return s / Math.sqrt(q.length) } function scoreBackward(ds: number, q: number[], k: number[]) { return { dq: k.map((v) => ds * v), dk: q.map((v) => ds * v) } }",
    );
    assert.match(check.diagnosis?.message ?? "", /the factor 0\.5774, the rate of/);
  });
});

describe("prices from a fitted distribution", () => {
  it("their slope is what a fit makes of it, also where the fit has reached 0 or 1", () => {
    const text = `function below(x) { const t = 1 / (1 + 0.2316419 * Math.abs(x)); const p = 0.3989423 * Math.exp((-x * x) / 2) * t * (0.3193815 + t * (-0.3565638 + t * (1.781478 + t * (-1.821256 + t * 1.330274)))); return x > 0 ? 1 - p : p }
      function callPrice(s, k, r, sigma, t) { const d1 = (Math.log(s / k) + (r + (sigma * sigma) / 2) * t) / (sigma * Math.sqrt(t)); return s * below(d1) - k * Math.exp(-r * t) * below(d1 - sigma * Math.sqrt(t)) }
      function callDelta(s, k, r, sigma, t) { const d1 = (Math.log(s / k) + (r + (sigma * sigma) / 2) * t) / (sigma * Math.sqrt(t)); return below(d1) }`;
    for (const check of checksOf(text)) assert.equal(check.verdict, "inconclusive", told(check));
    const wrong = text.replace("return below(d1) }", "return s * below(d1) }");
    assert.ok(checksOf(wrong).every(({ verdict }) => verdict === "wrong"));
  });
});

describe("one function for each partial derivative", () => {
  const bowl =
    "function bowl(x, y) { return (x * x + y * y - 9 * Math.cos(y) - 4 * Math.sin(x)) / 7 + 1 } function walk(x, y, n) { for (let i = 0; i < n; i++) x -= gradX(x) }";
  const [gradX, gradY] = ["(2 * x - 4 * Math.cos(x)) / 7", "(2 * y + 9 * Math.sin(y)) / 7"];
  it("that takes its own variable alone", () => {
    const checks = checksOf(
      `${bowl} function gradX(x) { return ${gradX} } function gradY(y) { return ${gradY} }`,
    );
    assert.deepEqual(
      checks.map(({ primal, derivative, verdict, wrt }) => [
        primal.name,
        derivative.name,
        verdict,
        ...wrt,
      ]),
      [
        ["bowl", "gradX", "equal", "x"],
        ["bowl", "gradY", "equal", "y"],
      ],
    );
    const wrong = checkOf(`${bowl} function grad_y(y) { return ${gradY.replace("+", "-")} }`);
    assert.equal(wrong.verdict, "wrong", told(wrong));
    assert.equal(wrong.diagnosis?.kind, "sign");
  });
  it("of two functions that could be meant, of none, and of another quantity nothing is said", () => {
    for (const text of [
      `${bowl} function cup(x, y) { return x * y } function gradX(x) { return ${gradX} }`,
      `function gradX(x) { return ${gradX} }`,
      "function shade(x, y) { return x * y * y } function gradX(x) { return Math.floor(255 * x) % 17 }",
    ])
      assert.deepEqual(checksOf(text), []);
  });
});
