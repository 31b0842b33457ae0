import assert from "node:assert/strict";
import { checkOf, checksOf } from "./checked.ts";

describe("gradients that are kept, not computed", () => {
  const silent: readonly (readonly [string, string])[] = [
    [
      "an element is set",
      "class Block { set(x, d, v) { const at = x * this.depth + d; this.w[at] = v } set_grad(x, d, v) { const at = x * this.depth + d; this.dw[at] = v } }",
    ],
    ["a field is set", "class Cell { set(v) { this.value = v } setGrad(g) { this.grad = g } }"],
    [
      "an element is read",
      "function get(t, i) { return t.w[i] } function getGrad(t, i) { return t.dw[i] }",
    ],
    [
      "the same is done to the other field",
      "class Cell { scale(k) { this.value = this.value * k } scaleGrad(k) { this.grad = this.grad * k } }",
    ],
  ];
  for (const [name, text] of silent)
    it(`says nothing where ${name}`, () => assert.deepEqual(checksOf(text), []));

  it("still judges a derivative that is one parameter of the instance", () => {
    const text =
      "class Line { constructor(k) { this.k = k } value(x) { return this.k * x * x } valuePrime(x) { return this.k * x } }";
    assert.equal(checkOf(text).verdict, "wrong");
  });

  it("still judges a derivative that returns its input", () => {
    const text = "function same(x) { return x } function samePrime(x) { return x }";
    assert.equal(checkOf(text).verdict, "wrong");
  });

  it("still judges what a tag states", () => {
    const text =
      "function get(t, i) { return t.w[i] }\n/** @derivativeOf get */\nfunction getGrad(t, i) { return t.dw[i] }";
    assert.equal(checksOf(text).length, 1);
  });
});
