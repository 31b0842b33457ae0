import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import { entryOf } from "../../../src/core/analysis/document/entryOf.ts";
import { type Branch, branchFinder } from "../../../src/core/analysis/formulas/branchesAt.ts";
import { brokenInvariant } from "../../../src/core/tape/checkTape.ts";

function branches(
  text: string,
  points: readonly Readonly<Record<string, number>>[],
  limits = { steps: 100_000, nodes: 100_000 },
): readonly Branch[] {
  const { functions, module } = createAnalyzer().analyze({ uri: "file:///a.ts", version: 1, text });
  const [fn] = functions;
  const entry = fn && module && entryOf(module, fn);
  assert.ok(entry && fn.outcome.kind !== "declined");
  const find = branchFinder(module, entry, fn.outcome, limits);
  return points.map((point) => find(new Map(Object.entries(point))));
}

const bend =
  "/** @at x = 2, k = 3 */ export function bend(x: number, k: number) {\n  if (x > 1) return k * x;\n  return x < -1 ? -x : k;\n}";

describe("the branches of a function at other points", () => {
  it("are traced once each, however many points take them", () => {
    const found = branches(bend, [{ x: 0.5 }, { x: -3 }, { x: 0.7, k: 9 }, { x: -2 }, { x: 5 }]);
    assert.deepEqual(
      found.map((branch) => (branch.kind === "same" ? branch.as : branch.kind)),
      ["traced", "traced", 0, 1, "traced"],
    );
    for (const [branch, value] of [
      [found[0], 3],
      [found[1], 3],
      [found[4], 15],
    ] as const) {
      assert.ok(branch?.kind === "traced");
      assert.equal(brokenInvariant(branch.tape), undefined);
      assert.equal(branch.tape.values[branch.tape.outputs[0]?.node as number], value);
    }
  });

  it("say why there is none", () => {
    const text =
      "/** @at x = 2 */ export function f(x: number) {\n  if (x < 0) throw new Error('below');\n  return x * x;\n}";
    const [branch] = branches(text, [{ x: -1 }]);
    assert.ok(branch?.kind === "declined");
    assert.notEqual(branch.message, "");
  });

  it("cost no more than one trace may, all together", () => {
    const text =
      "/** @at x = 2 */ export function f(x: number) {\n  let s = 0;\n  for (let i = 0; i < x; i++) s += x;\n  return s;\n}";
    const found = branches(text, [{ x: 40 }, { x: 50 }, { x: 60 }], { steps: 600, nodes: 600 });
    assert.equal(found[0]?.kind, "traced");
    assert.equal(found.at(-1)?.kind, "declined");
  });
});
