import assert from "node:assert/strict";
import fc from "fast-check";
import { deriveSymbolically } from "../../../src/core/symbolic/expr/derive.ts";
import { createExprPool } from "../../../src/core/symbolic/expr/expr.ts";
import { printText } from "../../../src/core/symbolic/print/printText.ts";
import { createSimplifier } from "../../../src/core/symbolic/simplify.ts";
import { evaluateRead } from "./evaluateRead.ts";
import { adjointsAt } from "./runCode.ts";
import { inputNodes, outputOf, type Point, tapeOf } from "./tapeOf.ts";

/** The derivative by the first input as it is read; and it is right at three points. */
function derivative(source: string, names: readonly string[]): string {
  const pointNear = (shift: number): Point =>
    Object.fromEntries(names.map((name, place) => [name, 0.3 + place / 8 + shift]));
  const tape = tapeOf(source, pointNear(0));
  const [input = 0] = inputNodes(tape);
  const pool = createExprPool();
  const [exact] = deriveSymbolically(tape, outputOf(tape), [input], pool) ?? [];
  const options = { reading: "people", hasDecimals: false, effort: 400, paths: names } as const;
  const formula = exact && createSimplifier(pool, options)(exact);
  assert.ok(formula, source);
  for (const shift of [0, 0.4, -0.7]) {
    const point = pointNear(shift);
    const values = Object.values(point);
    const expected = adjointsAt(tape, outputOf(tape), values)[input] as number;
    if (!Number.isFinite(expected)) continue;
    const actual = evaluateRead(formula, point);
    const tolerance = 1e-9 * Math.max(1, Math.abs(expected));
    assert.ok(
      Math.abs(actual - expected) <= tolerance,
      `${printText(formula)} is ${actual}, not ${expected}`,
    );
  }
  return printText(formula);
}

function elements(name: string, length: number): readonly string[] {
  return Array.from({ length }, (_, index) => `${name}[${index}]`);
}

function loop(length: number, term: (index: number) => string): string {
  return Array.from({ length }, (_, index) => term(index)).join(" + ");
}

describe("steps of a loop that count", () => {
  const rows: readonly (readonly [string, string, readonly string[], string])[] = [
    ["0, 1, 2, …", loop(5, (i) => `${i} * s * x[${i}]`), elements("x", 5), "Σ_i i·x[i]"],
    ["1, 2, 3, …", loop(5, (i) => `${i + 1} * s * x[${i}]`), elements("x", 5), "Σ_i (i + 1)·x[i]"],
    ["squares", loop(5, (i) => `${i * i} * s * x[${i}]`), elements("x", 5), "Σ_i i²·x[i]"],
    ["powers of 2", loop(5, (i) => `${2 ** i} * s * x[${i}]`), elements("x", 5), "Σ_i 2ⁱ·x[i]"],
    ["fractions", loop(5, (i) => `(s * x[${i}]) / ${i + 1}`), elements("x", 5), "Σ_i x[i]/(i + 1)"],
    ["signs", loop(6, (i) => `${(-1) ** i} * s * x[${i}]`), elements("x", 6), "Σ_i (−1)ⁱ·x[i]"],
    [
      "backwards",
      loop(5, (i) => `s * x[${i}] * y[${4 - i}]`),
      [...elements("x", 5), ...elements("y", 5)],
      "Σ_i x[i]·y[4-i]",
    ],
    [
      "every other element",
      loop(4, (i) => `s * x[${2 * i}] * x[${2 * i + 1}]`),
      elements("x", 8),
      "Σ_i x[2i]·x[2i+1]",
    ],
    [
      "a polynomial",
      loop(5, (i) => `x[${i}] * s ** ${i}`),
      elements("x", 5),
      "Σ_i=1…4 i·x[i]·sⁱ⁻¹",
    ],
    [
      "Horner's scheme",
      "(((x[4] * s + x[3]) * s + x[2]) * s + x[1]) * s + x[0]",
      elements("x", 5),
      "Σ_i=1…4 i·x[i]·sⁱ⁻¹",
    ],
    ["no array", loop(8, (i) => `Math.sin(${i + 1} * s) / ${i + 1}`), [], "Σ_i=1…8 cos(i·s)"],
    ["powers without an array", loop(9, (i) => `s ** ${i}`), [], "Σ_i=1…8 i·sⁱ⁻¹"],
    [
      "a time for each measurement",
      loop(6, (i) => `(s * ${i} + b - x[${i}]) ** 2`),
      ["b", ...elements("x", 6)],
      "Σ_i 2i·(i·s + b − x[i])",
    ],
    [
      "a loop in a loop that runs as far as the outer one",
      loop(6, (i) => `s * y[${i}] * (${loop(i + 1, (j) => `x[${j}]`)})`),
      [...elements("x", 6), ...elements("y", 6)],
      "",
    ],
    ["three powers", "s ** 3 + s ** 2 + s", [], "3s² + 2s + 1"],
  ];
  for (const [what, source, names, expected] of rows) {
    it(`are a sum over the index: ${what}`, () => {
      const text = derivative(source, ["s", ...names]);
      if (expected !== "") assert.equal(text, expected);
    });
  }

  const coefficients: readonly ((index: number) => number)[] = [
    (i) => i,
    (i) => 3 - 2 * i,
    (i) => 2 * i ** 2,
    (i) => (i + 1) ** 3,
    (i) => 3 ** i,
    (i) => 0.5 ** i,
    (i) => (-1) ** i * (i + 2),
    (i) => 1 / (2 * i + 1),
    (i) => [4, 1, 7, 2, 9, 3, 8][i] ?? 0,
  ];
  const step = fc.record({
    coefficient: fc.integer({ min: 0, max: coefficients.length - 1 }),
    exponent: fc.constantFrom("", " ** 2", " ** I", " ** (-I)"),
    inside: fc.constantFrom("s", "s + x[I]", "s * x[I]", "s * x[N] - y[I]", "s + I", "I * s"),
    around: fc.constantFrom("", "Math.sin", "Math.exp"),
    last: fc.constantFrom("", " * y[I]", " + x[I] * s", " + s"),
  });

  it("equal the derivative whatever the loop", () => {
    fc.assert(
      fc.property(step, fc.integer({ min: 2, max: 7 }), (pieces, length) => {
        const { coefficient, exponent, inside, around, last } = pieces;
        const term = (i: number) => {
          const power = exponent.includes("-I") ? ` ** ${-i}` : exponent;
          const text = `${coefficients[coefficient]?.(i)} * ${around}((${inside})${power})${last}`;
          return text.replaceAll("I", String(i)).replaceAll("N", String(length - 1 - i));
        };
        const source = loop(length, (i) => `(${term(i)})`);
        derivative(source, ["s", ...elements("x", length), ...elements("y", length)]);
      }),
      { numRuns: Number(process.env["RUNS"] ?? 400) },
    );
  });
});
