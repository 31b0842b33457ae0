import assert from "node:assert/strict";
import { summaryOf } from "../../../src/editor/functionSummary.ts";
import type { FunctionStatus } from "../../../src/protocol/requests.ts";

const fn = (status: FunctionStatus["status"]): FunctionStatus => ({
  name: "f",
  status,
  reason: null,
  start: 0,
  end: 1,
});

describe("the status of a file in a few words", () => {
  it("counts what has a lens and what was skipped", () => {
    const functions = [
      fn("differentiable"),
      fn("declined"),
      fn("differentiable"),
      fn("constant"),
      fn("differentiable"),
    ];
    const { text } = summaryOf({ functions, syntaxError: null });
    assert.equal(text, "5 functions: 3 differentiable, 2 skipped");
  });

  it("leaves out what there is none of", () => {
    assert.equal(summaryOf({ functions: [], syntaxError: null }).text, "No functions");
    const one = summaryOf({ functions: [fn("differentiable")], syntaxError: null });
    assert.equal(one.text, "1 function: 1 differentiable");
  });

  it("says when it is about an older text", () => {
    const { detail } = summaryOf({ functions: [], syntaxError: "Expression expected" });
    assert.match(detail, /does not parse \(Expression expected\)/);
  });
});
