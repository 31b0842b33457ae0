import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import { defaultLimits } from "../../../src/core/trace/budget.ts";

/** Gives nothing at any point, and asks so much on the way that a search goes on for as long as it may. */
const hopeless = (name: string) =>
  `function ${name}(p, q, r) {
    let s = 0;
    for (let i = 0; i < 600; i++) s += i % 7;
    if (p.kind === q.kind && q.kind === r.kind) return undefined;
    return p.a || q.b || r.c ? undefined : s > 1e9 ? 1 : undefined;
  }`;

describe("the steps of a file", () => {
  it("are not used up by searches that lead nowhere", () => {
    const names = Array.from({ length: 40 }, (_, index) => `h${index}`);
    const last = "function last(x) { return x * x; }";
    const text = [...names.map(hopeless), last].join("\n");
    const limits = { ...defaultLimits, fileSteps: 2_700_000 };
    const { functions } = createAnalyzer().analyze({
      uri: "file:///a.js",
      version: 1,
      text,
      limits,
    });
    for (const { name, outcome } of functions) {
      if (name === "last") assert.equal(outcome.kind, "differentiable");
      else assert.match(outcome.kind === "declined" ? outcome.reason.message : "", /gives nothing/);
    }
  });
});
