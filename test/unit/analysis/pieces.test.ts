import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import { hoverAt } from "../../../src/core/analysis/hover/hoverFacts.ts";
import { lensTitle } from "../../../src/core/analysis/lens/lensText.ts";

function analyzed(text: string) {
  return createAnalyzer().analyze({ uri: "file:///f.ts", version: 1, text });
}

function titleOf(text: string): string | undefined {
  const [fn] = analyzed(text).functions;
  return fn && lensTitle(fn);
}

/** The formulas in the hover on the function's name. */
function formulasOf(text: string, name: string): readonly string[] {
  const blocks = hoverAt(analyzed(text), text.indexOf(name))?.blocks ?? [];
  return blocks.flatMap((block) => (block.kind === "formula" ? [block.text] : []));
}

describe("a function defined by cases", () => {
  const cases = `/** @at x = 2 */
function f(x: number): number {
  if (x < 0) return -x;
  if (x > 10) return 20 * x;
  return x * x;
}
`;

  it("has the condition of the piece in front of its formula", () => {
    assert.equal(titleOf(cases), "x ≥ 0 and x ≤ 10: f′(x) = 2x  ·  f(2) = 4, f′(2) = 4");
  });

  it("names the other side too", () => {
    const title = titleOf(cases.replace("x = 2", "x = -3"));
    assert.equal(title, "x < 0: f′(x) = −1  ·  f(−3) = 3");
  });

  it("shows all pieces in the hover", () => {
    const formulas = formulasOf(cases, "f(x");
    for (const piece of [
      "x ≥ 0 and x ≤ 10: f′(x) = 2x",
      "x < 0: f′(x) = −1",
      "x > 10: f′(x) = 20",
    ]) {
      assert.ok(formulas.includes(piece), `${piece} is not among ${formulas.join("; ")}`);
    }
    // Each once: the formula at the point is the first of them.
    assert.deepEqual(
      formulas.filter((text) => text.includes("f′(x)")),
      formulas.slice(0, 3),
    );
  });

  it("says nothing of loops that count, nor of conditions no input has a say in", () => {
    const loop = `/** @at x = 2 */
function f(x: number): number {
  let y = x;
  for (let i = 0; i < 3; i++) if (i !== 1) y = y * x;
  return y;
}
`;
    assert.equal(titleOf(loop), "f′(x) = 3x²  ·  f(2) = 8, f′(2) = 12");
  });

  it("reads comparisons that were turned or negated", () => {
    const text = "/** @at x = 2 */\nconst f = (x: number) => (!(3 < x) ? x * x : 0);\n";
    assert.equal(titleOf(text), "x ≤ 3: f′(x) = 2x  ·  f(2) = 4, f′(2) = 4");
  });
});

describe("local variables", () => {
  const loss = `/** @at w = 3, x = 2, target = 10 */
function loss(w: number, x: number, target: number): number {
  const u = w * x;
  const out = u * u;
  return (out - target) ** 2;
}
`;

  it("keep their names in the hover where that is shorter, with what they stand for", () => {
    const formulas = formulasOf(loss, "loss(");
    assert.ok(formulas.includes("∂loss/∂w = 4u·x·(out − target)"), formulas.join("; "));
    assert.ok(formulas.includes("where u = w·x, out = u²"), formulas.join("; "));
  });

  it("keep their names in the lens", () => {
    const gelu = `/** @at x = 1 */
function gelu(x: number): number {
  const inner = 0.8 * (x + 0.044715 * x ** 3);
  return 0.5 * x * (1 + Math.tanh(inner));
}
`;
    assert.match(titleOf(gelu) ?? "", /inner/);
  });

  it("stand aside where the formula is short without them", () => {
    const text = "/** @at x = 1 */\nfunction h(x: number) { const u = 3 * x + 1; return u * u; }\n";
    assert.equal(titleOf(text), "h′(x) = 6(3x + 1)  ·  h(1) = 16, h′(1) = 24");
  });

  it("are not named where a loop gives the name to several values", () => {
    const text = `/** @at x = 1.5 */
function f(x: number): number {
  let y = x;
  for (let i = 0; i < 2; i++) y = Math.sin(y) * Math.exp(y);
  return y;
}
`;
    assert.doesNotMatch(formulasOf(text, "f(x").join("; "), /\by\b/);
  });
});
