import assert from "node:assert/strict";
import { checkOf, told } from "./checked.ts";

const ofOutput = [
  "function sigmoid(x) { return 1 / (1 + Math.exp(-x)) } function sigmoidPrime(y) { return y * (1 - y) }",
  "function sigmoid(x) { return 1 / (1 + Math.exp(-x)) } function sigmoidPrime(x) { return x * (1 - x) }",
  "const act = { output: (x: number) => Math.tanh(x), der: (y: number) => 1 - y * y };",
  "function root(x) { return Math.sqrt(x) } function rootPrime(y) { return 1 / (2 * y) }",
  "function growth(x) { return 5 * Math.exp(2 * x) } function dGrowth(out) { return 2 * out }",
  "function softplus(x) { return Math.log(1 + Math.exp(x)) } function softplusDerivative(y) { return 1 - Math.exp(-y) }",
  "function grow(x, k) { return Math.exp(k * x) } function growPrime(y, k) { return k * y }",
  "function capped(x) { return Math.min(20, Math.max(x, 0)) } function cappedPrime(y) { return y === 0 || y === 20 ? 0 : 1 }",
  "function sig(v: number[]) { return v.map(x => 1 / (1 + Math.exp(-x))) } function sigPrime(y: number[]) { return y.map(s => s * (1 - s)) }",
  "function squash(rows) { return rows.map(row => row.map(x => 1 / (1 + Math.exp(-x)))) } function squash_derivative(rows) { return rows.map(row => row.map(y => y * (1 - y))) }",
];

const wrongOfOutput = [
  "function sigmoid(x) { return 1 / (1 + Math.exp(-x)) } function sigmoidPrime(y) { return y * (1 + y) }",
  "function act(x) { return Math.tanh(x) } function actPrime(y) { return 1 - y }",
  "function growth(x) { return 5 * Math.exp(2 * x) } function dGrowth(out) { return out }",
  "function squash(rows) { return rows.map(row => row.map(x => Math.tanh(x))) } function squashPrime(rows) { return rows.map(row => row.map(y => 1 - y)) }",
];

describe("a derivative written in terms of the output", () => {
  for (const text of ofOutput) {
    it(text, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "equal-of-output", told(check));
      assert.ok(check.samples >= 8, told(check));
    });
  }
  for (const text of wrongOfOutput) {
    it(`wrong: ${text}`, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "wrong", told(check));
    });
  }
  it("what is wrong with one of a matrix goes by a name that can be read", () => {
    const { diagnosis } = checkOf(
      "function squash(rows) { return rows.map(row => row.map(x => 1 / (1 + Math.exp(-x)))) } function squashPrime(rows) { return rows.map(row => row.map(y => y * (1 + y))) }",
    );
    assert.match(diagnosis?.message ?? "", /the sign of output\[0\]\[0\] is wrong/);
  });
  it("holds on one branch only", () => {
    const check = checkOf(
      "function leaky(x) { return x > 0 ? x : 0.1 * x } function leakyPrime(y) { return y > 0 ? 1 : 0 }",
    );
    assert.deepEqual([check.verdict, check.agreesWhen], ["conditional", "x > 0"]);
  });
  it("a derivative that holds at the input is equal, whatever it would do at the output", () => {
    const check = checkOf("const f = (x) => Math.exp(x); const fPrime = (x) => Math.exp(x);");
    assert.equal(check.verdict, "equal", told(check));
  });
});
