import assert from "node:assert/strict";
import { evaluateTape, rowAt } from "../../../src/core/autodiff/evaluate.ts";
import { createEvaluator } from "../../../src/core/autodiff/evaluator.ts";
import { localDerivatives } from "../../../src/core/autodiff/localDerivatives.ts";
import { gradient } from "../../../src/core/autodiff/modes.ts";
import { reverseSweep } from "../../../src/core/autodiff/reverse.ts";
import { evaluateOp, opNames, rowOf } from "../../../src/core/ops/table.ts";
import { createTapeBuilder } from "../../../src/core/tape/builder.ts";
import { sizeOf } from "../../../src/core/tape/tape.ts";
import { someOf } from "../../helpers/cases.ts";
import { traceOf } from "../../helpers/traceOf.ts";

const nowhere = { start: 0, end: 0 };
const special = [-2, -1, -0.5, -0, 0, 0.5, 1, 2, 1e300, 5e-324, Infinity, NaN];

function tuples(count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  return tuples(count - 1).flatMap((tuple) => special.map((value) => [...tuple, value]));
}

function tapeOf(op: (typeof opNames)[number], args: readonly number[]) {
  const builder = createTapeBuilder(nowhere, "f");
  const inputs = args.map((arg, index) => builder.input(`x${index}`, arg, "free", nowhere));
  const node = builder.operation(op, inputs, evaluateOp(rowOf(op), args), nowhere);
  return builder.finish([{ node, path: "" }]);
}

describe("an evaluator", () => {
  for (const op of opNames) {
    it(`reads the same partial derivatives of ${op} as every sweep, at every special point`, () => {
      const { arity, samples } = rowOf(op);
      const counts = arity === "n" ? [1, 2, 3] : [samples[0]?.length as number];
      for (const args of someOf(counts.flatMap(tuples))) {
        const tape = tapeOf(op, args);
        const { partials, stopped } = localDerivatives(tape);
        const expected = args.map((_, i) => (stopped[i] === 1 ? 0 : (partials[i] as number)));
        const actual = createEvaluator(tape).gradient(tape.outputs[0]?.node as number);
        // The sign of a zero is nobody's convention.
        assert.deepEqual(
          Array.from(actual, (value) => value + 0),
          expected.map((value) => value + 0),
          `${op}(${args})`,
        );
      }
    });
  }

  it("names the first broken guard, and none where all hold", () => {
    const source =
      "function f(x: number, y: number) { if (x > y) return x * y; return x + [1, 2, 3][Math.floor(y)]!; }";
    const { tape } = traceOf(source, { at: "x = 3, y = 2" });
    const evaluator = createEvaluator(tape);
    assert.equal(evaluator.evaluate([5, 4]), undefined);
    assert.equal(evaluator.valueOf(tape.outputs[0]?.node as number), 20);
    const broken = evaluator.evaluate([1, 4]);
    assert.equal(broken && source.slice(broken.range.start, broken.range.end), "x > y");
    const indexed = createEvaluator(traceOf(source, { at: "x = 0, y = 1.5" }).tape);
    assert.equal(indexed.evaluate([0.5, 1.7]), undefined);
    assert.equal(indexed.evaluate([0.5, 2.1])?.kind, "value");
    assert.equal(indexed.evaluate([0.5, Number.NaN])?.kind, "value");
  });

  it("keeps a branch on the truth of a number while it is true, whatever it is", () => {
    const source = "function f(x: number) { if (x) return 2 * x; return -1; }";
    const { tape } = traceOf(source, { at: "x = 5" });
    for (const x of [7, -1, Infinity]) {
      assert.equal(createEvaluator(tape).evaluate([x]), undefined, `${x}`);
      assert.equal(evaluateTape(tape, [x]).brokenGuard, undefined, `${x}`);
    }
    for (const x of [0, -0, Number.NaN]) {
      assert.equal(createEvaluator(tape).evaluate([x])?.kind, "truth", `${x}`);
      assert.equal(evaluateTape(tape, [x]).brokenGuard?.kind, "truth", `${x}`);
    }
  });

  it("does not multiply what never arrived, and does what arrived as 0", () => {
    const lost = traceOf("function f(x: number) { return Math.max(Math.sqrt(x), 1); }", {
      at: "x = 0",
    }).tape;
    assert.deepEqual([...createEvaluator(lost).gradient(lost.outputs[0]?.node as number)], [0]);
    const zero = traceOf("function f(x: number) { return 0 * Math.sqrt(x); }", {
      at: "x = 0",
    }).tape;
    const node = zero.outputs[0]?.node as number;
    assert.deepEqual([...createEvaluator(zero).gradient(node)], [Number.NaN]);
    assert.deepEqual(gradient(zero, node), [Number.NaN]);
  });

  it("gives the gradient of every node, those inside of sums of products included", () => {
    const source = `function f(a: number, b: number) {
      let sum = a;
      for (const [x, w] of [[a, b], [b, b], [a, 3], [2, b]] as const) sum += x * w;
      return sum * sum - (1 - sum * a) + (b - sum);
    }`;
    const { tape } = traceOf(source, { at: "a = 1.5, b = -0.75" });
    const evaluator = createEvaluator(tape);
    const inputs = tape.inputs.map(({ node }) => node);
    for (let node = 0; node < sizeOf(tape); node++) {
      const { adjoints } = reverseSweep(tape, new Map([[node, 1]]));
      const expected = inputs.map((input) => adjoints[input] as number);
      assert.deepEqual([...evaluator.gradient(node)], expected, `node ${node}`);
    }
  });

  it("keeps what never arrived apart from 0 through sums, differences and products", () => {
    // Each way back passes an infinite slope that nothing must be multiplied with.
    for (const lost of [
      "u + x",
      "1 + u",
      "u - x",
      "x - u",
      "1 - u",
      "3 * u",
      "u * 3",
      "u * u",
      "x + u * 2",
    ]) {
      const body = `const u = Math.sqrt(x); const v = ${lost}; return Math.max(v, 100) + x;`;
      const { tape } = traceOf(`function f(x: number) { ${body} }`, { at: "x = 0" });
      const output = tape.outputs[0]?.node as number;
      assert.deepEqual([...createEvaluator(tape).gradient(output)], [1], lost);
      // What does arrive, even as 0, is multiplied.
      const zero = traceOf(
        `function f(x: number) { ${body.replace(/return.*/, "return 0 * v;")} }`,
        {
          at: "x = 0",
        },
      ).tape;
      const found = createEvaluator(zero).gradient(zero.outputs[0]?.node as number);
      assert.deepEqual([...found], [Number.NaN], lost);
    }
  });

  it("weighs several outputs, the same node twice included", () => {
    const { tape } = traceOf(
      "function f(x: number, y: number) { const p = x * y; return [p, p, x - y, 7]; }",
      { at: "x = 3, y = 2" },
    );
    assert.deepEqual([...createEvaluator(tape).vjp([1, 10, 100, 1000])], [122, -67]);
  });

  it("uses its buffers again", () => {
    const { tape } = traceOf("function f(x: number) { return x * x; }", { at: "x = 3" });
    const evaluator = createEvaluator(tape);
    const into = new Float64Array(1);
    const output = tape.outputs[0]?.node as number;
    assert.equal(evaluator.gradient(output, into), into);
    assert.deepEqual([...into], [6]);
    evaluator.evaluate([5]);
    assert.deepEqual([...evaluator.gradient(output, into)], [10]);
    assert.deepEqual([...evaluator.gradient(output, into)], [10]);
  });

  it("leaves what stands behind in a longer buffer", () => {
    const { tape } = traceOf("function f(x: number) { return 5 * Math.abs(x); }", { at: "x = 0" });
    for (const way of [tape, { ...tape, nonSmooth: "jax" as const }]) {
      const evaluator = createEvaluator(way);
      const slope = way === tape ? 0 : 5;
      const buffer = () => new Float64Array(6).fill(7);
      const output = tape.outputs[0]?.node as number;
      assert.deepEqual([...evaluator.gradient(output, buffer())], [slope, 7, 7, 7, 7, 7]);
      assert.deepEqual([...evaluator.vjp([2], buffer())], [2 * slope, 7, 7, 7, 7, 7]);
      assert.deepEqual([...evaluator.values(buffer())], [...tape.values, 7, 7]);
    }
  });

  it("says what is wrong with a count", () => {
    const { tape } = traceOf("function f(x: number, y: number) { return x * y; }", {
      at: "x = 3, y = 2",
    });
    const evaluator = createEvaluator(tape);
    assert.throws(() => evaluator.evaluate([1]), /the tape has 2 inputs, not 1/);
    assert.throws(() => evaluator.vjp([1, 2]), /the tape has 1 output, not 2/);
    assert.equal(evaluator.evaluate([Number.NaN, 1]), undefined);
    assert.ok(Number.isNaN(evaluator.valueOf(tape.outputs[0]?.node as number)));
  });

  it("knows no rows but those of the table", () => {
    assert.throws(() => rowAt(opNames.length), /no row \d/);
  });

  it("takes tapes without inputs, without outputs and without anything", () => {
    const builder = createTapeBuilder(nowhere, "f");
    const evaluator = createEvaluator(builder.finish([]));
    assert.equal(evaluator.evaluate([]), undefined);
    assert.deepEqual([...evaluator.vjp([])], []);
  });
});
