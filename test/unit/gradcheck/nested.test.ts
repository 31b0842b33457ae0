import assert from "node:assert/strict";
import { checkOf, checksOf, told } from "./checked.ts";

const inside = (slope: string) => `function root(values, times) {
  const net = (rate) => { let s = 0; for (let i = 0; i < values.length; i++) s += values[i] / (1 + rate) ** times[i]; return s };
  const netDerivative = (rate) => { let s = 0; for (let i = 0; i < values.length; i++) s ${slope}; return s };
  return netDerivative;
}`;

describe("pairs inside another function", () => {
  it("are compared by what they capture", () => {
    const check = checkOf(inside("-= (times[i] * values[i]) / (1 + rate) ** (times[i] + 1)"));
    assert.equal(check.verdict, "equal", told(check));
    assert.equal(check.derivative.name, "root.netDerivative");
  });

  it("are told what is wrong where it stands", () => {
    const text =
      "function make(k) { const f = (x) => Math.sin(k * x); const fPrime = (x) => Math.cos(k * x); return () => fPrime }";
    const check = checkOf(text);
    assert.equal(check.verdict, "wrong", told(check));
    assert.equal(check.diagnosis?.kind, "missing-factor");
    assert.ok(check.diagnosis.range.end <= text.length);
  });

  it("may call each other", () => {
    const text =
      "function make() { const unit = (x) => Math.tanh(x); const unitPrime = (x) => 1 - unit(x) ** 2; return () => unitPrime }";
    assert.equal(checkOf(text).verdict, "equal");
  });

  it("are left alone where they call what is not known", () => {
    const text =
      "function make(g) { const f = (x) => g(x) * x; const fPrime = (x) => g(x); return () => fPrime }";
    assert.deepEqual(checksOf(text), []);
  });
});

describe("passes that no ending tells", () => {
  it("measure belongs to activate", () => {
    const text =
      "function activate(x) { return Math.tanh(x) } function measure(y, error) { return (1 - y * y) * error }";
    assert.equal(checkOf(text).verdict, "equal-of-output");
  });

  it("what comes after the output is the gradient", () => {
    const text =
      "class Leaky { activationForward(x) { return x > 0 ? x : 0.01 * x } activationBackward(output, dx) { return output > 0 ? dx : 0 } }";
    assert.equal(checkOf(text).verdict, "conditional");
  });

  it("members of a variable and of a prototype are named by their last word", () => {
    const kept =
      "var m = {}; m.sigmoid = function (x) { return 1 / (1 + Math.exp(-x)) }; m.dSigmoid = function (x) { return m.sigmoid(x) * (1 - m.sigmoid(x)) }";
    assert.equal(checkOf(kept).verdict, "equal");
    const made =
      "function Curve(k) { this.k = k } Curve.prototype.value = function (t) { return this.k * t * t }; Curve.prototype.valueDerivative = function (t) { return this.k * t }";
    assert.equal(checkOf(made).verdict, "wrong");
  });

  it("getDerivativeCubic belongs to getPointCubic", () => {
    const text =
      "function getPointCubic(k, t) { return (k[0] * t + k[1]) * t + k[2] } function getDerivativeCubic(k, t) { return 2 * k[0] * t + k[1] }";
    assert.equal(checkOf(text).verdict, "equal");
  });
});
