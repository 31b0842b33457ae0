import assert from "node:assert/strict";
import fc from "fast-check";
import { checksOf, told } from "./checked.ts";

/** A formula with its derivative, both as source text, and the derivative with one factor left out. */
interface Formula {
  readonly text: string;
  readonly slope: string;
  readonly mutants: readonly string[];
}

const constant = fc
  .integer({ min: 2, max: 9 })
  .map((value): Formula => ({ text: String(value), slope: "0", mutants: [] }));
const variable = fc.constant<Formula>({ text: "x", slope: "1", mutants: [] });

/** The chain rule by hand: outer′(inner)·inner′, and without the inner factor. */
function chain(outer: (u: string) => string, outerSlope: (u: string) => string) {
  return (inner: Formula): Formula => ({
    text: outer(inner.text),
    slope: `(${outerSlope(inner.text)}) * (${inner.slope})`,
    mutants: [
      ...(inner.slope === "1" || inner.slope === "0" ? [] : [outerSlope(inner.text)]),
      ...inner.mutants.map((mutant) => `(${outerSlope(inner.text)}) * (${mutant})`),
    ],
  });
}

const unary = [
  chain(
    (u) => `Math.sin(${u})`,
    (u) => `Math.cos(${u})`,
  ),
  chain(
    (u) => `Math.cos(${u})`,
    (u) => `-Math.sin(${u})`,
  ),
  chain(
    (u) => `Math.exp(${u})`,
    (u) => `Math.exp(${u})`,
  ),
  chain(
    (u) => `Math.tanh(${u})`,
    (u) => `1 - Math.tanh(${u}) ** 2`,
  ),
  chain(
    (u) => `Math.atan(${u})`,
    (u) => `1 / (1 + (${u}) ** 2)`,
  ),
  chain(
    (u) => `Math.log(1 + (${u}) ** 2)`,
    (u) => `2 * (${u}) / (1 + (${u}) ** 2)`,
  ),
  chain(
    (u) => `Math.sqrt(1 + (${u}) ** 2)`,
    (u) => `(${u}) / Math.sqrt(1 + (${u}) ** 2)`,
  ),
  chain(
    (u) => `(${u}) ** 3`,
    (u) => `3 * (${u}) ** 2`,
  ),
  chain(
    (u) => `Math.abs(${u})`,
    (u) => `Math.sign(${u})`,
  ),
  chain(
    (u) => `Math.max(0, ${u})`,
    (u) => `((${u}) > 0 ? 1 : 0)`,
  ),
];

const binary = [
  (a: Formula, b: Formula): Formula => ({
    text: `(${a.text} + ${b.text})`,
    slope: `(${a.slope}) + (${b.slope})`,
    mutants: a.mutants.map((mutant) => `(${mutant}) + (${b.slope})`),
  }),
  (a: Formula, b: Formula): Formula => ({
    text: `(${a.text} - ${b.text})`,
    slope: `(${a.slope}) - (${b.slope})`,
    mutants: b.mutants.map((mutant) => `(${a.slope}) - (${mutant})`),
  }),
  (a: Formula, b: Formula): Formula => ({
    text: `(${a.text}) * (${b.text})`,
    slope: `(${a.slope}) * (${b.text}) + (${a.text}) * (${b.slope})`,
    mutants: [
      `(${a.slope}) * (${b.slope})`,
      ...a.mutants.map((mutant) => `(${mutant}) * (${b.text}) + (${a.text}) * (${b.slope})`),
    ],
  }),
  (a: Formula, b: Formula): Formula => ({
    text: `(${a.text}) / (2 + (${b.text}) ** 2)`,
    slope: `((${a.slope}) * (2 + (${b.text}) ** 2) - (${a.text}) * 2 * (${b.text}) * (${b.slope})) / (2 + (${b.text}) ** 2) ** 2`,
    mutants: [
      `((${a.slope}) * (2 + (${b.text}) ** 2) + (${a.text}) * 2 * (${b.text}) * (${b.slope})) / (2 + (${b.text}) ** 2) ** 2`,
    ],
  }),
];

const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    variable,
    constant,
    fc.tuple(fc.constantFrom(...unary), tie("formula")).map(([rule, inner]) => rule(inner)),
    fc
      .tuple(fc.constantFrom(...binary), tie("formula"), tie("formula"))
      .map(([rule, left, right]) => rule(left, right)),
  ),
}));

const pairOf = (text: string, slope: string) =>
  `function f(x) { return ${text} }\n// @derivativeOf f\nfunction g(x) { return ${slope} }`;

/** Plain evaluation in the host, independent of what is tested: is the mutant another function? */
function differs(slope: string, mutant: string): boolean {
  const [right, wrong] = [slope, mutant].map(
    (text) => new Function("x", `return ${text}`) as (x: number) => number,
  );
  if (!right || !wrong) return false;
  const gaps = [0.3, 0.7, 1.3, 2.6, -0.4, -1.7].map((x) => {
    const [a, b] = [right(x), wrong(x)];
    const size = Math.max(Math.abs(a), Math.abs(b));
    return (
      Number.isFinite(a) && Number.isFinite(b) && size > 1e-100 && Math.abs(a - b) > 1e-3 * size
    );
  });
  return gaps.filter((gap) => gap).length >= 3;
}

describe("random formulas", function () {
  this.timeout(60_000);
  it("with their derivative are equal", () => {
    fc.assert(
      fc.property(formula, ({ text, slope }) => {
        const [check] = checksOf(pairOf(text, slope));
        assert.ok(check, text);
        // Where two corners meet, slope's choices (0 for |u|, the left one for max) add up to one of their own.
        const corners = text.match(/Math\.(abs|max)/g) ?? [];
        const allowed =
          check.samples === 0
            ? ["inconclusive"]
            : corners.length > 1
              ? ["equal", "kink"]
              : ["equal"];
        assert.ok(allowed.includes(check.verdict), `${pairOf(text, slope)}\n${told(check)}`);
      }),
      { numRuns: 300 },
    );
  });
  it("with a factor or sign changed are wrong", () => {
    fc.assert(
      fc.property(formula, ({ text, slope, mutants }) => {
        for (const mutant of mutants.slice(0, 2)) {
          if (!differs(slope, mutant)) continue;
          const [check] = checksOf(pairOf(text, mutant));
          assert.ok(check, text);
          // Where the factor is 1 on a whole branch, it is right there.
          const isCaught = check.verdict === "wrong" || check.verdict === "conditional";
          assert.ok(isCaught, `${pairOf(text, mutant)}\n${told(check)}`);
        }
      }),
      { numRuns: 300 },
    );
  });
});
