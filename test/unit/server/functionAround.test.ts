import assert from "node:assert/strict";
import type { FunctionAnalysis } from "../../../src/core/analysis/document/functionAnalysis.ts";
import { functionAround } from "../../../src/server/functionAround.ts";

function fn(
  name: string,
  start: number,
  end: number,
  kind: "differentiable" | "constant" | "declined",
  level: FunctionAnalysis["level"] = "module",
): FunctionAnalysis {
  const ranges = { range: { start, end }, carrier: { start: Math.max(0, start - 7), end } };
  return { name, ...ranges, level, outcome: { kind } } as unknown as FunctionAnalysis;
}

describe("the function somebody means at a place", () => {
  const outer = fn("outer", 0, 100, "differentiable");
  const callback = fn("callback", 10, 20, "differentiable", "nested");

  it("is the one around it", () => {
    assert.equal(
      functionAround([outer, fn("other", 110, 120, "differentiable")], 115)?.name,
      "other",
    );
    assert.equal(functionAround([outer], 101), undefined);
  });

  it("is the one whose statement the cursor is at the beginning of", () => {
    const next = fn("next", 110, 120, "differentiable");
    assert.equal(functionAround([outer, next], 104)?.name, "next");
  });

  it("is the whole function rather than a callback in it", () => {
    assert.equal(functionAround([outer, callback], 15)?.name, "outer");
  });

  it("is the inner one where the outer one is no maths", () => {
    const maker = fn("makeLoss", 0, 100, "declined");
    assert.equal(functionAround([maker, callback], 15)?.name, "callback");
  });

  it("is the innermost where none is differentiable, so that the reason is about it", () => {
    const inner = fn("inner", 10, 20, "declined", "member");
    assert.equal(functionAround([fn("outer", 0, 100, "declined"), inner], 15)?.name, "inner");
  });
});
