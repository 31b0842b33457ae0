import assert from "node:assert/strict";
import { briefValue } from "../../../src/core/symbolic/print/valueText.ts";

const rows: readonly (readonly [number, lens: string, hover: string])[] = [
  [42, "42", "42"],
  [-0.5, "−0.5", "−0.5"],
  [0.75, "0.75", "0.75"],
  [0.1 + 0.2, "0.3", "0.3"],
  [1 / 3, "1/3", "1/3"],
  [-5 / 6, "−5/6", "−5/6"],
  [2 / 7, "2/7", "2/7"],
  [1 / 3 + 1e-15, "0.3333", "0.333333"],
  [Math.PI, "π", "π"],
  [-Math.PI / 2, "−π/2", "−π/2"],
  [(3 * Math.PI) / 4, "3π/4", "3π/4"],
  [2.14159, "2.142", "2.14159"],
  [Math.E, "e", "e"],
  [Math.SQRT2, "1.414", "1.41421"],
  [1e-9, "1e−9", "1e−9"],
  [123456789.5, "1.235e8", "1.23457e8"],
  [1e21, "1e21", "1e21"],
  [-0, "0", "0"],
  [Number.NaN, "NaN", "NaN"],
  [Number.NEGATIVE_INFINITY, "−∞", "−∞"],
];

describe("a value", () => {
  for (const [value, lens, hover] of rows) {
    it(`of ${value} is ${lens} in a lens and ${hover} in a hover`, () => {
      assert.equal(briefValue(value, 4), lens);
      assert.equal(briefValue(value, 6), hover);
    });
  }
});
