import assert from "node:assert/strict";
import { derivativeTexts } from "../../../src/core/symbolic/derivativeText.ts";
import { runCode } from "./runCode.ts";
import { inputNodes, outputOf, type Point, tapeOf } from "./tapeOf.ts";

/** The formulas of the chain-rule lessons: source, point, and each partial as the lesson writes it with its value. */
const lessons: readonly {
  readonly source: string;
  readonly point: Point;
  readonly partials: readonly (readonly [text: string, value: number])[];
}[] = [
  { source: "(3 * x + 1) ** 2", point: { x: 2 }, partials: [["6(3x + 1)", 42]] },
  { source: "(3 * x) ** 2", point: { x: 2 }, partials: [["18x", 36]] },
  { source: "Math.sin(x ** 2)", point: { x: 1 }, partials: [["2x·cos(x²)", 2 * Math.cos(1)]] },
  {
    source: "Math.sin(x) ** 2",
    point: { x: 1 },
    partials: [["2·sin(x)·cos(x)", Math.sin(2)]],
  },
  { source: "Math.exp(Math.log((3 * x) ** 2))", point: { x: 2 }, partials: [["18x", 36]] },
  {
    source: "((w * x) ** 2 - target) ** 2",
    point: { w: 3, x: 2, target: 10 },
    partials: [
      ["4w·x²·((w·x)² − target)", 1248],
      ["4w²·x·((w·x)² − target)", 1872],
      ["2(target − (w·x)²)", -52],
    ],
  },
  {
    source: "mu + sigma * Math.random()",
    point: { mu: 1, sigma: 2, "Math.random()": 0.25 },
    partials: [
      ["1", 1],
      ["Math.random()", 0.25],
    ],
  },
  {
    source: "0.5 * (W4 * Math.tanh(W3 * (W2 * (W1 * x))) - y) ** 2",
    point: { W1: 1, W2: 2, W3: 1, W4: 1, x: 2, y: 10 },
    partials: [
      ["W2·W3·W4·x·(W4·tanh(W1·W2·W3·x) − y)/cosh(W1·W2·W3·x)²", -0.0482777815],
      ["W1·W3·W4·x·(W4·tanh(W1·W2·W3·x) − y)/cosh(W1·W2·W3·x)²", -0.0241388908],
      ["W1·W2·W4·x·(W4·tanh(W1·W2·W3·x) − y)/cosh(W1·W2·W3·x)²", -0.0482777815],
      ["tanh(W1·W2·W3·x)·(W4·tanh(W1·W2·W3·x) − y)", -8.994634],
    ],
  },
];

describe("the formulas of the lessons", () => {
  for (const { source, point, partials } of lessons) {
    it(`${source}: ${partials.map(([text]) => text).join(", ")}`, () => {
      const tape = tapeOf(source, point);
      const texts = derivativeTexts(tape, outputOf(tape), inputNodes(tape));
      const names = Object.fromEntries(
        Object.entries(point).filter(([name]) => !name.startsWith("Math.")),
      );
      for (const [index, [text, value]] of partials.entries()) {
        assert.equal(texts[index]?.text, text);
        const actual = runCode(texts[index]?.code ?? "", names);
        assert.ok(Math.abs(actual - value) <= 1e-6 * Math.abs(value), `${actual}, not ${value}`);
      }
    });
  }
});
