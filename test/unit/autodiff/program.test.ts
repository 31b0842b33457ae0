import assert from "node:assert/strict";
import fc from "fast-check";
import { along } from "../../../src/core/autodiff/batches.ts";
import { varyingNodes } from "../../../src/core/autodiff/choices.ts";
import { code } from "../../../src/core/autodiff/codes.ts";
import { evaluateTape } from "../../../src/core/autodiff/evaluate.ts";
import { createEvaluator } from "../../../src/core/autodiff/evaluator.ts";
import { createProgram, type Program } from "../../../src/core/autodiff/program.ts";
import { reverseSweep } from "../../../src/core/autodiff/reverse.ts";
import { runProgram } from "../../../src/core/autodiff/runProgram.ts";
import type { OpName } from "../../../src/core/ops/primitives.ts";
import { evaluateOp, opNames, rowOf } from "../../../src/core/ops/table.ts";
import { createTapeBuilder } from "../../../src/core/tape/builder.ts";
import { argumentsOf, type NodeId, sizeOf, type Tape } from "../../../src/core/tape/tape.ts";
import { assertClose } from "../../helpers/assertClose.ts";
import { cases } from "../../helpers/cases.ts";
import { traceOf } from "../../helpers/traceOf.ts";

const nowhere = { start: 0, end: 0 };

interface Step {
  /** Or a product that is added to something, as in loops over vectors. */
  readonly op: OpName | "dot";
  /** How far back each argument stands. */
  readonly back: readonly number[];
}

/** Two inputs and two constants, and steps over what came before them. */
function tapeOf(values: readonly number[], steps: readonly Step[]): Tape {
  const builder = createTapeBuilder(nowhere, "f");
  const [x = 0, y = 0, a = 0, b = 0] = values;
  builder.input("x", x, "free", nowhere);
  builder.constant(a, nowhere);
  builder.input("y", y, "free", nowhere);
  builder.constant(b, nowhere);
  const operation = (op: OpName, args: readonly NodeId[]) =>
    builder.operation(op, args, evaluateOp(rowOf(op), args.map(builder.valueOf)), nowhere);
  for (const { op, back } of steps) {
    const before = back.map((far) => builder.size - 1 - (far % builder.size));
    if (op === "dot") {
      const [sum = 0, ...factors] = before;
      operation("add", [sum, operation("mul", [factors[0] ?? sum, factors[1] ?? sum])]);
    } else {
      const { arity } = rowOf(op);
      operation(op, arity === "n" ? before : before.slice(0, arity));
    }
  }
  return builder.finish([{ node: builder.size - 1, path: "" }]);
}

/** Of whole numbers that stay small, so that no order of summation rounds. Many are sums of products. */
const wholeTapes = fc
  .record({
    values: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 4, maxLength: 4 }),
    steps: fc.array(
      fc.record({
        op: fc.constantFrom<Step["op"]>(
          "dot",
          "dot",
          "dot",
          "add",
          "mul",
          "sub",
          "neg",
          "max",
          "abs",
        ),
        back: fc.array(fc.oneof(fc.nat(3), fc.nat(30)), { minLength: 2, maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 24 },
    ),
  })
  .map(({ values, steps }) => tapeOf(values, steps))
  .filter((tape) => tape.values.every((value) => Math.abs(value) < 2 ** 20));

/** Which arguments of two some input leads to, as the reverse loops are told. */
function expectedAlong(tape: Tape, varying: Uint8Array, node: NodeId): number {
  const [left = -1, right = -1, ...others] = argumentsOf(tape, node);
  if (right < 0 || others.length > 0) return 0;
  if (isLoneProduct(tape, varying, node)) return along.plusProduct;
  if (varying[left] === 1 && varying[right] === 1) return along.both;
  return varying[left] === 1 ? along.left : along.right;
}

/** Whether a sum ends in a product that nothing else uses. */
function isLoneProduct(tape: Tape, varying: Uint8Array, node: NodeId): boolean {
  if (opNames[tape.ops[node] as number] !== "add") return false;
  const right = argumentsOf(tape, node)[1] as NodeId;
  const isProduct = opNames[tape.ops[right] as number] === "mul" && varying[right] === 1;
  return isProduct && tape.args.filter((arg) => arg === right).length === 1;
}

function assertInOrder(numbers: readonly number[], what: string): void {
  for (const [index, number] of numbers.entries())
    assert.ok(index === 0 || number > (numbers[index - 1] as number), `${what}: ${numbers}`);
}

function assertPlaced(program: Program, tape: Tape, node: NodeId): void {
  const { slots, left, right, rest } = program;
  const slot = slots[node] as number;
  const places = Array.from(argumentsOf(tape, node), (arg) => slots[arg] as number);
  if (places.length > 2) {
    const first = left[slot] as number;
    assert.deepEqual([...rest.subarray(first, first + places.length)], places);
  } else {
    assert.equal(left[slot], places[0]);
    if (places.length === 2) assert.equal(right[slot], places[1]);
  }
}

function assertProgram(tape: Tape): Program {
  const varying = varyingNodes(tape);
  const program = createProgram(tape, varying);
  const { slots, ops, counts, starts } = program;
  const nodes = [...slots.keys()];
  const nodeAt = nodes.slice().sort((a, b) => (slots[a] as number) - (slots[b] as number));
  assert.deepEqual(
    [...slots].sort((a, b) => a - b),
    nodes,
    "each node has a place of its own",
  );
  const still = nodes.filter((node) => (tape.ops[node] as number) < 0 || varying[node] === 0);
  assert.deepEqual(nodeAt.slice(0, still.length), still, "what is not computed comes first");
  assert.equal(starts[0], still.length);
  assert.equal(starts[ops.length], nodes.length);
  const elsewhere = nodes
    .slice(still.length)
    .map((slot) => argumentsOf(tape, nodeAt[slot] as NodeId).length);
  const count = elsewhere.filter((n) => n !== 1 && n !== 2).reduce((sum, n) => sum + n, 0);
  assert.equal(program.rest.length, count, "no more room is taken than there are arguments");
  for (const [batch, op] of ops.entries()) {
    const start = starts[batch] as number;
    const members = nodeAt.slice(start, starts[batch + 1]);
    const hasProducts = program.along[batch] === along.plusProduct;
    const own = hasProducts ? members.slice(0, members.length / 2) : members;
    assertInOrder(own, "the order of execution stays");
    for (const [index, node] of own.entries()) {
      assert.equal(tape.ops[node], op);
      assert.equal(argumentsOf(tape, node).length, counts[batch]);
      assert.equal(program.along[batch], expectedAlong(tape, varying, node), `along ${node}`);
      assertPlaced(program, tape, node);
      const [left, right] = argumentsOf(tape, node) as unknown as [NodeId, NodeId];
      if (hasProducts) {
        assert.equal(members[own.length + index], right, "a product stands behind its sum");
        assertPlaced(program, tape, right);
        for (const arg of argumentsOf(tape, right))
          assert.ok((slots[arg] as number) < start + index);
        assert.ok((slots[left] as number) < start + index);
      } else
        for (const arg of argumentsOf(tape, node))
          assert.ok((slots[arg] as number) < (slots[node] as number), "arguments come first");
    }
  }
  return program;
}

const opsOf = (program: Program) => Array.from(program.ops, (op) => opNames[op]);

describe("a program", () => {
  it("has every operation after its arguments, in batches of one kind", () => {
    fc.assert(
      fc.property(wholeTapes, (tape) => {
        assertProgram(tape);
      }),
      { numRuns: cases(2000) },
    );
  });

  it("knows the rows that have loops of their own by their places in the table", () => {
    for (const [name, place] of Object.entries(code)) assert.equal(opNames[place], name);
  });

  it("takes all at once that are ready", () => {
    const builder = createTapeBuilder(nowhere, "f");
    const x = builder.input("x", 1, "free", nowhere);
    const layer = (op: OpName, args: readonly (readonly NodeId[])[]) =>
      args.map((arg) => builder.operation(op, arg, 1, nowhere));
    const sines = layer("sin", [[x], [x], [x]]);
    // Alternating, so that the order of execution is not that of the batches.
    const mixed = sines.flatMap((sine) => [
      ...layer("exp", [[sine]]),
      ...layer("max", [
        [sine, x],
        [sine, x, x],
      ]),
    ]);
    layer("mul", [mixed.slice(0, 2), [mixed[3] as NodeId, mixed[4] as NodeId]]);
    const program = assertProgram(builder.finish([]));
    const batches = opsOf(program).map((op, batch) => `${op} of ${program.counts[batch]}`);
    const [first, ...others] = batches;
    const last = others.pop();
    assert.deepEqual([first, last], ["sin of 1", "mul of 2"]);
    // In which order those come that are ready together does not matter.
    assert.deepEqual(others.sort(), ["exp of 1", "max of 2", "max of 3"]);
    assert.deepEqual([...program.starts], [1, 4, 7, 10, 13, 15]);
  });

  it("keeps a product that is used hundreds of times apart from its sums", () => {
    const builder = createTapeBuilder(nowhere, "f");
    const x = builder.input("x", 2, "free", nowhere);
    const product = builder.operation("mul", [x, x], 4, nowhere);
    let sum = x;
    // As many uses as make a counter of eight bits start anew, and one more.
    for (let use = 1; use <= 257; use++)
      sum = builder.operation("add", [sum, product], 2 + 4 * use, nowhere);
    const tape = builder.finish([{ node: sum, path: "" }]);
    assertProgram(tape);
    const evaluator = createEvaluator(tape);
    evaluator.evaluate([3]);
    assert.equal(evaluator.valueOf(sum), 3 + 9 * 257);
    assert.deepEqual([...evaluator.gradient(sum)], [1 + 6 * 257]);
  });

  it("runs sums of products that go on from one another, and others between them", () => {
    const source = `function f(v: number[], w: number[]) {
      let [sum, other] = [v[0]!, w[2]!];
      for (let i = 0; i < v.length; i++) {
        sum += v[i]! * w[i]!;
        other = other + w[i]! * w[i]!;
        if (i === 1) sum = v[2]! + sum * w[0]!;
      }
      return sum * 3 - other;
    }`;
    const { tape } = traceOf(source, { at: "v = [1, 2, 3], w = [4, 5, 6]" });
    const program = assertProgram(tape);
    assert.ok(program.along.includes(along.plusProduct));
    const evaluator = createEvaluator(tape);
    evaluator.evaluate([2, 3, 5, 7, 11, 13]);
    const sum = 5 + (2 + 2 * 7 + 3 * 11) * 7 + 5 * 13;
    const output = tape.outputs[0]?.node as NodeId;
    assert.equal(evaluator.valueOf(output), 3 * sum - (13 + 49 + 121 + 169));
    // ∂v: 3·(7 + 49), 3·77, 3·(1 + 13); ∂w: 3·(14 + 49) − 14, 3·21 − 22, 15 − 1 − 26.
    const expected = [3 * 56, 3 * 77, 3 * 14, 3 * 63 - 14, 3 * 21 - 22, 15 - 1 - 26];
    assert.deepEqual([...evaluator.gradient(output)], expected);
  });

  it("computes its own slots and leaves what stands behind them", () => {
    for (const op of opNames) {
      const { arity } = rowOf(op);
      for (const count of arity === "n" ? [1, 2, 3] : [arity]) {
        const builder = createTapeBuilder(nowhere, "f");
        const args = [0.5, 0.25, 0.75].slice(0, count);
        const inputs = args.map((arg, i) => builder.input(`x${i}`, arg, "free", nowhere));
        const value = evaluateOp(rowOf(op), args);
        builder.operation(op, inputs, value, nowhere);
        const tape = builder.finish([]);
        const program = createProgram(tape, varyingNodes(tape));
        const values = Float64Array.of(...args, 7, 7, 7);
        runProgram(program, values);
        assert.deepEqual([...values], [...args, value, 7, 7], `${op}(${args})`);
      }
    }
  });

  it("gives the values and the gradient of every node, sums of products included", () => {
    const point = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(wholeTapes, point, (tape, moved) => {
        const evaluator = createEvaluator(tape);
        evaluator.evaluate(moved);
        const { values } = evaluateTape(tape, moved);
        assert.deepEqual([...evaluator.values()], [...values]);
        const there = { ...tape, values: Float64Array.from(values) };
        for (let node = 0; node < sizeOf(tape); node++) {
          const { adjoints } = reverseSweep(there, new Map([[node, 1]]));
          const expected = tape.inputs.map((input) => (adjoints[input.node] as number) + 0);
          // Thirds of a tie of three do not add up to 1 in every order.
          for (const [index, slope] of evaluator.gradient(node).entries())
            assertClose(slope, expected[index] as number, 1e-14, `node ${node}`);
        }
      }),
      { numRuns: cases(2000) },
    );
  });
});
