import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluateTape } from "../../../src/core/autodiff/evaluate.ts";
import { createEvaluator } from "../../../src/core/autodiff/evaluator.ts";
import { jacobian } from "../../../src/core/autodiff/jacobian.ts";
import { localDerivatives } from "../../../src/core/autodiff/localDerivatives.ts";
import { directionalDerivative, jvp } from "../../../src/core/autodiff/modes.ts";
import {
  hasTooManyCorners,
  inputsAtCorners,
  oneSided,
} from "../../../src/core/autodiff/oneSided.ts";
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

/** Of inputs at given values, the first of which are free. */
function sidedTape(
  values: readonly number[],
  free: number,
  record: (
    operation: (op: OpName, ...args: NodeId[]) => NodeId,
    inputs: readonly NodeId[],
  ) => NodeId,
): Tape {
  const builder = createTapeBuilder(nowhere, "f");
  const inputs = values.map((value, index) =>
    builder.input(`x${index}`, value, index < free ? "free" : "frozen", nowhere),
  );
  const operation = (op: OpName, ...args: NodeId[]) =>
    builder.operation(op, args, evaluateOp(rowOf(op), args.map(builder.valueOf)), nowhere);
  const node = record(operation, inputs);
  return { ...builder.finish([{ node, path: "" }]), nonSmooth: "left" };
}

describe("corners under a convention of one side", () => {
  it("are met by the inputs that lead to one, and by no others", () => {
    const corners = (
      values: readonly number[],
      record: Parameters<typeof sidedTape>[2],
      free = values.length,
    ) => [...inputsAtCorners(sidedTape(values, free, record))];
    assert.deepEqual(
      corners([0, 3], (op, [x = 0, y = 0]) => op("add", op("abs", x), op("abs", y))),
      [0],
    );
    assert.deepEqual(
      corners([0, 3], (op, [x = 0, y = 0]) => op("abs", op("mul", x, y))),
      [0, 1],
    );
    assert.deepEqual(
      corners([1, -1], (op, [x = 0, y = 0]) => op("abs", op("add", x, y))),
      [0, 1],
    );
    assert.deepEqual(
      corners([0, 0], (op, [x = 0, y = 0]) => op("add", op("abs", x), op("abs", y)), 1),
      [0],
    );
    assert.deepEqual(
      corners([0, 0.5], (op, [x = 0, y = 0]) => op("pow", x, y)),
      [0, 1],
    );
    // At a jump, and where nothing but the value is special, there is nothing to choose.
    assert.deepEqual(
      corners([0], (op, [x = 0]) => op("floor", x)),
      [],
    );
    assert.deepEqual(
      corners([0], (op, [x = 0]) => op("cbrt", x)),
      [],
    );
    const tape = sidedTape([0], 1, (op, [x = 0]) => op("abs", x));
    assert.deepEqual([...inputsAtCorners({ ...tape, nonSmooth: "jax" })], []);
  });

  it("are looked at one by one where they are too many", () => {
    const many = (count: number) =>
      sidedTape(new Array<number>(count).fill(0), count, (op, inputs) =>
        inputs.reduce((sum, x) => op("add", sum, op("abs", x))),
      );
    assert.equal(hasTooManyCorners(many(3)), false);
    assert.equal(inputsAtCorners(many(3)).size, 2);
    // 4,500 · 13,500 is more than 50 million.
    const wide = many(4500);
    assert.equal(hasTooManyCorners(wide), true);
    assert.equal(inputsAtCorners(wide).size, 0);
    assert.equal(jacobian(wide).entries[0]?.[4499], -1);
  });

  it("are too many above 50 million inputs times operations", () => {
    const inputs = new Array<number>(5000).fill(0);
    // 5,000 inputs and as many corners: 5,000 · 10,000, and with one operation more above it.
    const exactly = sidedTape(inputs, 5000, (op, nodes) => nodes.map((x) => op("abs", x))[0] ?? 0);
    const above = sidedTape(inputs, 5000, (op, nodes) =>
      op("neg", nodes.map((x) => op("abs", x))[0] ?? 0),
    );
    assert.deepEqual([exactly, above].map(hasTooManyCorners), [false, true]);
    assert.deepEqual(
      [exactly, above].map((tape) => inputsAtCorners(tape).size),
      [5000, 0],
    );
  });

  it("are seen operation by operation in the local derivatives of several inputs", () => {
    const edges = (values: readonly number[], op: OpName, nonSmooth: "left" | "right") => {
      const tape = sidedTape(values, values.length, (operation, inputs) =>
        operation(op, ...inputs),
      );
      return [...localDerivatives({ ...tape, nonSmooth }).partials];
    };
    assert.deepEqual(edges([1, 1], "max", "left"), [0, 0]);
    assert.deepEqual(edges([1, 1], "max", "right"), [1, 1]);
    assert.deepEqual(edges([1, 2], "max", "right"), [0, 1]);
    assert.deepEqual(edges([0, 0.5], "pow", "left"), [Number.NaN, 0]);
    assert.deepEqual(edges([0, 0.5], "pow", "right"), [Infinity, 0]);
    assert.deepEqual(edges([0, 0], "hypot", "left"), [-1, -1]);
  });

  it("are seen by the only input that is free, whatever is frozen beside it", () => {
    const tape = sidedTape([0, 3], 1, (op, [x = 0, k = 0]) =>
      op("mul", op("max", op("sub", k, k), op("neg", x)), k),
    );
    // −x sets out to the right when x sets out to the left, and gets ahead of 0.
    assert.deepEqual([...localDerivatives(tape).partials].slice(-4, -2), [0, 1]);
    assert.deepEqual(jacobian(tape).entries, [[-3]]);
  });

  it("are passed without multiplying what does not move, or passes nothing", () => {
    const builder = createTapeBuilder(nowhere, "f");
    const x = builder.input("x", 0, "free", nowhere);
    const still = builder.operation("sqrt", [builder.constant(0, nowhere)], 0, nowhere);
    const stopped = builder.operation(
      "floor",
      [builder.operation("sqrt", [x], 0, nowhere)],
      0,
      nowhere,
    );
    const sum = builder.operation(
      "add",
      [x, builder.operation("add", [still, stopped], 0, nowhere)],
      0,
      nowhere,
    );
    const bent = builder.operation("abs", [sum], 0, nowhere);
    const tape = builder.finish([{ node: bent, path: "" }]);
    assert.deepEqual(oneSided(tape, x), { left: [-1], right: [1] });
  });

  it("count along a direction as the slopes of each input", () => {
    const tape = sidedTape([0, 2], 2, (op, [x = 0, y = 0]) => {
      const bent = op("max", op("sub", y, y), op("neg", x));
      return op("add", op("add", bent, bent), y);
    });
    // From the left max(0, −x) falls by 1, whichever way the direction points.
    assert.deepEqual(jvp(tape, [3, 5]), [3 * -2 + 5]);
    assert.deepEqual(jvp({ ...tape, nonSmooth: "right" }, [3, 5]), [5]);
    const output = tape.outputs[0]?.node as NodeId;
    const slope = directionalDerivative(tape, output, [3, 4]);
    assert.ok(Math.abs(slope - (3 * -2 + 4) / 5) < 1e-15);
  });
});
