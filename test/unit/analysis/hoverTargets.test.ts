import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import type { HoverBlock } from "../../../src/core/analysis/hover/hoverBlocks.ts";
import { hoverAt } from "../../../src/core/analysis/hover/hoverFacts.ts";

const text = `const relu = (u: number) => Math.max(0, u);
/** @at w = [2, -3], x = [4, 1], k = 2 */
export function loss(w: number[], x: number[], k: number): number {
  const scaled = w.map((each, i) => each * x[i]);
  const active = scaled.map(relu);
  let sum = 0;
  for (let i = 0; i < active.length; i++) {
    sum += k * active[i];
  }
  const { height, width: wide } = { height: sum * k, width: Math.sqrt(sum) };
  if (k > 100) {
    const never = k * k;
    return never;
  }
  return height * wide;
}
`;
const analysis = createAnalyzer().analyze({ uri: "file:///f.ts", version: 1, text });

/** What the hover says at the first character of `word` within the first text that holds `around`. */
function hoverOn(word: string, around = word): readonly string[] {
  const start = text.indexOf(around);
  assert.ok(start >= 0, around);
  const facts = hoverAt(analysis, start + around.indexOf(word));
  return facts?.blocks.flatMap(linesOf) ?? [];
}

function linesOf(block: HoverBlock): readonly string[] {
  return block.kind === "table" ? block.rows.map((cells) => cells.join(" ")) : [block.text];
}

describe("a hover inside a function", () => {
  it("tells of a name what it is given where it is declared", () => {
    assert.deepEqual(hoverOn("sum", "sum += k").slice(0, 2), [
      "sum = 16 (the last of 2 times)",
      "∂loss/∂sum = 4 × 2 + 32 × 0.125 = 12",
    ]);
    assert.equal(hoverOn("never")[0], "Not reached at w = [2, −3], x = [4, 1], k = 2.");
  });

  it("tells of a name that a pattern or a parameter binds what it held when it was read", () => {
    assert.deepEqual(hoverOn("height", "{ height, width").slice(0, 2), [
      "height = 32",
      "∂loss/∂height = 4",
    ]);
    assert.equal(hoverOn("wide", "width: wide")[0], "wide = 4");
    assert.equal(hoverOn("each", "(each, i)")[0], "each = −3 (the last of 2 times)");
  });

  it("tells of an array each number and its rate", () => {
    const rows = ["scaled[0] 8 24", "scaled[1] −3 0"];
    assert.deepEqual(hoverOn("scaled", "scaled = w"), rows);
    assert.deepEqual(hoverOn("scaled", "scaled.map"), rows);
  });

  it("tells of what is only there to be called what the call gave", () => {
    assert.equal(hoverOn("sqrt", "Math.sqrt(sum)")[0], "Math.sqrt(sum) = 4");
    assert.equal(hoverOn("Math", "Math.sqrt(sum)")[0], "Math.sqrt(sum) = 4");
    assert.deepEqual(hoverOn("map", "scaled.map(relu)"), [
      "scaled.map(relu)[0] 8 24",
      "scaled.map(relu)[1] 0 24",
    ]);
  });

  it("calls what is too long to be named in a rate it", () => {
    const long =
      "export const f = (first: number, second: number) => Math.sin(first * second + first / second);";
    const analyzed = createAnalyzer().analyze({ uri: "file:///l.ts", version: 1, text: long });
    const facts = hoverAt(analyzed, long.indexOf("+ first"));
    assert.match(facts?.blocks.flatMap(linesOf)[1] ?? "", /^∂f\/∂it = /);
  });

  it("says nothing of what has no number", () => {
    assert.deepEqual(hoverOn("relu", "(relu)"), []);
  });
});
