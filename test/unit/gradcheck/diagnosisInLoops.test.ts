import assert from "node:assert/strict";
import { checkOf } from "./checked.ts";

const loop = (term: string) => `{ let y = 0; for (let k = 1; k < 4; k++) y += ${term}; return y }`;
const sums = (term: string, slope: string) =>
  `function f(x) ${loop(term)} function fPrime(x) ${loop(slope)}`;

const told: readonly (readonly [text: string, message: RegExp])[] = [
  [sums("Math.sin(k * x)", "Math.cos(k * x)"), /^the inner rate \(k \* x\)′ = k is missing$/],
  [sums("x ** k", "x ** (k - 1)"), /^the factor k of the power x \*\* k is missing$/],
  [
    "function f(v) { let y = 0; for (let k = 0; k < v.length; k++) y += Math.sin((k + 1) * v[k]); return y } function fGradient(v) { return v.map((a, k) => Math.cos((k + 1) * a)) }",
    /^the inner rate \(\(k \+ 1\) \* v\[k\]\)′ = k \+ 1 is missing$/,
  ],
  [
    "function f(v) { let y = 0; for (let k = 0; k < v.length; k++) y += k * v[k] ** 2; return y } function fGradient(v) { return v.map((a) => 2 * a) }",
    /^the factor k, the outer rate of v\[k\] \*\* 2, is missing$/,
  ],
  [
    "function f(c, x) { let y = 0; for (let i = 0; i < c.length; i++) y += c[i] * Math.pow(x, i); return y } function fPrime(c, x) { let y = 0; for (let i = 1; i < c.length; i++) y += c[i] * Math.pow(x, i - 1); return y }",
    /^the factor i of the power Math\.pow\(x, i\) is missing$/,
  ],
];

describe("what is wrong inside a loop goes by the name of its index", () => {
  for (const [text, message] of told)
    it(`${message.source}: ${text}`, () =>
      assert.match(checkOf(text).diagnosis?.message ?? "", message));
  it("a number that is right for one turn alone says so", () => {
    const text =
      "function f(x) { let y = 0; for (let k = 0; k < 3; k++) y += [2, 3, 5][k] * Math.sin(x + k); return y } function fPrime(x) { let y = 0; for (let k = 0; k < 3; k++) y += [2, 3, 4][k] * Math.cos(x + k); return y }";
    assert.match(checkOf(text).diagnosis?.message ?? "", /turn 3 of its loop|should be 5/);
  });
});

describe("nothing is said twice", () => {
  it("a look at a condition contributes nothing that could be overwritten", () => {
    const { diagnosis } = checkOf(
      "function leaky(x) { return x > 0 ? x : 0.01 * x } function leakyBackward(dOut, x) { return x > 0 ? dOut : 0 }",
    );
    assert.equal(diagnosis?.message, "it is 0, as if this step did not depend on x");
  });
  it("two places of one factor are told in one sentence", () => {
    const { diagnosis } = checkOf(
      "function f(x) { return (x + 1) ** 2 * Math.sin(x) ** 2 } function fPrime(x) { return (x + 1) * Math.sin(x) * (Math.sin(x) + (x + 1) * Math.cos(x)) }",
    );
    const message = diagnosis?.message ?? "";
    assert.equal(message.match(/should be multiplied by/g)?.length ?? 1, 1, message);
    assert.doesNotMatch(message, /(\bthe factor 2\b).*\1/, message);
  });
});
