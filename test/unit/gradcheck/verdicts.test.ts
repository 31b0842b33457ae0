import assert from "node:assert/strict";
import { checkOf, checksOf, told } from "./checked.ts";
import { conditionalPairs } from "./conditionalPairs.ts";
import { correctPairs } from "./correctPairs.ts";
import { wrongPairs } from "./wrongPairs.ts";

describe("right derivatives", () => {
  for (const text of correctPairs) {
    it(text, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "equal", told(check));
      assert.ok(check.samples >= 8, told(check));
      assert.equal(check.branches.covered, check.branches.seen, told(check));
    });
  }
});

describe("planted mistakes", () => {
  for (const text of wrongPairs) {
    it(text, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "wrong", told(check));
      const { expected, actual } = check.counterexample ?? {};
      assert.notEqual(expected, undefined);
      assert.notEqual(expected, actual);
    });
  }
});

describe("derivatives that hold under a condition", () => {
  for (const [text, when, kind] of conditionalPairs) {
    it(text, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "conditional", told(check));
      assert.equal(check.agreesWhen, when);
      assert.equal(check.diagnosis?.kind, kind, check.diagnosis?.message);
      assert.notEqual(check.counterexample, undefined);
    });
  }
  it("isolated points and curves are none", () => {
    for (const text of [
      "function f(x) { return x * x } function fPrime(x) { return x ** 3 / 2 }",
      "function f(x, y) { return x * y } function fGrad(x, y) { return [x, y] }",
      "function f(x, k) { return k * x * x } function fPrime(x, k) { return 3 * k * x }",
    ]) {
      const check = checkOf(text);
      assert.equal(check.verdict, "wrong", told(check));
    }
  });
});

describe("a choice of its own at a corner", () => {
  const verdictOf = (text: string) => checkOf(text).verdict;
  it("between the one-sided derivatives is right, and said", () => {
    const relu = "function relu(x) { return x > 0 ? x : 0 }";
    const prime = (at0: string) =>
      `function reluPrime(x) { if (x === 0) return ${at0}; return x > 0 ? 1 : 0 }`;
    assert.equal(verdictOf(`${relu} ${prime("0.5")}`), "kink");
    assert.equal(verdictOf(`${relu} ${prime("1")}`), "equal");
    assert.equal(verdictOf(`${relu} ${prime("0")}`), "equal");
  });
  it("is none where it is the slope of one side, bent beside the corner or not", () => {
    const bent = "function f(x) { return x * x + Math.max(0, x) }";
    assert.equal(
      verdictOf(`${bent} function fPrime(x) { return 2 * x + (x > 0 ? 1 : 0) }`),
      "equal",
    );
    const smooth = "function f(x) { return x < 0 ? x * x : 2 * x * x }";
    assert.equal(
      verdictOf(`${smooth} function fPrime(x) { return x < 0 ? 2 * x : 4 * x }`),
      "equal",
    );
  });
});

describe("a derivative that is read as one of the output", () => {
  it("is not right because the output stands at its threshold wherever the function is flat", () => {
    const relu = "function relu(x) { return Math.max(0, x) }";
    const verdict = (slope: string) =>
      checkOf(`${relu} function reluPrime(y) { return ${slope} }`).verdict;
    assert.equal(verdict("y > 0 ? 1 : 0"), "equal");
    assert.equal(verdict("y <= 0 ? 1 : 1"), "conditional");
    assert.equal(verdict("y >= 0 ? 1 : 0"), "equal");
  });
});

describe("terms that cancel in the sweep", () => {
  it("are no difference where next to nothing is left of the slope", () => {
    const check = checkOf(
      "function f(x) { return (x - x) + Math.exp(x) } function fPrime(x) { return (1 - 1) + Math.exp(x) }",
    );
    assert.equal(check.verdict, "equal", told(check));
  });
});

describe("a proof", () => {
  const evidenceOf = (text: string) => checkOf(text).evidence;
  for (const text of [
    "function f(x) { return (3 * x + 1) ** 2 } function fPrime(x) { return 6 * (3 * x + 1) }",
    "function f(x) { return x > 2 ? x * x : x } function fPrime(x) { return x > 2 ? 2 * x : 1 }",
    "function f(x, y) { return x * Math.exp(y) } function fGrad(x, y) { return { dx: Math.exp(y), dy: x * Math.exp(y) } }",
  ]) {
    it(`is found: ${text}`, () => assert.equal(evidenceOf(text), "proved"));
  }
  for (const text of [
    // a length nobody stated
    "function f(v) { let s = 0; for (let i = 0; i < v.length; i++) s += v[i] ** 2; return s } function fGradient(v) { return v.map((a) => 2 * a) }",
    // as many branches as whole numbers
    "function power(x, n) { let y = 1; for (let i = 0; i < n; i++) y *= x; return y } function powerDerivative(x, n) { let y = n; for (let i = 1; i < n; i++) y *= x; return y }",
    // rounded to 32 bits
    "function f(x) { return Math.fround(x * x) } function fPrime(x) { return 2 * x }",
    // a side that is never reached
    "function f(x) { if (Math.sin(x) > 3) return 0; return x * x } function fPrime(x) { return 2 * x }",
  ]) {
    it(`is not claimed: ${text}`, () => assert.equal(evidenceOf(text), "sampled"));
  }
});

describe("wrong wherever the function moves", () => {
  for (const text of [
    // flat outside of the step: 0 = 0 there
    "const step = (a, b, x) => { const t = Math.min(1, Math.max(0, (x - a) / (b - a))); return t * t * (3 - 2 * t) }; const stepDerivative = (a, b, x) => { const t = Math.min(1, Math.max(0, (x - a) / (b - a))); return 6 * t * (1 - t) };",
    // one number of a list is no parameter
    "function poly(c, x) { let y = 0; for (let i = 0; i < c.length; i++) y += c[i] * x ** i; return y } function polyDeriv(c, x) { let y = 0; for (let i = 1; i < c.length; i++) y += c[i] * x ** (i - 1); return y }",
  ])
    it(`is wrong, not right under a condition: ${text}`, () =>
      assert.equal(checkOf(text).verdict, "wrong", told(checkOf(text))));
});

describe("a slope made up for a step", () => {
  const step = "function step(x) { return x > 0 ? 1 : 0 }\n";
  const slope = "function stepGradient(x) { return Math.exp(-x * x) }";
  it("is nobody's derivative, and nothing is said of it", () =>
    assert.deepEqual(checksOf(step + slope), []));
  it("is told so where a tag claims that it is", () => {
    const check = checkOf(`${step}/** @derivativeOf step */\n${slope}`);
    assert.equal(check.verdict, "wrong");
    assert.match(check.diagnosis?.message ?? "", /flat .* so that is 0/);
  });
});
