import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import { derivativesOf } from "../../../src/core/analysis/formulas/derivatives.ts";
import { type NonSmooth, nonSmoothNames } from "../../../src/core/ops/nonSmooth.ts";

function analyzed(text: string, nonSmooth: NonSmooth) {
  return createAnalyzer().analyze({ uri: "file:///f.ts", version: 1, text, nonSmooth });
}

/** Per input its gradient and the code of its formula. */
function formulasOf(body: string, at: string, nonSmooth: NonSmooth) {
  const text = `// @at ${at}\nexport function f(x: number, y = 1) { return ${body}; }\n`;
  const [fn] = analyzed(text, nonSmooth).functions;
  assert.ok(fn && fn.outcome.kind !== "declined");
  const [gradients = []] = fn.outcome.jacobian;
  return derivativesOf(fn).map((formula, i) => [gradients[i], formula?.code]);
}

describe("formulas at a corner", () => {
  it("are those of the piece on the side that the number was seen from", () => {
    const body = "Math.max(x, y) * x";
    const at = "x = 1, y = 1";
    assert.deepEqual(formulasOf(body, at, "left"), [
      [1, "y"],
      [0, "0"],
    ]);
    assert.deepEqual(formulasOf(body, at, "right"), [
      [2, "2 * x"],
      [1, "x"],
    ]);
    const twice = "3 * Math.abs(2 * x) ** 2 + Math.abs(x) * y";
    assert.deepEqual(formulasOf(twice, "x = 0, y = 1", "left")[0], [-1, "24 * x - y"]);
    assert.deepEqual(formulasOf("Math.abs(Math.min(x, -x))", "x = 0, y = 1", "right")[0], [1, "1"]);
  });

  it("are those of the branch on that side", () => {
    const body = "x > 0 ? x * x + Math.max(0, x) : 0 * y";
    assert.deepEqual(formulasOf(body, "x = 0, y = 1", "right")[0], [1, "2 * x + 1"]);
    assert.deepEqual(formulasOf(body, "x = 0, y = 1", "left")[0], [0, "0"]);
  });

  it("are those of the side whose slope a library has, and missing where it is no side's", () => {
    assert.deepEqual(formulasOf("Math.abs(x) + x", "x = 0, y = 1", "jax")[0], [2, "2"]);
    assert.deepEqual(formulasOf("Math.max(x, y, 1)", "x = 1, y = 1", "jax")[0], [0.25, undefined]);
    assert.deepEqual(formulasOf("Math.hypot(x, y)", "x = 0, y = 0", "left")[0], [-1, undefined]);
  });

  it("stay where every convention has the same number", () => {
    for (const nonSmooth of nonSmoothNames) {
      assert.deepEqual(formulasOf("Math.abs(x) * y", "x = -3, y = 0", nonSmooth), [
        [-0, "y * Math.sign(x)"],
        [3, "Math.abs(x)"],
      ]);
    }
  });
});

describe("a verdict", () => {
  it("is the same under every convention: each side of a corner is somebody's derivative", () => {
    const pairs = [
      "// @at x = 0\nexport function relu(x: number) { return Math.max(0, x); }",
      "export function reluPrime(x: number) { return x > 0 ? 1 : 0; }",
      "// @at x = 0\nexport function size(x: number) { return Math.abs(x); }",
      "export function sizePrime(x: number) { return x < 0 ? -1 : 1; }",
      "// @at x = 0\nexport function ramp(x: number) { return Math.max(0, x); }",
      "export function rampPrime(x: number) { return x > 0 ? 2 : 0; }",
    ].join("\n");
    const verdicts = nonSmoothNames.map((nonSmooth) =>
      analyzed(pairs, nonSmooth).checks.map(({ verdict }) => verdict),
    );
    assert.ok(["equal", "kink"].includes(verdicts[0]?.[0] ?? ""));
    assert.equal(verdicts[0]?.[2], "conditional");
    for (const other of verdicts) assert.deepEqual(other, verdicts[0]);
  });
});
