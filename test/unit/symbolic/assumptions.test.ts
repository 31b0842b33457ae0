import assert from "node:assert/strict";
import fc from "fast-check";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import { notesOf } from "../../../src/core/analysis/document/notes.ts";
import { derivativesOf } from "../../../src/core/analysis/formulas/derivatives.ts";
import { evaluateTape } from "../../../src/core/autodiff/evaluate.ts";
import type { Assumption } from "../../../src/core/symbolic/assumptions.ts";
import { deriveSymbolically } from "../../../src/core/symbolic/expr/derive.ts";
import { createExprPool, type Expr, type ExprPool } from "../../../src/core/symbolic/expr/expr.ts";
import { treeSize } from "../../../src/core/symbolic/expr/treeSize.ts";
import { above, below, nought } from "../../../src/core/symbolic/normalForm/signs.ts";
import { printCode } from "../../../src/core/symbolic/print/printCode.ts";
import { printText } from "../../../src/core/symbolic/print/printText.ts";
import { createSimplifier } from "../../../src/core/symbolic/simplify.ts";
import { program, tapeOfProgram } from "./randomPrograms.ts";
import { adjointsAt, hasPowerOfZero, runCode, toleranceAt } from "./runCode.ts";
import { inputNodes, outputOf } from "./tapeOf.ts";

/** The derivative by x of a function of x and y with that body. */
function textOf(body: string, at: string): string | undefined {
  const text = `/** @at ${at} */\nfunction f(x: number, y: number): number { ${body} }`;
  const analysis = createAnalyzer().analyze({ uri: "file:///f.ts", version: 1, text });
  const [fn] = analysis.functions;
  return fn && derivativesOf(fn)[0]?.text;
}

describe("what a branch says of signs", () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ["if (x > 0) return Math.sqrt(x * x); return y;", "x = 2, y = 1", "1"],
    ["if (x < 0) return x * Math.sqrt(x * x); return y;", "x = -2, y = 1", "−2x"],
    ["if (!(x <= 0)) return x * Math.abs(x); return y;", "x = 2, y = 1", "2x"],
    ["if (0 < x) return x * Math.log(x * x); return y;", "x = 2, y = 1", "2·ln(x) + 2"],
    ["if (x < y) return 0; return Math.abs(x - y) ** 3;", "x = 2, y = 1", "3(x − y)²"],
    ["if (x < y) return 0; return Math.abs(y - x) ** 3;", "x = 2, y = 1", "3(x − y)²"],
    ["if (2 * x > 2) return Math.abs(x - 1) ** 3; return y;", "x = 3, y = 1", "3(x − 1)²"],
    ["if (x > 1) return y * Math.max(0, x) ** 2; return y;", "x = 3, y = 1", "2x·y"],
    ["if (x < -1) return y * Math.max(1 - x, x) ** 2; return y;", "x = -3, y = 1", ""],
    ["if (x > 0) return Math.acos(1 - 2 * x * x); return y;", "x = 0.3, y = 1", "2/√(1 − x²)"],
  ];
  for (const [body, at, expected] of rows) {
    it(`shortens the formula of ${body}`, () => {
      const text = textOf(body, at);
      if (expected !== "") assert.equal(text, expected);
      assert.doesNotMatch(text ?? "", /\||sign/);
    });
  }

  const unguarded: readonly (readonly [string, string])[] = [
    ["return Math.sqrt(x * x) + y;", "sign(x)"],
    ["return x * Math.abs(x) + y;", "2|x|"],
    ["return x * Math.log(x * x) + y;", "ln(x²) + 2"],
    ["if (y > 0) return x * Math.abs(x); return y;", "2|x|"],
    ["if (x > -1) return x * Math.abs(x); return y;", "2|x|"],
    ["if (x * x > 1) return x * Math.abs(x); return y;", "2|x|"],
  ];
  for (const [body, expected] of unguarded) {
    it(`is nothing in ${body}`, () => {
      assert.equal(textOf(body, "x = 2, y = 1"), expected);
    });
  }

  interface Choice {
    readonly make: (pool: ExprPool) => Assumption;
    readonly holds: (x: number, y: number, z: number) => boolean;
  }
  const assuming =
    (left: (pool: ExprPool) => Expr, right: (pool: ExprPool) => Expr, signs: number) =>
    (pool: ExprPool): Assumption => ({ left: left(pool), right: right(pool), signs });
  const named = (name: string) => (pool: ExprPool) => pool.variable(name);
  const number = (value: number) => (pool: ExprPool) => pool.constant(value);
  const choices: readonly Choice[] = [
    { make: assuming(named("x"), number(0), above), holds: (x) => x > 0 },
    { make: assuming(named("x"), number(0), below), holds: (x) => x < 0 },
    { make: assuming(named("x"), number(0), above | nought), holds: (x) => x >= 0 },
    { make: assuming(named("y"), number(0), below | nought), holds: (_, y) => y <= 0 },
    { make: assuming(named("x"), named("y"), above), holds: (x, y) => x > y },
    { make: assuming(named("y"), number(0.5), above), holds: (_, y) => y > 0.5 },
    { make: assuming(named("z"), number(-0.5), below), holds: (_x, _y, z) => z < -0.5 },
    { make: assuming(number(1), named("x"), above | nought), holds: (x) => x <= 1 },
  ];
  const values = [-2.3, -1, -0.4, 0, 0.3, 1, 1.7];
  const points = Array.from({ length: 60 }, (_, index) =>
    [1, 7, 49].map((place) => values[Math.floor((index * 11) / place) % values.length] as number),
  );

  it("changes no value where the branch is taken", () => {
    const some = fc.uniqueArray(fc.constantFrom(...choices), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(program, some, (steps, chosen) => {
        const tape = tapeOfProgram(steps);
        const output = outputOf(tape);
        const pool = createExprPool();
        const inputs = inputNodes(tape);
        const simplify = createSimplifier(pool, {
          reading: "people",
          hasDecimals: false,
          effort: 400,
          assumptions: chosen.map(({ make }) => make(pool)),
        });
        const derivatives = deriveSymbolically(tape, output, inputs, pool) ?? [];
        for (const [place, derivative] of derivatives.entries()) {
          const formula = simplify(derivative);
          if (!formula || treeSize(formula, 300) > 300) continue;
          const code = printCode(formula);
          const node = inputs[place] ?? 0;
          for (const point of points) {
            const [x = 0, y = 0, z = 0] = point;
            if (!chosen.every(({ holds }) => holds(x, y, z))) continue;
            const at = evaluateTape(tape, point).values;
            const expected = adjointsAt(tape, output, point)[node] as number;
            if (at.some((value) => Math.abs(value) > 1e30) || !(Math.abs(expected) < 1e30))
              continue;
            const actual = runCode(code, { x, y, z });
            const where = `${printText(formula)} is ${actual}, not ${expected}, at ${point}`;
            if (!Number.isFinite(actual)) {
              const isTold = notesOf({ ...tape, values: at }).length > 0;
              assert.ok(isTold || hasPowerOfZero(tape, at), where);
              continue;
            }
            const tolerance = 1e5 * toleranceAt(tape, output, node, point) + 1e-12;
            assert.ok(Math.abs(actual - expected) <= tolerance, where);
          }
        }
      }),
      { numRuns: Number(process.env["RUNS"] ?? 300) },
    );
  });
});
