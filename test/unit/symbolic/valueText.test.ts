import assert from "node:assert/strict";
import { briefValue, fullValue } from "../../../src/core/symbolic/valueText.ts";

const rows: readonly (readonly [number, string, string])[] = [
  [42, "42", "42"],
  [-0.5, "−0.5", "−0.5"],
  [0.75, "0.75", "0.75"],
  [0.1 + 0.2, "0.3", "0.30000000000000004"],
  [1 / 3, "1/3", "1/3"],
  [-5 / 6, "−5/6", "−5/6"],
  [2 / 7, "2/7", "2/7"],
  [1 / 3 + 1e-15, "0.3333", "0.3333333333333343"],
  [Math.PI, "π", "π"],
  [-Math.PI / 2, "−π/2", "−π/2"],
  [(3 * Math.PI) / 4, "3π/4", "3π/4"],
  [2.14159, "2.142", "2.14159"],
  [Math.E, "e", "e"],
  [Math.SQRT2, "1.414", "1.4142135623730951"],
  [1e-9, "1e−9", "1e−9"],
  [123456789.5, "1.235e8", "123456789.5"],
  [1e21, "1e21", "1e21"],
  [-0, "0", "0"],
  [Number.NaN, "NaN", "NaN"],
  [Number.NEGATIVE_INFINITY, "−∞", "−∞"],
];

describe("a value", () => {
  for (const [value, brief, full] of rows) {
    it(`of ${value} is ${brief} in a lens and ${full} in a hover`, () => {
      assert.equal(briefValue(value, 4), brief);
      assert.equal(fullValue(value), full);
    });
  }

  it("in full is the float itself when read back", () => {
    for (let i = 1; i < 2000; i++) {
      const value = Math.sin(i) * 10 ** ((i % 40) - 20);
      const text = fullValue(value).replaceAll("−", "-");
      if (!/[π/e]/.test(text.replace(/e-?\d+$/, ""))) assert.equal(Number(text), value);
    }
  });
});
