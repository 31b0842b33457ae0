import assert from "node:assert/strict";
import { fixesOf } from "../../../src/core/gradcheck/fixes/fixes.ts";
import { defaultLimits } from "../../../src/core/trace/budget.ts";
import { checkOf, checksOf, moduleOf, told } from "./checked.ts";

const head =
  "class Value { constructor(data) { this.data = data; this.grad = 0; this.backwardStep = () => {}; }";
const method = (name: string, result: string, closure: string) =>
  `${head}\n  ${name} { const out = new Value(${result}); out.backwardStep = () => { ${closure} }; return out; } }`;

const right: readonly string[] = [
  method("add(other)", "this.data + other.data", "this.grad += out.grad; other.grad += out.grad;"),
  method(
    "mul(other)",
    "this.data * other.data",
    "this.grad += other.data * out.grad; other.grad += this.data * out.grad;",
  ),
  method("pow(n)", "this.data ** n", "this.grad += n * this.data ** (n - 1) * out.grad;"),
  method("exp()", "Math.exp(this.data)", "this.grad = this.grad + out.data * out.grad;"),
  method("relu()", "Math.max(0, this.data)", "this.grad += (out.data > 0 ? 1 : 0) * out.grad;"),
  "class Node { constructor(public v: number, public g = 0, public back = () => {}) {} }\nfunction times(a: Node, b: Node) { const y = new Node(a.v * b.v); y.back = () => { a.g += b.v * y.g; b.g += a.v * y.g; }; return y; }",
  "function Node(v) { this.v = v; this.g = 0 }\nfunction divide(a, b) { const y = new Node(a.v / b.v); y.back = function () { a.g += y.g / b.v; b.g -= y.v * y.g / b.v }; return y }",
  `${head} }\nfunction scaled(a, b) { const out = new Value(3 * a.data * b.data); function back() { a.grad += 3 * b.data * out.grad; b.grad += 3 * a.data * out.grad } out.backwardStep = back; return out }`,
];

const wrong: readonly (readonly [text: string, kind: string])[] = [
  [
    method("wave()", "Math.sin(3 * this.data)", "this.grad += Math.cos(3 * this.data) * out.grad;"),
    "missing-factor",
  ],
  [method("cos()", "Math.cos(this.data)", "this.grad += Math.sin(this.data) * out.grad;"), "sign"],
  [
    method("cos()", "Math.cos(this.data)", "this.grad = -Math.sin(this.data) * out.grad;"),
    "overwrite",
  ],
  [
    `${head} }\nconst scaled = (a, b) => { const out = new Value(3 * a.data * b.data); const back = () => { a.grad += b.data * out.grad; b.grad += 3 * a.data * out.grad }; out.backwardStep = back; return out };`,
    "missing-factor",
  ],
  [method("log()", "Math.log(this.data)", "this.grad += 1 / this.data;"), "upstream-ignored"],
];

describe("closures on a tape", () => {
  for (const text of right) {
    it(`equal: ${text}`, () => {
      const check = checkOf(text);
      assert.deepEqual([check.convention, check.verdict], ["tape", "equal"], told(check));
      assert.equal(check.primal.name, check.derivative.name);
    });
  }
  for (const [text, kind] of wrong) {
    it(`${kind}: ${text}`, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "wrong", told(check));
      assert.equal(check.diagnosis?.kind, kind, check.diagnosis?.message);
      assert.doesNotMatch(check.diagnosis?.message ?? "", /gradlens|result/);
    });
  }
  it("are repaired where they overwrite", () => {
    const text = wrong[2]?.[0] as string;
    const [fix] = fixesOf(moduleOf(text), checkOf(text), defaultLimits, moduleOf);
    assert.ok(fix);
    const next = text.slice(0, fix.range.start) + fix.text + text.slice(fix.range.end);
    assert.match(next, /this\.grad \+= -Math/);
    assert.equal(checkOf(next).verdict, "equal");
  });
  for (const text of [
    // no gradient
    "class Button { constructor(label) { this.label = label } make(other) { const out = new Button(other); out.onClick = () => { this.clicks += 1; }; return out } }",
    "function plain(a) { const out = new Map(); out.size2 = () => { a.count += 1 }; return out }",
  ]) {
    it(`nothing is said of ${text}`, () => assert.deepEqual(checksOf(text).map(told), []));
  }
});
