import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluateTape } from "../../../src/core/autodiff/evaluate.ts";
import { createEvaluator } from "../../../src/core/autodiff/evaluator.ts";
import { jacobian } from "../../../src/core/autodiff/jacobian.ts";
import { oneSided } from "../../../src/core/autodiff/oneSided.ts";
import type { OpName } from "../../../src/core/ops/primitives.ts";
import { evaluateOp, rowOf } from "../../../src/core/ops/table.ts";
import { createTapeBuilder } from "../../../src/core/tape/builder.ts";
import type { NodeId, Tape } from "../../../src/core/tape/tape.ts";
import { cases } from "../../helpers/cases.ts";

const nowhere = { start: 0, end: 0 };

/** Piecewise linear, with whole slopes, so that a difference close by is the slope without rounding. */
const steps: readonly (readonly [OpName, number])[] = [
  ["add", 2],
  ["sub", 2],
  ["neg", 1],
  ["abs", 1],
  ["abs", 1],
  ["max", 2],
  ["min", 2],
  ["max", 3],
  ["hypot", 1],
];

interface Program {
  readonly inputs: readonly number[];
  readonly steps: readonly { readonly step: number; readonly args: readonly number[] }[];
}

const programs: fc.Arbitrary<Program> = fc.record({
  inputs: fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 1, maxLength: 3 }),
  steps: fc.array(
    fc.record({
      step: fc.nat(steps.length - 1),
      args: fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 9 },
  ),
});

function tapeOf({ inputs, steps: chosen }: Program): Tape {
  const builder = createTapeBuilder(nowhere, "f");
  const nodes: NodeId[] = inputs.map((value, i) => builder.input(`x${i}`, value, "free", nowhere));
  nodes.push(builder.constant(0, nowhere));
  for (const { step, args } of chosen) {
    const [op, count] = steps[step] as (typeof steps)[number];
    const used = args
      .slice(0, count)
      .map((at) => nodes[nodes.length - 1 - (at % nodes.length)] as NodeId);
    const value = evaluateOp(
      rowOf(op),
      used.map((node) => builder.valueOf(node)),
    );
    nodes.push(builder.operation(op, used, value, nowhere));
  }
  return builder.finish([{ node: nodes.at(-1) as NodeId, path: "" }]);
}

/** Thirds of a tie of three add up to 1 but for rounding. */
function assertSlopes(actual: ArrayLike<number> | undefined, expected: readonly number[]): void {
  for (const [index, slope] of expected.entries()) {
    const error = Math.abs((actual?.[index] ?? Number.NaN) - slope);
    assert.ok(error < 1e-12, `${Array.from(actual ?? [])} and not ${expected}`);
  }
}

describe("slopes from one side", () => {
  it("are those of the function, in both modes, on random programs full of ties and corners", function () {
    this.timeout(30_000);
    let differing = 0;
    fc.assert(
      fc.property(programs, (program) => {
        const tape = tapeOf(program);
        const output = tape.outputs[0]?.node as NodeId;
        const at = (index: number, h: number) =>
          evaluateTape(
            tape,
            program.inputs.map((x, i) => (i === index ? x + h : x)),
          ).values[output] as number;
        for (const nonSmooth of ["left", "right"] as const) {
          const h = (nonSmooth === "left" ? -1 : 1) * 2 ** -24;
          const expected = program.inputs.map((_, index) => (at(index, h) - at(index, 0)) / h + 0);
          const sided = { ...tape, nonSmooth };
          assertSlopes(jacobian(sided, "forward").entries[0], expected);
          assertSlopes(jacobian(sided, "reverse").entries[0], expected);
          assertSlopes(createEvaluator(sided).gradient(output), expected);
          const each = tape.inputs.map(({ node }) => oneSided(tape, node)[nonSmooth][0] as number);
          assertSlopes(each, expected);
        }
        if (
          tape.inputs.some(
            ({ node }) => oneSided(tape, node).left[0] !== oneSided(tape, node).right[0],
          )
        )
          differing++;
      }),
      { numRuns: cases(3000) },
    );
    assert.ok(differing > cases(3000) / 6, `only ${differing} programs stood on a corner`);
  });
});
