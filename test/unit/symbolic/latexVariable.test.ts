import assert from "node:assert/strict";
import { latexVariable } from "../../../src/core/symbolic/print/latexVariable.ts";

const rows: readonly (readonly [string, string])[] = [
  ["x", "x"],
  ["theta", "\\theta"],
  ["W1", "W_{1}"],
  ["theta1", "\\theta_{1}"],
  ["x_12", "x_{12}"],
  ["é2", "\\mathrm{é}_{2}"],
  ["theta1[0]", "{\\theta_{1}}_{0}"],
  ["rate2", "\\mathrm{rate2}"],
  ["W[0][2]", "W_{0,2}"],
  // One place below the line, one index in it.
  ["W1[0][2]", "{W_{1}}_{0,2}"],
  ["state₁₂", "\\mathrm{state}_{12}"],
  ["v[0]₁", "\\mathrm{v[0]}_{1}"],
  ["W1₂", "{W_{1}}_{2}"],
  ["$zap", "\\mathrm{\\$zap}"],
];

describe("a variable, typeset", () => {
  for (const [path, latex] of rows) {
    it(`${path} is ${latex}`, () => assert.equal(latexVariable(path), latex));
  }
});
