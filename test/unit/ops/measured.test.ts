import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import { createEvaluator } from "../../../src/core/autodiff/evaluator.ts";
import { freeInputs, jacobian } from "../../../src/core/autodiff/jacobian.ts";
import { gradient, jvp } from "../../../src/core/autodiff/modes.ts";
import { derivativesUpTo } from "../../../src/core/autodiff/tower.ts";
import type { NonSmooth } from "../../../src/core/ops/nonSmooth.ts";
import { guardsOnEdge } from "../../../src/core/trace/search/edges.ts";
import { assertClose } from "../../helpers/assertClose.ts";
import { type Measured, measured } from "./measured.ts";

/** Through the analyser, as every surface sees it. */
function analysed({ body, at }: Measured, nonSmooth: NonSmooth) {
  const names = [...at.matchAll(/(\w) ?=/g)].map(([, name]) => name);
  const text = `// @at ${at}\nfunction f(${names.map((name) => `${name}: number`).join(", ")}) { return ${body}; }\n`;
  const document = { uri: "file:///f.ts", version: 1, text, nonSmooth };
  const [fn] = createAnalyzer().analyze(document).functions;
  assert.ok(fn && fn.outcome.kind !== "declined", body);
  return fn.outcome;
}

function expectedOf(row: Measured, nonSmooth: NonSmooth): readonly number[] {
  return (nonSmooth === "default" ? undefined : row[nonSmooth]) ?? row.own;
}

function assertSame(actual: readonly number[], expected: readonly number[], what: string): void {
  assert.equal(actual.length, expected.length, what);
  for (const [index, value] of actual.entries()) {
    // The sign of a zero is nobody's convention.
    assertClose(value + 0, (expected[index] as number) + 0, 1e-15, `${what} [${index}]:`);
  }
}

describe("points without a single derivative", () => {
  for (const row of measured) {
    for (const nonSmooth of ["default", "pytorch", "jax", "left", "right"] as const) {
      const isSided = nonSmooth === "left" || nonSmooth === "right";
      if (isSided && !row[nonSmooth]) continue;
      it(`${row.body} at ${row.at}, ${nonSmooth}`, () => {
        const { tape, jacobian: shown } = analysed(row, nonSmooth);
        const expected = expectedOf(row, nonSmooth);
        assertSame(shown[0] ?? [], expected, "shown");
        // Slopes across a condition come from a run beside the point, not from this tape.
        if (isSided && guardsOnEdge(tape).length > 0) return;
        const output = tape.outputs[0]?.node as number;
        assertSame(jacobian(tape, "forward").entries[0] ?? [], expected, "forward");
        assertSame(jacobian(tape, "reverse").entries[0] ?? [], expected, "reverse");
        assertSame(gradient(tape, output), expected, "gradient");
        const evaluator = createEvaluator(tape);
        assertSame([...evaluator.gradient(output)], expected, "evaluator");
        assertSame([...evaluator.vjp([1])], expected, "vjp");
        for (const [index, { node }] of freeInputs(tape).entries()) {
          const unit = expected.map((_, other) => Number(other === index));
          if (!isSided || expected.length === 1) {
            assertSame(jvp(tape, unit), [expected[index] as number], "jvp");
            const slope = derivativesUpTo(tape, output, node, 1)[1] as number;
            assertSame([slope], [expected[index] as number], "first derivative");
          }
        }
      });
    }

    it(`${row.body} at ${row.at} has its notes`, () => {
      const { notes } = analysed(row, "default");
      const kinds = [...new Set(notes.map(({ kind }) => kind))].sort();
      for (const kind of row.notes ?? [])
        assert.ok(kinds.includes(kind as never), `no ${kind} in ${kinds}`);
      if (!row.notes) assert.ok(!kinds.some((kind) => ["kink", "jump"].includes(kind)), `${kinds}`);
    });
  }
});
