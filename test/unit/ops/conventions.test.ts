import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { nonSmoothNames, partialsAlong } from "../../../src/core/ops/nonSmooth.ts";
import { evaluateOp, opNames, rowOf } from "../../../src/core/ops/table.ts";

const page = readFileSync("docs/conventions.md", "utf8");
const special = [-1, -0, 0, 0.5, 1, 2];

function tuples(count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  return tuples(count - 1).flatMap((tuple) => special.map((value) => [...tuple, value]));
}

describe("the conventions of the table", () => {
  it("are all on the page about conventions", () => {
    for (const name of nonSmoothNames) assert.ok(page.includes(`\`${name}\``), name);
    const [, others = ""] = page.split("## Other conventions");
    for (const name of opNames) {
      const { js, special: points } = rowOf(name);
      const isChosen = points.some(({ partials }) => partials);
      if (isChosen)
        assert.ok(others.includes(js), `${js} has conventions that the page leaves out`);
      // Operators are told by example, comparisons and bit operators as a kind.
      if (js.startsWith("Math.") && points.some(({ kind }) => kind === "kink"))
        assert.ok(page.includes(js), `${js} has a corner that the page leaves out`);
    }
  });

  for (const name of opNames) {
    const row = rowOf(name);
    const corners = row.special.filter(({ along }) => along);
    if (corners.length === 0) continue;
    it(`${name}: the slopes along a direction are those of the function`, () => {
      const counts = row.arity === "n" ? [1, 2, 3] : [row.arity];
      let compared = 0;
      for (const args of counts.flatMap(tuples)) {
        if (!corners.some(({ at }) => at(...args))) continue;
        for (const direction of tuples(args.length)) {
          const slopes = partialsAlong(row, args, direction);
          if (!slopes) continue;
          const rate = slopes.reduce((sum, slope, i) => sum + slope * (direction[i] as number), 0);
          const h = 2 ** -30;
          const beyond = args.map((arg, i) => arg + h * (direction[i] as number));
          const expected = (evaluateOp(row, beyond) - evaluateOp(row, args)) / h;
          assert.ok(
            Math.abs(rate - expected) < 1e-6,
            `${args} along ${direction}: ${rate}, ${expected}`,
          );
          compared++;
        }
      }
      assert.ok(compared > 3);
    });
  }
});
