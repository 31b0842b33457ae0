import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import type { DocumentAnalysis } from "../../../src/core/analysis/document/documentAnalysis.ts";
import { hoverAt } from "../../../src/core/analysis/hover/hoverFacts.ts";
import { statementFacts } from "../../../src/core/analysis/lens/statementFacts.ts";

/** The constructor's own numbers give no value here, so the point that is shown has others. */
const text = `class Gap {
  constructor() { this.left = 3; }
  at(x) {
    const rest = this.left - 5;
    return x * Math.sqrt(rest);
  }
}`;

function analyzed(): { analysis: DocumentAnalysis; left: number } {
  const analysis = createAnalyzer().analyze({ uri: "file:///gap.js", version: 1, text });
  const [fn] = analysis.functions;
  assert.ok(fn?.outcome.kind === "differentiable");
  const left = fn.outcome.inputs.find(({ path }) => path === "this.left")?.value ?? Number.NaN;
  assert.ok(left > 5, `this.left = ${left}`);
  return { analysis, left };
}

describe("what is said of a method", () => {
  it("in a hover on a part of it is true at the point that its lens shows", () => {
    const { analysis, left } = analyzed();
    const facts = hoverAt(analysis, text.indexOf("- 5"));
    const [first] = facts?.blocks ?? [];
    assert.ok(first?.kind === "formula");
    assert.equal(first.text, `this.left - 5 = ${left - 5}`);
  });

  it("behind its statements is true at the point that its lens shows", () => {
    const { analysis, left } = analyzed();
    const [fn] = analysis.functions;
    assert.ok(fn);
    assert.match(statementFacts(analysis, fn)[0]?.text ?? "", new RegExp(`^= ${left - 5} ·`));
  });

  it("in the plot over its state changes with the state", () => {
    const plain = text.replace("Math.sqrt(rest)", "(rest > 100 ? rest * rest : rest)");
    const analysis = createAnalyzer().analyze({ uri: "file:///gap.js", version: 1, text: plain });
    const facts = hoverAt(analysis, plain.indexOf("x)"));
    const plot = facts?.blocks.find(({ kind }) => kind === "plot");
    assert.ok(plot?.kind === "plot" && plot.plot.points.every(({ y }) => Number.isFinite(y)));
  });
});
