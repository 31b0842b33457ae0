import assert from "node:assert/strict";
import { derivativeTexts } from "../../../src/core/symbolic/derivativeText.ts";
import { createFormPool } from "../../../src/core/symbolic/normalForm/formPool.ts";
import { inputNodes, outputOf, tapeOf } from "./tapeOf.ts";

const names = ["a", "b", "c"];
const mean = "(a + b + c) / 3";
const powers = (exponent: number) =>
  names.map((name) => `(${name} - ${mean}) ** ${exponent}`).join(" + ");

describe("numbers that are not finite", () => {
  const sources = [
    // The kurtosis of three values divides by 3 − 3.
    `(12 / 0) * ((${powers(4)}) / Math.sqrt((${powers(2)}) / 2) ** 4) - 12 / 0`,
    `(1 / 0) * (${powers(2)}) / Math.sqrt(${powers(2)})`,
    "(1 / 0) * (a - b) * (b - c) * (c - a)",
  ];
  for (const source of sources) {
    it(`have no formula, because ∞·(a − b) is not ∞·a − ∞·b: ${source}`, () => {
      const tape = tapeOf(source, { a: 1, b: 2, c: 4 });
      const texts = derivativeTexts(tape, outputOf(tape), inputNodes(tape));
      assert.deepEqual(texts, [undefined, undefined, undefined]);
    });
  }

  it("stand alone as a derivative", () => {
    const tape = tapeOf("(1 / 0) * a + b", { a: 1, b: 2 });
    const texts = derivativeTexts(tape, outputOf(tape), inputNodes(tape));
    assert.deepEqual(
      texts.map((text) => text?.text),
      ["∞", "1"],
    );
  });
});

describe("the work on a formula", () => {
  it("has an end even where no new form is made", () => {
    const forms = createFormPool("people");
    for (let step = 0; step < 500_000; step++) forms.spend();
    assert.equal(forms.isExhausted(), false);
    forms.spend();
    assert.equal(forms.isExhausted(), true);
  });
});
