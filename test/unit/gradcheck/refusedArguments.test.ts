import assert from "node:assert/strict";
import { checkTitle } from "../../../src/core/analysis/lens/lensText.ts";
import { checkOf, checksOf, told } from "./checked.ts";

const spread = "Math.atan((x - at) / width) / Math.PI + 0.5";
const density = "width / ((x - at) ** 2 + width ** 2) / Math.PI";
const bell = (start: string) =>
  `function bell(x, width) { return Math.exp(-((x / width) ** 2)) / width } function bellPrime(x, width) { ${start} return (-2 * x * Math.exp(-((x / width) ** 2))) / width ** 3 }`;

describe("arguments that a derivative does not take", () => {
  it("are told, and are no mistake: a density that is 0 for a negative width", () => {
    const check = checkOf(
      `function spreadCdf(x, at, width) { return ${spread} } function spreadPdf(x, at, width) { if (width < 0) return 0; return ${density} }`,
    );
    assert.equal(check.verdict, "equal", told(check));
    assert.notEqual(check.evidence, "proved");
    assert.match(check.reason?.message ?? "", /^it gives 0 where width < 0, as at x = /);
    assert.match(checkTitle(check), /where it takes its arguments/);
  });
  it("one guard of several, and parameters in the wrong order", () => {
    const check = checkOf(
      `function evenCdf(x, a, b) { return (x - a) / (b - a) } function evenPdf(x, a, b) { if (b <= a) return 0; return 1 / (b - a) }`,
    );
    assert.equal(check.verdict, "equal", told(check));
    assert.match(check.reason?.message ?? "", /^it gives 0 where b ≤ a/);
  });
  it("of any function: NaN, and 0 where the function itself ends", () => {
    for (const [start, says] of [
      ["if (width <= 0) return NaN;", /gives NaN where width ≤ 0/],
      ["if (!(width > 0)) return Number.NaN;", /gives NaN where width ≤ 0/],
      ["if (width <= 0) return 0;", /gives 0 where width ≤ 0/],
    ] as const) {
      const check = checkOf(bell(start));
      assert.equal(check.verdict, "equal", told(check));
      assert.match(check.reason?.message ?? "", says);
    }
  });
  it("a density without a value where a parameter is negative", () => {
    const check = checkOf(
      "function tailCdf(x, low, shape) { return x < low ? 0 : 1 - Math.pow(low / x, shape) } function tailPdf(x, low, shape) { return x < low ? 0 : (shape * Math.pow(low, shape)) / Math.pow(x, shape + 1) }",
    );
    assert.equal(check.verdict, "equal", told(check));
    assert.match(check.reason?.message ?? "", /^it gives no number, as at/);
  });
  it("a mistake beside such a guard is told as before", () => {
    const check = checkOf(bell("if (width <= 0) return NaN;").replace("-2 *", "2 *"));
    assert.equal(check.verdict, "wrong", told(check));
    assert.equal(check.diagnosis?.kind, "sign");
  });
  it("is not: what is differentiated, a value the function goes on through, a limit above, a case of its own", () => {
    for (const text of [
      "function power(x, n) { return x ** n } function powerPrime(x, n) { if (n < 0) return 0; return n * x ** (n - 1) }",
      bell("if (width > 3) return 0;"),
      bell("if (x < 0) return 0;"),
      bell("if (width <= 0) return 1;"),
      "function bent(x, k) { return k < 1 ? x / k : x * x } function bentPrime(x, k) { if (k <= 0) return 0; return k < 1 ? 1 / k : 2 * x }",
    ]) {
      const [check] = checksOf(text);
      assert.ok(check);
      assert.ok(["conditional", "wrong"].includes(check.verdict), told(check));
    }
  });
});
