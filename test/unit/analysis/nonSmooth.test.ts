import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import { hoverAt } from "../../../src/core/analysis/hover/hoverFacts.ts";
import type { NonSmooth } from "../../../src/core/ops/nonSmooth.ts";
import { tapeFromWire, tapeToWire } from "../../../src/protocol/wireTape.ts";

describe("the convention of a document", () => {
  const text = "// @at x = 0\nfunction f(x: number) { return Math.abs(x); }\n";
  const document = (nonSmooth: NonSmooth) => ({ uri: "file:///f.ts", version: 1, text, nonSmooth });

  it("changes what is shown, though the text stays", () => {
    const analyzer = createAnalyzer();
    const shown = (["default", "jax", "left", "right", "default"] as const).map((nonSmooth) => {
      const [fn] = analyzer.analyze(document(nonSmooth)).functions;
      return fn?.outcome.kind === "differentiable" ? (fn.outcome.inputs[0]?.gradient ?? 9) + 0 : 9;
    });
    assert.deepEqual(shown, [0, 1, -1, 1, 0]);
    const same = analyzer.analyze(document("default"));
    assert.equal(analyzer.analyze(document("default")), same);
  });

  it("is that of hovers on expressions, and goes with the trace to the panel", () => {
    const analysis = createAnalyzer().analyze(document("jax"));
    const hover = hoverAt(analysis, text.indexOf("(x);") + 3);
    const table = hover?.blocks.find((block) => block.kind === "table");
    assert.deepEqual(table?.kind === "table" && table.rows, [["x", "0", "1", "1"]]);
    const [fn] = analysis.functions;
    assert.ok(fn && fn.outcome.kind !== "declined");
    assert.equal(tapeFromWire(tapeToWire(fn.outcome.tape)).nonSmooth, "jax");
  });
});
