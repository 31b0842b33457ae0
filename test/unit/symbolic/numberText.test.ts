import assert from "node:assert/strict";
import {
  constantCode,
  constantLatex,
  constantText,
} from "../../../src/core/symbolic/print/numberText.ts";
import { formatNumber } from "../../../src/core/util/formatNumber.ts";

describe("numbers for reading", () => {
  const rows: readonly (readonly [number, string])[] = [
    [1248, "1248"],
    [0.909297, "0.9093"],
    [1.682941, "1.683"],
    [6.02e23, "6.02e23"],
    [-3, "−3"],
    [-0, "0"],
    [123456.7, "123457"],
    [40.506036, "40.51"],
    [0.00134095, "0.001341"],
    [1.5e-7, "1.5e−7"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ];
  for (const [value, text] of rows) {
    it(`${value} is ${text}`, () => assert.equal(formatNumber(value, 4), text));
  }
});

describe("constants in formulas", () => {
  it("are exact, and named where they have a name", () => {
    assert.equal(constantText(Math.PI), "π");
    assert.equal(constantText(-0.1), "−0.1");
    assert.equal(constantText(1e21), "1e21");
    assert.equal(constantLatex(1e21), "10^{21}");
    assert.equal(constantLatex(-1.5e-7), "-1.5 \\cdot 10^{-7}");
    assert.equal(constantCode(Math.PI), "Math.PI");
    assert.equal(constantCode(0.1 + 0.2), "0.30000000000000004");
    assert.equal(constantCode(Number.NEGATIVE_INFINITY), "-Infinity");
  });
});
