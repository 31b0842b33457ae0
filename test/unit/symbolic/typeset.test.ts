import assert from "node:assert/strict";
import { derivativeTexts } from "../../../src/core/symbolic/derivativeText.ts";
import { createExprPool } from "../../../src/core/symbolic/expr/expr.ts";
import { mathml } from "../../../src/core/symbolic/print/mathml.ts";
import { printTypeset } from "../../../src/core/symbolic/print/printTypeset.ts";
import { isTall } from "../../../src/core/symbolic/print/typeset.ts";
import { typesetSize } from "../../../src/core/symbolic/print/typesetSize.ts";
import { inputNodes, outputOf, type Point, tapeOf } from "./tapeOf.ts";

/** The elements by one letter each: what is read, without what draws it. */
const short = (markup: string) =>
  markup.replace(/<(\/?)m(i|n|o)>/g, "").replaceAll(' lspace="0" rspace="0"', "");

function formula(source: string, point: Point) {
  const tape = tapeOf(source, point);
  const [derivative] = derivativeTexts(tape, outputOf(tape), inputNodes(tape));
  assert.ok(derivative);
  return derivative.typeset;
}

const x = { x: 2 };
const xy = { x: 2, y: 1.5 };
const gap = '<mspace width=".2em"/>';
const pairs = Array.from({ length: 4 }, (_, i) => [
  [`v[${i}]`, i + 1],
  [`y[${i}]`, 2 * i],
]).flat();
const rows: readonly (readonly [string, Point, string])[] = [
  ["(3 * x + 1) ** 2", x, "6<mrow>(3x+1)</mrow>"],
  ["Math.hypot(x, y)", xy, "<mfrac>x<msqrt><msup>x2</msup>+<msup>y2</msup></msqrt></mfrac>"],
  ["Math.sin(x) ** 3", x, `3${gap}<msup>sin2</msup><mrow>(x)</mrow>${gap}cos<mrow>(x)</mrow>`],
  [
    "Math.cbrt(x)",
    x,
    "<mfrac>1<mrow>3<msup><mrow>(<mroot>x3</mroot>)</mrow>2</msup></mrow></mfrac>",
  ],
  ["Math.log(1 - x)", x, "<mfrac>1<mrow>x−1</mrow></mfrac>"],
  ["-y / x", xy, "<mfrac>y<msup>x2</msup></mfrac>"],
  ["x * rate * decay", { x: 2, rate: 3, decay: 4 }, "decay·rate"],
  ["x * (rate + w)", { x: 2, rate: 3, w: 4 }, "rate+w"],
  ["x ** 2 * (rate + w)", { x: 2, rate: 3, w: 4 }, "2x·<mrow>(rate+w)</mrow>"],
  ["v[0] ** 3", { "v[0]": 2 }, "3<msubsup>v02</msubsup>"],
  ["x ** 2 * theta * w1", { x: 2, theta: 3, w1: 4 }, "2θ<msub>w1</msub>x"],
  ["1e-7 * x", x, "<msup>10<mrow>−7</mrow></msup>"],
  [
    "1e-7 ** x",
    x,
    `<msup><mrow>(<msup>10<mrow>−7</mrow></msup>)</mrow>x</msup>${gap}ln<mrow>(<msup>10<mrow>−7</mrow></msup>)</mrow>`,
  ],
  ["Math.max(0, x)", x, "<mrow>[x&gt;0]</mrow>"],
  ["x * Math.log2(y)", xy, "<msub>log2</msub><mrow>(y)</mrow>"],
  [
    [0, 1, 2, 3].map((i) => `(w * v[${i}] - y[${i}]) ** 2`).join(" + "),
    { w: 2, ...Object.fromEntries(pairs) },
    "<munder>∑i</munder>2<msub>vi</msub>·<mrow>(<msub>vi</msub>w−<msub>yi</msub>)</mrow>",
  ],
  ["Math.exp(-x)", x, "<mrow>−<msup>e<mrow>−x</mrow></msup></mrow>"],
];

describe("a derivative on paper", () => {
  for (const [source, point, expected] of rows) {
    it(`of ${source} reads well`, () => {
      assert.equal(short(mathml(formula(source, point))), expected);
    });
  }

  it("is tall where a line of text is a poor picture of it", () => {
    const tall = [
      "x / y",
      "1 / x",
      "Math.sqrt(x)",
      "Math.exp(-(x ** 2) / y)",
      "Math.exp(-2 * x * y)",
    ];
    for (const source of tall) assert.ok(isTall(formula(source, xy)), source);
    const flat = ["x ** 3 * y", "x ** y", "Math.exp(-x)", "Math.sin(x) ** 2", "(x + 1) ** 4 * y"];
    for (const source of flat) assert.ok(!isTall(formula(source, xy)), source);
  });

  it("is well-formed whatever a property is called", () => {
    const pool = createExprPool();
    for (const path of ['p["<b>&"]', "p.\u0000\uD800x", "v[</mi>]", "a[0][1]", "π", ""]) {
      const markup = mathml(printTypeset(pool.call("sqrt", [pool.variable(path)])));
      assert.match(markup, /^(<\/?m\w+( [\w"=.]+)*\/?>|&(amp|lt|gt);|[^<>&\p{Cc}\p{Cs}])*$/u);
      const open: string[] = [];
      for (const [, slash, name = ""] of markup.matchAll(/<(\/?)(\w+)[^/>]*>/g)) {
        if (slash === "") open.push(name);
        else assert.equal(open.pop(), name);
      }
      assert.deepEqual(open, []);
    }
  });

  it("takes more room for more", () => {
    const widths = ["x ** 2", "x ** 2 * y", "x ** 2 * rate"].map(
      (source) => typesetSize(formula(source, { x: 2, y: 3, rate: 4 })).width,
    );
    assert.deepEqual(
      widths.toSorted((a, b) => a - b),
      widths,
    );
    const line = typesetSize(formula("x ** 3", x));
    const quotient = typesetSize(formula("1 / x", x));
    assert.ok(quotient.up + quotient.down > 1.5 * (line.up + line.down));
  });
});
