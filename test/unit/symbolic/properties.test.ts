import assert from "node:assert/strict";
import fc from "fast-check";
import type { OpName } from "../../../src/core/ops/primitives.ts";
import { rowOf } from "../../../src/core/ops/table.ts";
import { derivativeTexts } from "../../../src/core/symbolic/derivativeText.ts";
import { deriveSymbolically } from "../../../src/core/symbolic/derive.ts";
import { createExprPool } from "../../../src/core/symbolic/expr.ts";
import { printCode } from "../../../src/core/symbolic/printCode.ts";
import { printText } from "../../../src/core/symbolic/printText.ts";
import { createSimplifier } from "../../../src/core/symbolic/simplify.ts";
import { treeSize } from "../../../src/core/symbolic/treeSize.ts";
import type { NodeId, Tape } from "../../../src/core/tape/tape.ts";
import { adjointsAt, runCode, toleranceAt } from "./runCode.ts";
import { inputNodes, operation, outputOf, tapeBy } from "./tapeOf.ts";

/** One step of a random program: an operation on earlier nodes, counted back from the end. */
interface Step {
  readonly op: OpName;
  readonly args: readonly number[];
}

const arithmetic: readonly OpName[] = ["add", "sub", "mul", "div", "neg", "mul", "add", "sub"];
const functions: readonly OpName[] = [
  "pow",
  "abs",
  "sqrt",
  "exp",
  "log",
  "sin",
  "cos",
  "tanh",
  "max",
  "min",
  "hypot",
  "atan2",
  "sign",
  "floor",
  "cbrt",
  "log1p",
  "mod",
  "sinh",
  "cosh",
  "tan",
  "atan",
];
const step = fc.record({
  op: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...arithmetic) },
    { weight: 2, arbitrary: fc.constantFrom(...functions) },
  ),
  args: fc.array(fc.nat(20), { minLength: 3, maxLength: 3 }),
});
const constants = [2, 3, -1, 0.5, 4, 1, 0.1];
const program = fc.array(step, { minLength: 2, maxLength: 9 });
const parameters = {
  numRuns: Number(process.env["RUNS"] ?? 600),
};
const generic = [
  [0.7312, -1.3177, 2.1415],
  [1.5231, 0.4173, -0.6191],
  [-0.8713, -0.2939, 0.3671],
];
const points = [
  [0.7, -1.3, 2.1],
  [1.5, 0.4, -0.6],
  [0, 1, -1],
  [-2, -0.5, 0],
  [1, 1, 1],
];

function tapeOfProgram(steps: readonly Step[]): Tape {
  return tapeBy({ x: 0.7, y: -1.3, z: 2.1 }, (builder, leaves) => {
    const nodes: NodeId[] = [...leaves.values()];
    for (const value of constants) nodes.push(builder.constant(value, { start: 0, end: 0 }));
    for (const { op, args } of steps) {
      const { arity } = rowOf(op);
      const picked = args.slice(0, arity === "n" ? 2 : arity).map((back) => {
        const isRecent = back < 8;
        return nodes[
          isRecent ? nodes.length - 1 - (back % nodes.length) : back % nodes.length
        ] as NodeId;
      });
      nodes.push(operation(builder, op, picked));
    }
    return nodes.at(-1) as NodeId;
  });
}

describe("printed derivatives of random programs", function () {
  this.timeout(60_000);

  it("are valid code that equals the reverse sweep wherever that is finite", () => {
    fc.assert(
      fc.property(program, (steps) => {
        const tape = tapeOfProgram(steps);
        const output = outputOf(tape);
        const inputs = inputNodes(tape);
        const texts = derivativeTexts(tape, output, inputs);
        for (const point of points) {
          const adjoints = adjointsAt(tape, output, point);
          const [x = 0, y = 0, z = 0] = point;
          for (const [index, node] of inputs.entries()) {
            const text = texts[index];
            const expected = adjoints[node] as number;
            if (!text) continue;
            const actual = runCode(text.code, { x, y, z });
            if (!Number.isFinite(expected) || Math.abs(expected) > 1e100) continue;
            const error = Math.abs(actual - expected);
            const tolerance = toleranceAt(tape, output, node, point);
            assert.ok(
              error <= tolerance,
              `${text.code} is ${actual}, not ${expected}, at ${point}`,
            );
          }
        }
      }),
      parameters,
    );
  });

  it("say the same to people, over the real numbers", () => {
    fc.assert(
      fc.property(program, (steps) => {
        const tape = tapeOfProgram(steps);
        const output = outputOf(tape);
        const inputs = inputNodes(tape);
        const pool = createExprPool();
        const simplify = createSimplifier(pool, {
          reading: "people",
          hasDecimals: false,
          effort: 1000,
        });
        const derivatives = deriveSymbolically(tape, output, inputs, pool) ?? [];
        for (const [index, derivative] of derivatives.entries()) {
          const simplified = simplify(derivative);
          if (!simplified || treeSize(simplified, 400) > 400) continue;
          const code = printCode(simplified);
          for (const point of generic) {
            const node = inputs[index] as NodeId;
            const expected = adjointsAt(tape, output, point)[node] as number;
            const [x = 0, y = 0, z = 0] = point;
            const actual = runCode(code, { x, y, z });
            if (!Number.isFinite(expected) || Math.abs(expected) > 1e30) continue;
            // Multiplied out, a formula may overflow or cancel where the sweep does not.
            if (!Number.isFinite(actual)) continue;
            const tolerance = 1e5 * toleranceAt(tape, output, node, point);
            const where = `${printText(simplified)} is ${actual}, not ${expected}, at ${point}`;
            assert.ok(Math.abs(actual - expected) <= tolerance, where);
          }
        }
      }),
      parameters,
    );
  });

  for (const reading of ["people", "machines"] as const) {
    it(`are simplified once and for all, for ${reading}`, () => {
      fc.assert(
        fc.property(program, (steps) => {
          const tape = tapeOfProgram(steps);
          const pool = createExprPool();
          const derivatives = deriveSymbolically(tape, outputOf(tape), inputNodes(tape), pool);
          for (const derivative of derivatives ?? []) {
            const options = { reading, hasDecimals: false, effort: 1000 };
            const once = createSimplifier(pool, options)(derivative);
            if (!once) continue;
            const twice = createSimplifier(pool, options)(once);
            assert.equal(twice && printText(twice), printText(once));
          }
        }),
        parameters,
      );
    });
  }
});
