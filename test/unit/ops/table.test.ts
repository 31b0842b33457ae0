import assert from "node:assert/strict";
import { dualAlgebra } from "../../../src/core/autodiff/dualAlgebra.ts";
import { numberAlgebra } from "../../../src/core/ops/numberAlgebra.ts";
import {
  evaluateOp,
  opNames,
  partialsAt,
  partialsOver,
  rowOf,
} from "../../../src/core/ops/table.ts";
import { assertClose } from "../../helpers/assertClose.ts";

/** Fourth-order central difference in one argument. */
function difference(evaluate: (x: number) => number, x: number): number {
  const h = 1e-3 * Math.max(1, Math.abs(x)) * (Math.abs(x) < 1e-6 ? 1e-2 : 1);
  return (
    (evaluate(x - 2 * h) - 8 * evaluate(x - h) + 8 * evaluate(x + h) - evaluate(x + 2 * h)) /
    (12 * h)
  );
}

describe("the table of primitives", () => {
  for (const name of opNames) {
    const row = rowOf(name);

    it(`${name}: the rule is the derivative`, () => {
      for (const args of row.samples) {
        const partials = partialsAt(row, args, evaluateOp(row, args));
        assert.equal(partials.length, args.length);
        for (const [index, partial] of partials.entries()) {
          const along = (x: number) =>
            evaluateOp(
              row,
              args.map((arg, i) => (i === index ? x : arg)),
            );
          // Storage in float32 and shares of a tie have steps of their own; their rule is a convention.
          if (row.stops && partial === 0) continue;
          const expected =
            name === "fround" || name === "f16round" ? 1 : difference(along, args[index] as number);
          assert.ok(
            Math.abs(partial - expected) <= 1e-7 * Math.max(1, Math.abs(expected)),
            `∂${index} at ${args}: ${partial}, differences give ${expected}`,
          );
        }
      }
    });

    it(`${name}: the rule over dual numbers is the derivative of the rule`, () => {
      if (row.stops) return;
      for (const args of row.samples) {
        for (const along of args.keys()) {
          const duals = args.map((primal, index) => ({ primal, tangent: index === along ? 1 : 0 }));
          const primal = evaluateOp(row, args);
          const tangent = partialsAt(row, args, primal)[along] as number;
          const second = partialsOver(row, dualAlgebra, duals, { primal, tangent });
          for (const [index, partial] of second.entries()) {
            const slope = (x: number) => {
              const at = args.map((arg, i) => (i === along ? x : arg));
              return partialsOver(row, numberAlgebra, at, evaluateOp(row, at))[index] as number;
            };
            const expected = difference(slope, args[along] as number);
            assert.ok(
              Math.abs(partial.tangent - expected) <= 1e-6 * Math.max(1, Math.abs(expected)),
              `∂${index}∂${along} at ${args}: ${partial.tangent}, differences give ${expected}`,
            );
          }
        }
      }
    });
  }

  it("has every function of Math", () => {
    const spelled = new Set(opNames.map((name) => rowOf(name).js.replace(/Math\.(\w+).*/, "$1")));
    const missing = Object.getOwnPropertyNames(Math).filter(
      (name) =>
        typeof Math[name as keyof Math] === "function" &&
        !["pow", "random"].includes(name) &&
        !spelled.has(name),
    );
    assert.deepEqual(missing, []);
  });

  it("chooses one convention at each non-smooth point", () => {
    const inf = Number.POSITIVE_INFINITY;
    const nan = Number.NaN;
    const conventions: readonly (readonly [
      name: (typeof opNames)[number],
      args: readonly number[],
      partials: readonly number[],
    ])[] = [
      ["abs", [0], [0]],
      ["sign", [0], [0]],
      ["max", [1, 1], [0.5, 0.5]],
      ["min", [1, 1], [0.5, 0.5]],
      ["max", [2, 2, 2], [1 / 3, 1 / 3, 1 / 3]],
      ["sqrt", [0], [inf]],
      ["sqrt", [-1], [nan]],
      ["cbrt", [0], [inf]],
      ["pow", [0, 0], [0, 0]],
      ["pow", [0, 0.5], [inf, 0]],
      ["pow", [0, 1], [1, 0]],
      ["pow", [0, 2], [0, 0]],
      ["pow", [0, 3], [0, 0]],
      ["pow", [0, -1], [-inf, nan]],
      ["pow", [2, 0], [0, Math.LN2]],
      ["pow", [1, 0], [0, 0]],
      ["pow", [-2, 0], [0, nan]],
      ["pow", [-2, 3], [12, nan]],
      ["atan2", [0, 0], [0, 0]],
      ["atan2", [0, -1], [-1, 0]],
      ["hypot", [0, 0], [0, 0]],
      ["log", [0], [inf]],
      ["log", [-0], [inf]],
      ["log2", [0], [inf]],
      ["log10", [0], [inf]],
      ["log1p", [-1], [inf]],
      ["log", [-1], [nan]],
      ["floor", [1], [0]],
      ["mod", [-5.5, 2], [1, 2]],
      ["mod", [6, 2], [1, -3]],
      ["mod", [5.5, 0], [nan, nan]],
      // 0.1 is a little more than a tenth, so it goes into 1 only nine times.
      ["mod", [1, 0.1], [1, -9]],
      ["sqrt", [-0], [inf]],
      ["log2", [-0], [inf]],
      ["log10", [-0], [inf]],
      ["pow", [inf, -1], [-0, 0]],
      ["atan2", [3e200, 4e200], [1.6e-201, -1.2e-201]],
      ["atan2", [3e-200, 4e-200], [1.6e199, -1.2e199]],
      ["atan2", [1, inf], [0, 0]],
      ["atan2", [nan, 1], [nan, nan]],
      ["max", [nan, 1], [nan, nan]],
      ["max", [inf, inf], [0.5, 0.5]],
      ["div", [1, 0], [inf, -inf]],
      ["div", [1, -0], [-inf, -inf]],
      ["div", [0, 0], [inf, nan]],
      ["asin", [1], [inf]],
      ["acos", [1], [-inf]],
      ["acosh", [1], [inf]],
      ["atanh", [1], [inf]],
    ];
    for (const [name, args, expected] of conventions) {
      const row = rowOf(name);
      const partials = partialsAt(row, args, evaluateOp(row, args));
      for (const [index, partial] of partials.entries()) {
        // The sign of a zero is nobody's convention.
        assertClose(
          partial + 0,
          (expected[index] as number) + 0,
          1e-15,
          `${name}(${args}) ∂${index}:`,
        );
      }
    }
  });
});
