import assert from "node:assert/strict";
import { checkTitle, verdictTitle } from "../../../src/core/analysis/lens/lensText.ts";
import { checkOf, checksOf, told } from "./checked.ts";

describe("a check that compared nothing", () => {
  const empty = [
    "function f(x) { return Math.sqrt(-1 - x * x) } function fPrime(x) { return -x / Math.sqrt(-1 - x * x) }",
    "function f(x) { return NaN * x } function fPrime(x) { return NaN }",
    "function f(x) { return x / 0 } function fPrime(x) { return 1 / 0 }",
    "function f(x) { return Math.log(-Math.abs(x) - 1) } function fPrime(x) { return 5 }",
  ];
  for (const text of empty) {
    it(`is inconclusive: ${text}`, () => {
      for (const check of checksOf(text)) {
        assert.equal(check.verdict, "inconclusive", told(check));
        assert.equal(check.samples, 0);
        assert.ok(check.reason?.message.includes("nothing could be compared"), told(check));
      }
    });
  }
  it("still reports a tagged pair", () => {
    const check = checkOf(
      "function f(x) { return Math.sqrt(-1 - x * x) }\n// @derivativeOf f\nfunction g(x) { return 1 }",
    );
    assert.equal(check.verdict, "inconclusive", told(check));
  });
  it("NaN on one branch is no agreement", () => {
    const check = checkOf(
      "function f(x) { return x * x } function fPrime(x) { return x > 0 ? 2 * x : NaN }",
    );
    assert.equal(check.verdict, "wrong", told(check));
    assert.ok(Number.isNaN(check.counterexample?.actual));
  });
  for (const text of [
    "function f(x) { return x * x } function fPrime(x) { return 2 * x / 0 }",
    "function f(x) { return x > 0 ? x * x : -x } function fPrime(x) { return x > 0 ? 2 * x / 0 : -1 }",
    "function f(v) { return v.reduce((s, a) => s + a * a, 0) } function fPrime(v) { return v.map((a, i) => 2 * a * i / i) }",
  ]) {
    it(`divided by 0 everywhere it is no number: ${text}`, () => {
      const check = checkOf(text);
      assert.deepEqual(
        [check.verdict, check.diagnosis?.kind],
        ["wrong", "undefined-value"],
        told(check),
      );
    });
  }
  it("a derivative beyond its function's domain is not asked for", () => {
    const check = checkOf(
      "function f(x) { return Math.log(x) } function fPrime(x) { return 1 / x }",
    );
    assert.equal(check.verdict, "equal", told(check));
  });
});

describe("branches", () => {
  it("an unreachable side is reported, not assumed", () => {
    const check = checkOf(
      "function f(x) { if (Math.sin(x) > 3) return 0; return x * x } function fPrime(x) { return 2 * x }",
    );
    assert.equal(check.verdict, "equal", told(check));
    assert.deepEqual(check.branches, { covered: 1, seen: 2 });
    assert.equal(checkTitle(check), "✓ equals f′ (1 of 2 branches reached)");
  });
  it("what was not reached stays in a lens, whatever the name is", () => {
    const name = "aVeryLongNameOfWhatIsComputedHereWithEveryWordSpelledOutInFullAndMore";
    const check = checkOf(
      `function ${name}(x) { if (Math.sin(x) > 3) return 0; return x * x } function ${name}Prime(x) { return 2 * x }`,
    );
    assert.equal(verdictTitle(check, 80), "✓ equals it (1 of 2 branches reached)");
  });
  it("both sides of every condition count", () => {
    const check = checkOf(
      "function f(x) { return x < 3 ? 0 : x < 3.1 ? (x - 3) ** 2 : 0.01 } function fPrime(x) { return x < 3 || x > 3.1 ? 0 : 2 * (x - 3) }",
    );
    assert.equal(check.verdict, "equal", told(check));
    assert.deepEqual(check.branches, { covered: 3, seen: 3 });
  });
});

describe("approximations", () => {
  it("a stated error is allowed", () => {
    const text =
      "function f(x) { return Math.sin(x) }\n// @derivativeOf f within 1e-3\nfunction g(x) { return Math.cos(x) * 1.0005 }";
    assert.equal(checkOf(text).verdict, "equal");
  });
  it("and no more than it", () => {
    const text =
      "function f(x) { return Math.sin(x) }\n// @derivativeOf f within 1e-4\nfunction g(x) { return Math.cos(x) * 1.0005 }";
    assert.equal(checkOf(text).verdict, "wrong");
  });
  it("a fitted formula's own error is no mistake", () => {
    const text = `function cdf(x) { const t = 1 / (1 + 0.2316419 * Math.abs(x)); const d = 0.3989422804014327 * Math.exp(-x * x / 2);
      const p = d * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))); return x > 0 ? 1 - p : p }
      // @derivativeOf cdf
      function pdf(x) { return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) }`;
    const check = checkOf(text);
    assert.equal(check.verdict, "inconclusive", told(check));
    assert.ok(check.samples > 0);
  });
  it("a difference quotient is not called wrong", () => {
    const text =
      "function f(x) { return Math.sin(x) * x } function fPrime(x) { const h = 1e-4; return (f(x + h) - f(x - h)) / (2 * h) }";
    const { verdict } = checkOf(text);
    assert.ok(verdict === "inconclusive" || verdict === "equal", verdict);
  });
});
