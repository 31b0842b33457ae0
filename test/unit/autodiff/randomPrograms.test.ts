import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluateTape } from "../../../src/core/autodiff/evaluate.ts";
import { createEvaluator } from "../../../src/core/autodiff/evaluator.ts";
import { forwardSweep } from "../../../src/core/autodiff/forward.ts";
import { hessian } from "../../../src/core/autodiff/hessian.ts";
import { jacobian } from "../../../src/core/autodiff/jacobian.ts";
import { gradient } from "../../../src/core/autodiff/modes.ts";
import { reverseSweep } from "../../../src/core/autodiff/reverse.ts";
import type { OpName } from "../../../src/core/ops/primitives.ts";
import { evaluateOp, rowOf } from "../../../src/core/ops/table.ts";
import { createTapeBuilder } from "../../../src/core/tape/builder.ts";
import { brokenInvariant } from "../../../src/core/tape/checkTape.ts";
import type { Tape } from "../../../src/core/tape/tape.ts";
import { cases } from "../../helpers/cases.ts";
import { traceOf } from "../../helpers/traceOf.ts";

const smooth: readonly OpName[] = [
  "add",
  "sub",
  "mul",
  "sin",
  "cos",
  "tanh",
  "atan",
  "asinh",
  "exp",
  "neg",
];
const kinked: readonly OpName[] = [
  ...smooth,
  "hypot",
  "abs",
  "max",
  "min",
  "floor",
  "div",
  "mod",
  "sqrt",
  "log",
  "pow",
  "atan2",
  "cbrt",
];

const nowhere = { start: 0, end: 0 };

/** A straight-line program: each step picks an operation and earlier nodes. */
function programs(ops: readonly OpName[], length: number) {
  const step = fc.record({
    op: fc.constantFrom(...ops),
    picks: fc.tuple(fc.nat(), fc.nat(), fc.nat()),
  });
  const value = fc.double({ min: -3, max: 3, noNaN: true }).map((x) => Math.round(x * 64) / 64);
  return fc
    .record({
      inputs: fc.array(value, { minLength: 1, maxLength: 3 }),
      steps: fc.array(step, { minLength: 1, maxLength: length }),
    })
    .map(({ inputs, steps }) => tapeOf(inputs, steps));
}

function tapeOf(
  inputs: readonly number[],
  steps: readonly { op: OpName; picks: readonly number[] }[],
): Tape {
  const builder = createTapeBuilder(nowhere, "f");
  for (const [index, value] of inputs.entries()) builder.input(`x${index}`, value, "free", nowhere);
  for (const { op, picks } of steps) {
    const row = rowOf(op);
    const count = row.arity === "n" ? 3 : row.arity;
    const args = picks.slice(0, count).map((pick) => pick % builder.size);
    builder.operation(op, args, evaluateOp(row, args.map(builder.valueOf)), nowhere);
  }
  const last = builder.size - 1;
  return builder.finish([
    { node: last, path: "[0]" },
    { node: Math.max(0, last - 1), path: "[1]" },
  ]);
}

const agrees = (a: number, b: number, scale: number) =>
  Object.is(a + 0, b + 0) || Math.abs(a - b) <= 1e-12 * Math.max(scale, Math.abs(a), Math.abs(b));

/** Sum of the absolute values of all path products: how large the terms are that may cancel. */
function pathScale(tape: Tape): number {
  const { entries } = jacobian(tape, "reverse");
  return Math.max(
    1,
    ...entries.flat().map(Math.abs).filter(Number.isFinite),
    ...Array.from(tape.values, Math.abs).filter(Number.isFinite),
  );
}

function assertAgree(actual: ArrayLike<number>, expected: readonly number[], scale: number) {
  for (const [index, value] of expected.entries()) {
    const other = actual[index] as number;
    if (!Number.isFinite(value) || !Number.isFinite(other)) {
      assert.ok(!Number.isFinite(value) && !Number.isFinite(other), `${value}, ${other}`);
    } else assert.ok(agrees(value, other, scale), `${value}, ${other}`);
  }
}

describe("random programs", () => {
  it("forward and reverse mode agree, kinks and stops included", () => {
    fc.assert(
      fc.property(programs(kinked, 12), (tape) => {
        assert.equal(brokenInvariant(tape), undefined);
        const forward = jacobian(tape, "forward");
        const reverse = jacobian(tape, "reverse");
        assert.deepEqual(forward.depends, reverse.depends);
        const scale = pathScale(tape);
        for (const [row, entries] of forward.entries.entries()) {
          for (const [column, value] of entries.entries()) {
            const other = reverse.entries[row]?.[column] as number;
            // Infinities of opposite paths meet in another order in the two modes.
            if (!Number.isFinite(value) || !Number.isFinite(other)) {
              assert.ok(!Number.isFinite(value) && !Number.isFinite(other), `${value}, ${other}`);
            } else assert.ok(agrees(value, other, scale), `${value}, ${other}`);
          }
        }
      }),
      { numRuns: cases(10_000) },
    );
  });

  it("an evaluator gives the values and gradients of the plain sweeps", () => {
    fc.assert(
      fc.property(programs(kinked, 40), (tape) => {
        const evaluator = createEvaluator(tape);
        const moved = tape.inputs.map(({ node }) => 0.5 - (tape.values[node] as number));
        const scale = pathScale(tape);
        for (const { node } of tape.outputs) {
          assertAgree(evaluator.gradient(node), gradient(tape, node), scale);
        }
        evaluator.evaluate(moved);
        const { values } = evaluateTape(tape, moved);
        assert.deepEqual([...evaluator.values()], [...values]);
        const there = { ...tape, values };
        for (const { node } of tape.outputs) {
          assertAgree(evaluator.gradient(node), gradient(there, node), pathScale(there));
        }
      }),
      { numRuns: cases(10_000) },
    );
  });

  it("⟨ȳ, J·ẋ⟩ = ⟨Jᵀ·ȳ, ẋ⟩", () => {
    fc.assert(
      fc.property(
        programs(smooth, 10),
        fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 5, maxLength: 5 }),
        (tape, weights) => {
          const tangent = new Map(
            tape.inputs.map(({ node }, index) => [node, weights[index] as number]),
          );
          const cotangents = tape.outputs.map((_, index) => weights[3 + index] as number);
          const seeds = new Map<number, number>();
          for (const [index, { node }] of tape.outputs.entries())
            seeds.set(node, (seeds.get(node) ?? 0) + (cotangents[index] as number));
          const { tangents } = forwardSweep(tape, tangent);
          const { adjoints } = reverseSweep(tape, seeds);
          const left = tape.outputs.reduce(
            (sum, { node }, index) =>
              sum + (tangents[node] as number) * (cotangents[index] as number),
            0,
          );
          const right = tape.inputs.reduce(
            (sum, { node }, index) => sum + (adjoints[node] as number) * (weights[index] as number),
            0,
          );
          if (!Number.isFinite(left) || !Number.isFinite(right)) return;
          assert.ok(Math.abs(left - right) <= 1e-10 * pathScale(tape) * 16, `${left}, ${right}`);
        },
      ),
      { numRuns: cases(10_000) },
    );
  });

  it("the Hessian is symmetric and is the difference of gradients", () => {
    fc.assert(
      fc.property(programs(smooth, 6), (tape) => {
        const output = tape.outputs[0]?.node as number;
        const matrix = hessian(tape, output);
        const inputs = tape.inputs.map(({ node }) => tape.values[node] as number);
        const gradientAt = (at: readonly number[]) => {
          const { values } = evaluateTape(tape, at);
          const { adjoints } = reverseSweep(
            { ...tape, values: Float64Array.from(values) },
            new Map([[output, 1]]),
          );
          return tape.inputs.map(({ node }) => adjoints[node] as number);
        };
        const isTame =
          matrix.flat().every((entry) => Math.abs(entry) < 1e3) &&
          gradientAt(inputs).every((entry) => Math.abs(entry) < 1e3);
        fc.pre(isTame);
        for (const [row, entries] of matrix.entries()) {
          const h = 1e-4;
          const shifted = (by: number) =>
            gradientAt(inputs.map((x, index) => (index === row ? x + by : x)));
          const [up, down] = [shifted(h), shifted(-h)];
          for (const [column, entry] of entries.entries()) {
            assert.ok(agrees(entry, matrix[column]?.[row] as number, 1e2), "not symmetric");
            const expected = ((up[column] as number) - (down[column] as number)) / (2 * h);
            assert.ok(
              Math.abs(entry - expected) <= 1e-2 * Math.max(1, Math.abs(expected)),
              `${entry}, ${expected}`,
            );
          }
        }
      }),
      { numRuns: cases(300) },
    );
  });
});

describe("evaluating a tape at new inputs", () => {
  it("gives the values of a new trace while its guards hold, and names the first that breaks", () => {
    const source =
      "function f(x: number, y: number) { if (x > y) return x * y; return x + [1, 2, 3][Math.floor(y)]!; }";
    const { tape } = traceOf(source, { at: "x = 3, y = 2" });
    const { values, brokenGuard } = evaluateTape(tape, [5, 4]);
    assert.equal(values[tape.outputs[0]?.node as number], 20);
    assert.equal(brokenGuard, undefined);
    const broken = evaluateTape(tape, [1, 4]).brokenGuard;
    assert.equal(broken && source.slice(broken.range.start, broken.range.end), "x > y");
    const indexed = traceOf(source, { at: "x = 0, y = 1.5" }).tape;
    assert.equal(evaluateTape(indexed, [0.5, 1.7]).brokenGuard, undefined);
    assert.equal(evaluateTape(indexed, [0.5, 2.1]).brokenGuard?.kind, "value");
    assert.throws(() => evaluateTape(tape, [1]), /2 inputs, not 1/);
  });
});
