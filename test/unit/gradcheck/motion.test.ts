import assert from "node:assert/strict";
import { checkOf, checksOf, told } from "./checked.ts";

describe("a position beside its velocity", () => {
  const throwAt = (velocity: string) =>
    `function throwAt(t, h, v0) { return { position: h + v0 * t - 4.9 * t * t, velocity: ${velocity} } }`;
  const locals = (velocity: string) =>
    `class Swing { now(clock) { const w = this.w; const t = this.start + clock; let position = 0; let velocity = 0;
      if (w > 1) { position = Math.sin(w * t); velocity = ${velocity} } else { position = w * t; velocity = w }
      this.at = position; this.speed = velocity } }`;

  it("as two fields of a result", () => {
    const check = checkOf(throwAt("v0 - 9.8 * t"));
    assert.deepEqual([check.verdict, check.wrt, check.convention], ["equal", ["t"], "domain"]);
  });
  it("as two locals, in every branch", () => {
    const check = checkOf(locals("w * Math.cos(w * t)"));
    assert.deepEqual([check.verdict, check.wrt, check.convention], ["equal", ["t"], "inline"]);
  });
  for (const text of [
    throwAt("v0 - 4.9 * t"),
    locals("Math.cos(w * t)"),
    // a step of a simulation: the velocity after it
    "function step(t, x, v, a) { const w = v + a * t; return { position: x + w * t, velocity: w } }",
    "function step(t, x, v, a) { const velocity = v + a * t; const position = x + velocity * t; return [position, velocity] }",
  ])
    it(`nothing is said where it may be another one: ${text}`, () =>
      assert.deepEqual(checksOf(text).map(told), []));
});

describe("methods of an instance that keeps what it derived", () => {
  const poly = (derivative: string) =>
    `class Poly { constructor(a, b) { this.a = a; this.b = b; this.da = a; this.db = 3 * b } value(x) { return this.a * x + this.b * x ** 3 } derivative(x) { return ${derivative} } }`;
  it("are compared as functions of what it is made from", () => {
    const check = checkOf(poly("this.da + this.db * x * x"));
    assert.deepEqual([check.verdict, check.wrt], ["equal", ["x"]]);
  });
  it("and a slip is told", () => {
    const text = poly("this.da - this.db * x * x");
    const { verdict, diagnosis } = checkOf(text);
    assert.deepEqual([verdict, diagnosis?.kind], ["wrong", "sign"]);
    const { start = 0, end = 0 } = diagnosis?.range ?? {};
    assert.match(text.slice(start, end), /this\.da - this\.db/);
  });
  it("the parameter as a field of both results says where they are, and is no part of them", () => {
    const text =
      "function at(t) { return { x: t ** 3, y: 2 * t, t } }\nfunction atDerivative(t) { return { x: 3 * t * t, y: 2, t } }";
    assert.equal(checkOf(text).verdict, "equal");
    assert.equal(checkOf(text.replace("y: 2,", "y: 3,")).verdict, "wrong");
    const named = "function at(t) { return { x: t, y: 2 * t } }\n";
    assert.equal(checkOf(`${named}function atPrime(t) { return { x: t, y: 2 } }`).verdict, "wrong");
  });
});
