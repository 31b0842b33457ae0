import assert from "node:assert/strict";
import { type Dual, dualAlgebra } from "../../../src/core/autodiff/dualAlgebra.ts";
import type { OpName } from "../../../src/core/ops/primitives.ts";
import {
  evaluateOp,
  opNames,
  partialsAt,
  partialsOver,
  rowOf,
} from "../../../src/core/ops/table.ts";
import { numbersOf, readReferences } from "./references.ts";

/**
 * Derivatives from hundreds of digits, correctly rounded, at points where they are neither huge nor
 * tiny: beyond that a relative error says nothing.
 */
const unary = readReferences<{ x: string; second: string }>("unarySeconds");
/** By the point: ∂a, ∂b, ∂a∂a, ∂a∂b, ∂b∂b. */
const binary = readReferences<{ points: string; partials: string }>("binaryPartials");

const tolerance = 1e-10;

/** The partial derivatives as duals when the argument `along` moves. */
function partialsOf(op: OpName, args: readonly number[], along: number): readonly Dual[] {
  const row = rowOf(op);
  const primal = evaluateOp(row, args);
  const tangent = partialsAt(row, args, primal)[along] as number;
  const duals = args.map((arg, index) => ({ primal: arg, tangent: index === along ? 1 : 0 }));
  return partialsOver(row, dualAlgebra, duals, { primal, tangent });
}

function assertWithin(actual: number, expected: number, what: string): void {
  const error = Math.abs(actual - expected) / (Math.abs(expected) || 1);
  assert.ok(error <= tolerance, `${what}: ${actual}, and not ${expected}`);
}

describe("second derivatives, against references", () => {
  it("are tested for every unary function that has any", () => {
    const functions = opNames.filter((name) => {
      const row = rowOf(name);
      return row.arity === 1 && !row.stops && row.js.startsWith("Math.") && !row.js.includes("$");
    });
    assert.deepEqual(
      functions.filter((name) => !unary[name]),
      [],
    );
  });

  for (const [name, { x, second }] of Object.entries(unary)) {
    it(`of ${name}`, () => {
      const expected = numbersOf(second);
      const points = numbersOf(x);
      assert.ok(points.length > 150 && points.length === expected.length);
      for (const [index, point] of points.entries()) {
        const [{ tangent }] = partialsOf(name as OpName, [point], 0) as [Dual];
        assertWithin(tangent, expected[index] as number, `at ${point}`);
      }
    });
  }

  for (const [name, { points, partials }] of Object.entries(binary)) {
    it(`of ${name}, and its first`, () => {
      const all = numbersOf(points);
      const expected = numbersOf(partials);
      assert.equal(all.length * 5, expected.length * 2);
      for (let index = 0; index < all.length / 2; index++) {
        const args = [all[2 * index] as number, all[2 * index + 1] as number];
        const [a, b] = partialsOf(name as OpName, args, 0) as [Dual, Dual];
        const [mixed, bb] = partialsOf(name as OpName, args, 1) as [Dual, Dual];
        const [da, db, daa, dab, dbb] = expected.slice(5 * index) as number[];
        assertWithin(a.primal, da as number, `∂a at ${args}`);
        assertWithin(b.primal, db as number, `∂b at ${args}`);
        assertWithin(a.tangent, daa as number, `∂a∂a at ${args}`);
        assertWithin(b.tangent, dab as number, `∂b∂a at ${args}`);
        assertWithin(mixed.tangent, dab as number, `∂a∂b at ${args}`);
        assertWithin(bb.tangent, dbb as number, `∂b∂b at ${args}`);
      }
    });
  }
});
