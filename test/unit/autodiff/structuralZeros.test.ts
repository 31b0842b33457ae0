import assert from "node:assert/strict";
import { isNothing, NOTHING } from "../../../src/core/autodiff/adjoints.ts";
import { varyingNodes } from "../../../src/core/autodiff/choices.ts";
import { dualAlgebra } from "../../../src/core/autodiff/dualAlgebra.ts";
import { createEvaluator } from "../../../src/core/autodiff/evaluator.ts";
import { hessian } from "../../../src/core/autodiff/hessian.ts";
import { jacobian } from "../../../src/core/autodiff/jacobian.ts";
import { localDerivatives } from "../../../src/core/autodiff/localDerivatives.ts";
import { gradient, vjp } from "../../../src/core/autodiff/modes.ts";
import { createProgram } from "../../../src/core/autodiff/program.ts";
import { pullBack } from "../../../src/core/autodiff/pullBack.ts";
import { derivativesUpTo } from "../../../src/core/autodiff/tower.ts";
import type { OpName } from "../../../src/core/ops/primitives.ts";
import { evaluateOp, opNames, rowOf } from "../../../src/core/ops/table.ts";
import { createTapeBuilder } from "../../../src/core/tape/builder.ts";
import { type NodeId, sizeOf, type Tape } from "../../../src/core/tape/tape.ts";
import { traceOf } from "../../helpers/traceOf.ts";

const nowhere = { start: 0, end: 0 };

function traced(body: string, at: string): { tape: Tape; output: NodeId } {
  const { tape } = traceOf(`function f(x: number) { return ${body}; }`, { at });
  return { tape, output: tape.outputs[0]?.node as NodeId };
}

describe("what never arrives is not multiplied", () => {
  /** √0 has an infinite slope, which nothing passes on to the result. */
  const bodies: readonly (readonly [body: string, slope: number, second: number])[] = [
    ["Math.max(Math.sqrt(x), 1) + x * x", 0, 2],
    ["Math.max(1, Math.sqrt(x)) + x * x", 0, 2],
    ["Math.min(Math.sqrt(x), -1) + x * x", 0, 2],
    ["Math.min(-1, Math.sqrt(x)) + x * x", 0, 2],
    ["Math.max(-1, 1, Math.sqrt(x)) + x * x", 0, 2],
    ["Math.floor(Math.sqrt(x)) + x", 1, 0],
    ["(Math.sqrt(x) < 1 ? 2 : 3) * x + Math.sign(Math.sqrt(x))", 2, 0],
  ];

  for (const [body, slope, second] of bodies) {
    it(`in any mode: ${body}`, () => {
      const { tape, output } = traced(body, "x = 0");
      assert.deepEqual(jacobian(tape, "forward").entries, [[slope]]);
      assert.deepEqual(jacobian(tape, "reverse").entries, [[slope]]);
      assert.deepEqual([...createEvaluator(tape).gradient(output)], [slope]);
      assert.deepEqual(hessian(tape, output), [[second]]);
      const input = tape.inputs[0]?.node as NodeId;
      assert.deepEqual(derivativesUpTo(tape, output, input, 2).slice(1), [slope, second]);
    });
  }

  it("by a step inside, which no derivative leaves", () => {
    const { tape, output } = traced("Math.sqrt(Math.floor(x))", "x = 0.5");
    const input = tape.inputs[0]?.node as NodeId;
    assert.deepEqual(derivativesUpTo(tape, output, input, 2), [0, 0, 0]);
    assert.deepEqual(gradient(tape, output), [0]);
  });

  it("and its local derivative is 0, whatever stands before it on the tape", () => {
    const { tape } = traced("Math.floor(Math.sin(x)) + (Math.exp(x) < 2 ? 1 : 0) * x", "x = 0");
    const local = localDerivatives(tape);
    const stopped = [...local.stopped.keys()].filter((edge) => local.stopped[edge] === 1);
    // Of the sine to floor, and of both sides of the comparison.
    assert.equal(stopped.length, 3);
    assert.deepEqual(
      stopped.map((edge) => local.partials[edge]),
      [0, 0, 0],
    );
  });

  it("by an output without weight", () => {
    const { tape } = traced("[Math.sqrt(x), x]", "x = 0");
    assert.deepEqual(vjp(tape, [0, 1]), [1]);
    assert.deepEqual([...createEvaluator(tape).vjp([0, 1])], [1]);
    const sided = traced("[Math.sqrt(x), Math.abs(x)]", "x = 0").tape;
    for (const nonSmooth of ["jax", "right"] as const)
      assert.deepEqual([...createEvaluator({ ...sided, nonSmooth }).vjp([0, 1])], [1]);
  });

  it("by the tangent of a dual number", () => {
    const at = (primal: number, tangent: number) => ({ primal, tangent });
    assert.equal(dualAlgebra.sign(at(2, Infinity)).tangent, 0);
    assert.equal(dualAlgebra.div(at(1, 1), at(0, 0)).tangent, Infinity);
    assert.equal(dualAlgebra.mul(at(Infinity, 0), at(2, 3)).tangent, Infinity);
    assert.equal(dualAlgebra.mul(at(Infinity, 1), at(2, 0)).tangent, 2);
  });
});

describe("both sweeps", () => {
  it("agree on the sign of a zero", () => {
    const { tape } = traced("x * (0 * -1)", "x = 2");
    for (const mode of ["forward", "reverse"] as const)
      assert.ok(Object.is(jacobian(tape, mode).entries[0]?.[0], -0), mode);
  });
});

describe("the fast reverse sweep", () => {
  for (const op of opNames) {
    const row = rowOf(op);
    if (row.arity === 1) continue;
    it(`hands nothing to what no input leads to: ${op}`, () => {
      for (const count of row.arity === "n" ? [2, 3] : [2]) {
        for (let place = 0; place < count; place++) {
          const builder = createTapeBuilder(nowhere, "f");
          const values = (row.samples.find((args) => args.length === count) ?? [1, 2, 3]).slice(
            0,
            count,
          );
          const args = values.map((value, index) =>
            index === place
              ? builder.input("x", value, "free", nowhere)
              : builder.constant(value, nowhere),
          );
          const output = builder.operation(op as OpName, args, evaluateOp(row, values), nowhere);
          const tape = builder.finish([{ node: output, path: "" }]);
          const varying = varyingNodes(tape);
          const program = createProgram(tape, varying);
          const slots = [...program.slots];
          const bySlot = <T extends Float64Array | Uint8Array>(numbers: T, into: T): T => {
            for (const [node, slot] of slots.entries()) into[slot] = numbers[node] as number;
            return into;
          };
          const adjoints = new Float64Array(sizeOf(tape)).fill(NOTHING);
          adjoints[slots[output] as number] = 1;
          const slotValues = bySlot(tape.values, new Float64Array(sizeOf(tape)));
          pullBack(program, slotValues, bySlot(varying, new Uint8Array(sizeOf(tape))), adjoints);
          for (const [index, arg] of args.entries())
            if (index !== place) assert.ok(isNothing(adjoints[slots[arg] as number] as number));
        }
      }
    });
  }
});
