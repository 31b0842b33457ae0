import assert from "node:assert/strict";
import type { OpName } from "../../../src/core/ops/primitives.ts";
import { evaluateOp, opNames, partialsAt, rowOf } from "../../../src/core/ops/table.ts";
import { numbersOf, readReferences } from "./references.ts";

/**
 * Points, and there the derivative correctly rounded from more than a thousand digits; each number is
 * the sixteen hexadecimal digits of its bits.
 */
const references = readReferences<{ x: string; slope: string }>("unarySlopes");

const largestError = 4;

/** How many numbers away: the distance of two numbers in units in the last place. */
function ulps(actual: number, expected: number): number {
  if (Object.is(actual, expected) || actual === expected) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return Number.POSITIVE_INFINITY;
  return Number(placeOf(actual) - placeOf(expected)) * Math.sign(actual - expected);
}

function placeOf(x: number): bigint {
  const [bits = 0n] = new BigInt64Array(Float64Array.of(x).buffer);
  return bits >= 0n ? bits : -(bits & 0x7fff_ffff_ffff_ffffn);
}

describe("the partial derivatives, in units in the last place", () => {
  const unary = opNames.filter((name) => {
    const row = rowOf(name);
    return row.arity === 1 && !row.stops && row.js.startsWith("Math.") && !row.js.includes("$");
  });

  it("are tested for every unary function", () => {
    assert.deepEqual(
      unary.filter((name) => !references[name]),
      [],
    );
  });

  for (const [name, reference] of Object.entries(references)) {
    it(`of ${name}`, () => {
      const row = rowOf(name as OpName);
      const points = numbersOf(reference.x);
      const slopes = numbersOf(reference.slope);
      assert.ok(points.length >= 200 && slopes.length === points.length);
      for (const [index, x] of points.entries()) {
        const expected = slopes[index] as number;
        const [actual] = partialsAt(row, [x], evaluateOp(row, [x])) as [number];
        const error = ulps(actual, expected);
        assert.ok(error <= largestError, `at ${x}: ${actual} is ${error} ulp from ${expected}`);
      }
    });
  }
});
