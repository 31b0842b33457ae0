import assert from "node:assert/strict";
import { createEvaluator } from "../../../src/core/autodiff/evaluator.ts";
import { derivation } from "../../../src/webview/model/derivation.ts";
import { derivativeFormula } from "../../../src/webview/model/derivativeFormula.ts";
import { differenceCheck } from "../../../src/webview/model/differenceCheck.ts";
import { type Routes, routesOf } from "../../../src/webview/model/routes.ts";
import { sampleInputs } from "../../../src/webview/model/sweep.ts";
import { alongPath, ends, lesson, polar, recurrent, type Sample } from "../../panel/samples.ts";
import { tapeOfSample } from "./graphOfSample.ts";
import { sceneOfSample } from "./pictureOfSample.ts";

function derived(sample: Sample, chosen: Parameters<typeof sceneOfSample>[1] = {}) {
  const scene = sceneOfSample(sample, chosen);
  const { picture, inputs, sweep, output } = scene;
  const routes = routesOf(scene) as Routes;
  const formula = derivativeFormula(picture, output, picture.inputs.indexOf(routes.input));
  const { index } = routes.input;
  const { sum } = routes.paths;
  const check = differenceCheck(picture.evaluator, inputs, index, routes.output, sum);
  const otherWay = picture.otherWay(routes.output, routes.input.node);
  return derivation(routes, sweep.values, { formula, otherWay, check });
}

const textsOf = (sections: ReturnType<typeof derived>) =>
  Object.fromEntries(
    sections.map(({ title, lines }) => [
      title,
      lines.map(({ terms }) => terms.map(({ text }) => text).join(" = ")),
    ]),
  );

describe("the derivation", () => {
  it("is written out for the lesson, and checked by a difference", () => {
    const { "Check it by a difference": check, ...others } = textsOf(derived(lesson));
    assert.deepEqual(others, {
      "Identify the composition": [
        "w = 3",
        "u = w × x = 6",
        "output = u² = 36",
        "loss = (output - target) ** 2 = 676",
      ],
      "Take each derivative by itself": [
        "∂u/∂w = x = 2",
        "∂output/∂u = 2u = 12",
        "∂loss/∂output = 2(output − target) = 52",
      ],
      "Apply the chain rule": [
        "∂loss/∂w = ∂loss/∂output · ∂output/∂u · ∂u/∂w",
        "∂loss/∂w = 2(output − target) · 2u · x",
        "∂loss/∂w = 2((w·x)² − target) · 2w·x · x",
        "∂loss/∂w = 52 × 12 × 2 = 1248",
      ],
      Result: ["∂loss/∂w = 4·x²·w·((w·x)² − target) = 1248"],
      "Check it another way: multiply out first": [
        "loss = (w·x)⁴ − 2target·w²·x² + target²",
        "∂loss/∂w = 4w³·x⁴ − 4target·w·x²",
        "4·x²·w·((w·x)² − target) = 4w³·x⁴ − 4target·w·x²",
        "Term by term, without the chain rule, and proved equal to what it gave.",
      ],
    });
    assert.match(check?.[0] ?? "", /= 1248$/);
    assert.match(check?.[1] ?? "", /agrees to \d+ digits/);
  });

  it("adds up two paths", () => {
    const { "Apply the chain rule": rule } = textsOf(derived(alongPath));
    assert.deepEqual(rule, [
      "∂along/∂t = ∂along/∂y · ∂y/∂t + ∂along/∂x · ∂x/∂t",
      "∂along/∂t = x · 2t + y · (−sin(t))",
      "∂along/∂t = 0.5403 × 2 + 1 × (−0.84147) = 1.0806 + (−0.84147) = 0.23913",
    ]);
  });

  it("goes back stage by stage where there are many paths", () => {
    const { "Apply the chain rule": rule } = textsOf(derived(recurrent(12)));
    const scene = sceneOfSample(recurrent(12));
    assert.ok(rule && rule.length > 6 && rule.length <= 41);
    const gradient = scene.sweep.adjoints[scene.input?.node ?? -1] as number;
    assert.match(rule.at(-1) ?? "", new RegExp(`= ${gradient.toPrecision(5).replace(/0+$/, "")}$`));
  });

  it("leads from its lines to the code", () => {
    const { picture } = sceneOfSample(lesson);
    const [{ lines } = { lines: [] }] = derived(lesson);
    const node = lines[1]?.node as number;
    const { starts, ends: stops } = picture.tape.provenance;
    assert.equal(lesson.text.slice(starts[node], stops[node]), "w * x");
  });

  it("says so where nothing leads from the input to the result", () => {
    const [section] = derived(polar, { input: "angle", output: 2 });
    assert.match(section?.lines[0]?.terms[0]?.text ?? "", /its derivative is 0/);
  });
});

describe("the check by a difference", () => {
  const check = (sample: Sample, inputs: readonly number[], derivative: number) => {
    const tape = tapeOfSample(sample);
    const output = tape.outputs[0]?.node as number;
    return differenceCheck(createEvaluator(tape), inputs, 0, output, derivative);
  };

  it("contradicts a wrong derivative", () => {
    const inputs = sampleInputs(tapeOfSample(lesson));
    const wrong = check(lesson, inputs, 624);
    assert.ok(wrong.kind === "compared" && wrong.digits === undefined);
    const right = check(lesson, inputs, 1248);
    assert.ok(right.kind === "compared" && (right.digits ?? 0) >= 8);
  });

  it("is not made across a branch", () => {
    const [, ...others] = sampleInputs(tapeOfSample(ends));
    assert.equal(check(ends, [1 + 1e-9, ...others], 0).kind, "none");
  });
});
