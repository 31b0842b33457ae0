import assert from "node:assert/strict";
import { type Equation, explain } from "../../../src/webview/model/explain.ts";
import { graphOf } from "../../../src/webview/model/graph.ts";
import { linkNumbers } from "../../../src/webview/model/linkNumbers.ts";
import { editableNumber, formatNumber } from "../../../src/webview/model/numbers.ts";
import { operatorLabel, spell } from "../../../src/webview/model/operators.ts";
import { sliderRange, snapped } from "../../../src/webview/model/sliderRange.ts";
import { createSweeper, sampleInputs } from "../../../src/webview/model/sweep.ts";
import { shortNameOf } from "../../../src/webview/model/words.ts";
import { lesson, polar, type Sample } from "../../panel/samples.ts";
import { tapeOfSample } from "./graphOfSample.ts";

describe("a number", () => {
  for (const [value, text] of [
    [676, "676"],
    [123456, "123456"],
    [1e6, "1e6"],
    [-52, "−52"],
    [40.50603612, "40.506"],
    [-0.01206945, "−0.012069"],
    [0.00012345678, "0.00012346"],
    [0.000012345, "1.2345e−5"],
    [123456.7, "123457"],
    [6.02214076e23, "6.0221e23"],
    [-0, "0"],
    [0.1 + 0.2, "0.3"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ] as const) {
    it(`reads ${text}`, () => assert.equal(formatNumber(value), text));
  }

  it("is typed with an ordinary hyphen", () => {
    assert.equal(editableNumber(-0.30000000000000004), "-0.3");
    assert.equal(editableNumber(Number.NaN), "");
  });
});

describe("an operation", () => {
  it("is spelled as mathematics writes it", () => {
    assert.equal(spell("mul", ["3", "2"]), "3 × 2");
    assert.equal(spell("mul", ["−3", "−2"]), "−3 × (−2)");
    assert.equal(spell("pow", ["output - target", "2"]), "(output - target)²");
    assert.equal(spell("pow", ["x", "0.5"]), "x ^ 0.5");
    assert.equal(spell("pow", ["−3", "2"]), "(−3)²");
    assert.equal(spell("max", ["a - b", "0"]), "max(a - b, 0)");
    assert.equal(spell("log", ["x"]), "ln(x)");
    assert.equal(spell("le", ["x", "y"]), "x ≤ y");
    assert.equal(spell("mul", ["Math.sin(a + b)", "v[i + 1]"]), "Math.sin(a + b) × v[i + 1]");
  });

  it("carries its constants in its label", () => {
    assert.equal(operatorLabel("mul", [undefined, undefined]), "×");
    assert.equal(operatorLabel("mul", ["3", undefined]), "3 ×");
    assert.equal(operatorLabel("sub", [undefined, "1"]), "− 1");
    assert.equal(operatorLabel("pow", [undefined, "−1"]), "(·)⁻¹");
    assert.equal(operatorLabel("pow", ["2", undefined]), "2^(·)");
    assert.equal(operatorLabel("atan2", [undefined, "1"]), "atan2(·, 1)");
    assert.equal(operatorLabel("tanh", [undefined]), "tanh");
  });

  it("belongs to a function with a short name", () => {
    assert.equal(shortNameOf("Activations.TANH.output"), "output");
    assert.equal(shortNameOf("f@12"), "f");
  });
});

describe("the explanation of a node", () => {
  const explained = (sample: Sample, node: number, output = 0) => {
    const tape = tapeOfSample(sample);
    const { graph, words } = graphOf(tape, sample.trace.name, sample.text);
    const seed = tape.outputs[output]?.node;
    const sweep = createSweeper(tape)(sampleInputs(tape), seed);
    const figures = { tape, graph, words, sweep, linkNumbers: linkNumbers(tape, graph, sweep) };
    return explain(figures, node, seed);
  };
  const textOf = (equation: Equation | undefined) =>
    equation && [...equation.terms, equation.result].join(" = ");

  it("gives the lesson's arithmetic and its chain rule", () => {
    const { value, locals, gradient } = explained(lesson, 3);
    assert.equal(textOf(value), "u = w × x = 3 × 2 = 6");
    assert.deepEqual(locals.map(textOf), ["∂u/∂w = 2", "∂u/∂x = 3"]);
    assert.equal(textOf(gradient), "∂loss/∂u = ∂loss/∂output · ∂output/∂u = 52 × 12 = 624");
  });

  it("calls an unnamed value by its source", () => {
    const { value, gradient } = explained(lesson, 8);
    assert.equal(textOf(value), "loss = (output - target)² = 26² = 676");
    assert.equal(textOf(gradient), "∂loss/∂loss = 1");
    assert.equal(textOf(explained(lesson, 6).gradient), "∂loss/∂(output - target) = 1 × 52 = 52");
  });

  it("sums over the links that leave a node", () => {
    assert.equal(textOf(explained(polar, 0, 2).gradient), "∂area/∂r = 1 × 2 + 1 × 2 = 4");
  });
});

describe("a slider", () => {
  it("reaches to both sides of the sample value, and as far as a typed one", () => {
    assert.deepEqual(sliderRange(3, 3), { min: -3, max: 9, step: 0.1 });
    assert.equal(sliderRange(3, 20).max, 20);
    const { min, max } = sliderRange(0, 0);
    assert.deepEqual([min, max], [-2, 2]);
  });

  it("lands on short numbers", () => {
    assert.equal(snapped(3.13793, sliderRange(3, 3)), 3.14);
    assert.equal(snapped(0.3 + 0.1, sliderRange(1, 1)), 0.4);
    assert.equal(snapped(1234.5678, sliderRange(2000, 2000)), 1230);
  });
});
