import assert from "node:assert/strict";
import type { HoverBlock } from "../../../src/core/analysis/hover/hoverBlocks.ts";
import { markdownOf, plainTextOf } from "../../../src/server/hoverText.ts";

const formula = (text: string): HoverBlock => ({ kind: "formula", text });
const note = (text: string): HoverBlock => ({ kind: "text", text });
const table = (rows: number): HoverBlock => ({
  kind: "table",
  header: ["input", "value"],
  rows: Array.from({ length: rows }, (_, index) => [`v[${index}]`, String(index)]),
});

describe("a hover's text", () => {
  it("is its blocks, one after the other", () => {
    assert.equal(
      markdownOf([formula("f′(x) = 2x"), table(1), note("at x = 2")]),
      "```typescript\nf′(x) = 2x\n```\n\n| input | value |\n| --- | --- |\n| v\\[0\\] | 0 |\n\nat x = 2",
    );
    assert.equal(
      plainTextOf([formula("f′(x) = 2x"), table(1), note("at x = 2")]),
      "f′(x) = 2x\ninput  value\nv[0]  0\nat x = 2",
    );
  });

  it("puts formulas in a row into one code block", () => {
    assert.equal(
      markdownOf([formula("∂f/∂x = w"), formula("∂f/∂w = x")]),
      "```typescript\n∂f/∂x = w\n∂f/∂w = x\n```",
    );
  });

  it("stays within a dozen lines and says what it left out", () => {
    const lines = plainTextOf([formula("f"), table(40), note("a"), note("b")]).split("\n");
    assert.ok(lines.length <= 12, lines.join("\n"));
    assert.ok(
      lines.some((line) => line.startsWith("… 34 more")),
      lines.join("\n"),
    );
    assert.deepEqual(lines.slice(-2), ["a", "b"]);
  });

  it("cuts what is too long", () => {
    const long = plainTextOf([formula("x".repeat(10_000)), note(Array(100).fill("y").join("\n"))]);
    assert.ok(long.length < 1_000);
    assert.ok(long.split("\n").length <= 12);
  });
});
