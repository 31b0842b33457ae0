import assert from "node:assert/strict";
import { pointProblem } from "../../../src/editor/samplePointInput.ts";

describe("a sample point typed by hand", () => {
  for (const input of [
    "x = 2",
    "x=2,w=3",
    "x = 2, w = -3.5e-7",
    "v = [1, 2, 3]",
    "p = { x: 1, y: 2 }",
    "this.k = 4",
    "v[0] = 1, p.x.y = 2",
    "$a_1 = .5",
    'kind = "a, b", flag = true',
    "σ = Infinity",
  ]) {
    it(`accepts ${input}`, () => assert.equal(pointProblem(input), undefined));
  }

  for (const input of [
    "",
    "x",
    "x = ",
    "= 2",
    "2 = x",
    "x = 2,",
    "x = 2, , w = 3",
    "v = [1, 2",
    "v = [1, 2)",
    "v = 1]",
    'kind = "a',
    "x = 2 */ evil()",
    "x = 2\ny = 3",
  ]) {
    it(`refuses ${JSON.stringify(input)}`, () =>
      assert.equal(typeof pointProblem(input), "string"));
  }
});
