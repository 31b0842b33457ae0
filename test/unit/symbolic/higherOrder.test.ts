import assert from "node:assert/strict";
import { derivativesUpTo } from "../../../src/core/autodiff/tower.ts";
import { derivativeTexts } from "../../../src/core/symbolic/derivativeText.ts";
import { assertClose } from "../../helpers/assertClose.ts";
import { runCode } from "./runCode.ts";
import { inputNodes, outputOf, type Point, tapeOf } from "./tapeOf.ts";

const rows: readonly (readonly [string, Point])[] = [
  ["(3 * x + 1) ** 2", { x: 2 }],
  ["Math.sin(x) * Math.exp(x * y)", { x: 0.7, y: -0.4 }],
  ["Math.log(x) / (x + y)", { x: 2, y: 1.5 }],
  ["Math.tanh(x * y)", { x: 0.3, y: 0.8 }],
  ["Math.max(x, y) ** 3", { x: 2, y: 1 }],
  ["Math.abs(x) * x ** 2", { x: -2 }],
  ["x ** 2.5", { x: 1.7 }],
  ["Math.floor(x) * x ** 2", { x: 2.5 }],
];

describe("the formula of a higher derivative", () => {
  for (const [source, point] of rows) {
    it(`of ${source} has the value of the derivative of that order`, () => {
      const tape = tapeOf(source, point);
      for (const order of [2, 3, 4]) {
        const texts = derivativeTexts(tape, outputOf(tape), inputNodes(tape), order);
        for (const [index, node] of inputNodes(tape).entries()) {
          const code = texts[index]?.code;
          assert.ok(code, `order ${order}`);
          const expected = derivativesUpTo(tape, outputOf(tape), node, order)[order] as number;
          assertClose(runCode(code, point), expected, 1e-9);
        }
      }
    });
  }
});
