import assert from "node:assert/strict";
import fc from "fast-check";
import { notesOf } from "../../../src/core/analysis/document/notes.ts";
import { evaluateTape } from "../../../src/core/autodiff/evaluate.ts";
import { derivativeTexts } from "../../../src/core/symbolic/derivativeText.ts";
import { deriveSymbolically } from "../../../src/core/symbolic/expr/derive.ts";
import { createExprPool, type Expr } from "../../../src/core/symbolic/expr/expr.ts";
import { treeSize } from "../../../src/core/symbolic/expr/treeSize.ts";
import { printCode } from "../../../src/core/symbolic/print/printCode.ts";
import { printText } from "../../../src/core/symbolic/print/printText.ts";
import { createSimplifier } from "../../../src/core/symbolic/simplify.ts";
import type { NodeId, Tape } from "../../../src/core/tape/tape.ts";
import { program, tapeOfProgram } from "./randomPrograms.ts";
import { adjointsAt, hasPowerOfZero, runCode, toleranceAt } from "./runCode.ts";
import { inputNodes, outputOf } from "./tapeOf.ts";

const parameters = {
  numRuns: Number(process.env["RUNS"] ?? 600),
};
const points = [
  [0.7, -1.3, 2.1],
  [1.5, 0.4, -0.6],
  [0, 1, -1],
  [-2, -0.5, 0],
  [1, 1, 1],
];

/** Fifty points with negative numbers, zeros and ones among them, at which many functions end or turn. */
const edges = [-2.3, -1, -0.4, 0, 0.3, 1, 1.7];
const manyPoints = Array.from({ length: 50 }, (_, index) =>
  [1, 7, 49].map((place) => edges[Math.floor((index * 7) / place) % edges.length] as number),
);

/** The formulas that are short enough to be read, each with the input it belongs to. */
function readFormulas(tape: Tape): readonly { readonly node: NodeId; readonly formula: Expr }[] {
  const pool = createExprPool();
  const inputs = inputNodes(tape);
  const simplify = createSimplifier(pool, { reading: "people", hasDecimals: false, effort: 400 });
  const derivatives = deriveSymbolically(tape, outputOf(tape), inputs, pool) ?? [];
  return derivatives.flatMap((derivative, index) => {
    const formula = simplify(derivative);
    const isRead = formula && treeSize(formula, 300) <= 300;
    return isRead ? [{ node: inputs[index] as NodeId, formula }] : [];
  });
}

/** Derivatives are taken to their limits there, which the plain formula has none of. */
function hasInfinity(values: Float64Array): boolean {
  return values.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
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
            if (hasInfinity(evaluateTape(tape, point).values)) continue;
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

  it("say the same to people, at domain edges too", () => {
    fc.assert(
      fc.property(program, (steps) => {
        const tape = tapeOfProgram(steps);
        const output = outputOf(tape);
        for (const { node, formula } of readFormulas(tape)) {
          const code = printCode(formula);
          for (const point of manyPoints) {
            const { values } = evaluateTape(tape, point);
            const expected = adjointsAt(tape, output, point)[node] as number;
            // Multiplied out, a formula may overflow or cancel where the sweep does not.
            if (hasInfinity(values) || Math.abs(expected) > 1e30) continue;
            const [x = 0, y = 0, z = 0] = point;
            const actual = runCode(code, { x, y, z });
            const where = () => `${printText(formula)} is ${actual}, not ${expected}, at ${point}`;
            const notes = notesOf({ ...tape, values });
            if (!Number.isFinite(expected)) {
              // Filled in may be only what somebody is told about.
              assert.ok(!Number.isFinite(actual) || notes.length > 0, where());
            } else if (!Number.isFinite(actual)) {
              assert.ok(notes.length > 0 || hasPowerOfZero(tape, values), where());
            } else {
              const tolerance = 1e5 * toleranceAt(tape, output, node, point) + 1e-12;
              assert.ok(Math.abs(actual - expected) <= tolerance, where());
            }
          }
        }
      }),
      { numRuns: Math.ceil(parameters.numRuns / 6) },
    );
  });

  it("do not depend on the order of terms and factors", () => {
    fc.assert(
      fc.property(program, (steps) => {
        const texts = [false, true].map((isTurned) =>
          readFormulas(tapeOfProgram(steps, isTurned)).map(({ formula }) => printText(formula)),
        );
        assert.deepEqual(texts[1], texts[0]);
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
