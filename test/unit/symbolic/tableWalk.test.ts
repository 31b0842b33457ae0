import assert from "node:assert/strict";
import { evaluateTape } from "../../../src/core/autodiff/evaluate.ts";
import { localDerivatives } from "../../../src/core/autodiff/localDerivatives.ts";
import { opNames, rowOf } from "../../../src/core/ops/table.ts";
import { derivativeTexts } from "../../../src/core/symbolic/derivativeText.ts";
import { runCode } from "./runCode.ts";
import { inputNodes, operation, outputOf, tapeBy } from "./tapeOf.ts";

const grid = [-2, -1, -0.5, 0, 0.5, 1, 2, 3];

describe("printed derivatives of every row of the table", () => {
  for (const op of opNames) {
    const row = rowOf(op);
    const arities = new Set(row.samples.map((sample) => sample.length));
    for (const arity of arities) {
      const isShare = op === "maxShare" || op === "minShare";
      const points = [
        ...row.samples.filter((sample) => sample.length === arity),
        ...(isShare ? [] : pointsOf(arity)),
      ];
      it(`${op} of ${arity} holds at its samples and at special points`, () => {
        const names = ["a", "b", "c"].slice(0, arity);
        const start = Object.fromEntries(names.map((name, i) => [name, points[0]?.[i] ?? 0]));
        const tape = tapeBy(start, (builder, leaves) =>
          operation(builder, op, [...leaves.values()]),
        );
        const texts = derivativeTexts(tape, outputOf(tape), inputNodes(tape));
        for (const point of points) {
          const { values } = evaluateTape(tape, point);
          const { partials, stopped } = localDerivatives(tape, values);
          for (const [index, text] of texts.entries()) {
            const expected = stopped[index] === 1 ? 0 : (partials[index] as number);
            if (!Number.isFinite(expected)) continue;
            assert.ok(text, `${op} is not printed`);
            const scope = Object.fromEntries(names.map((name, i) => [name, point[i] ?? 0]));
            const actual = runCode(text.code, scope);
            const where = `∂${op}/∂${names[index]} at ${point}: ${text.code} is ${actual}, not ${expected}`;
            assert.ok(Math.abs(actual - expected) <= 1e-12 * Math.abs(expected), where);
          }
        }
      });
    }
  }
});

function pointsOf(arity: number): readonly (readonly number[])[] {
  let points: readonly (readonly number[])[] = [[]];
  for (let i = 0; i < arity; i++) {
    points = points.flatMap((point) => grid.map((value) => [...point, value]));
  }
  return points;
}
