import assert from "node:assert/strict";
import { createEvaluator } from "../../../src/core/autodiff/evaluator.ts";
import { brokenInvariant } from "../../../src/core/tape/checkTape.ts";
import { homeOnly, withSeed } from "../../../src/webview/model/branches.ts";
import { derivativeText } from "../../../src/webview/model/derivativeFormula.ts";
import { routesOf } from "../../../src/webview/model/routes.ts";
import { oneHot, type Seed, seededTape } from "../../../src/webview/model/seededTape.ts";
import { sampleInputs } from "../../../src/webview/model/sweep.ts";
import { sceneOf } from "../../../src/webview/sceneOf.ts";
import { polar } from "../../panel/samples.ts";
import { tapeOfSample } from "./graphOfSample.ts";
import { pictureOfSample } from "./pictureOfSample.ts";

const v: Seed = { "[0]": 0.5, "[1]": -2, "[2]": 3 };

describe("the weighted sum of results", () => {
  it("has the vector-Jacobian product for its gradient, wherever the inputs stand", () => {
    const own = tapeOfSample(polar);
    const tape = seededTape(own, v);
    assert.equal(brokenInvariant(tape), undefined);
    const [plain, seeded] = [createEvaluator(own), createEvaluator(tape)];
    const sum = tape.outputs.at(-1)?.node as number;
    for (const shift of [0, 1.5, -4]) {
      const inputs = sampleInputs(own).map((value) => value + shift);
      plain.evaluate(inputs);
      seeded.evaluate(inputs);
      const expected = plain.vjp(Object.values(v));
      for (const [i, gradient] of seeded.gradient(sum).entries()) {
        const [a, b] = [gradient, expected[i] as number];
        assert.ok(Math.abs(a - b) <= 1e-12 * Math.abs(b), `${a} for ${b}`);
      }
    }
  });

  it("begins as the chosen result, and without weights nothing goes back", () => {
    const own = tapeOfSample(polar);
    const [chosen, none] = [oneHot(own, 1), { "[0]": 0 }].map((seed) => seededTape(own, seed));
    assert.deepEqual(oneHot(own, 1), { "[0]": 0, "[1]": 1, "[2]": 0 });
    for (const [tape, row] of [
      [chosen, [Math.sin(0.7), 2 * Math.cos(0.7)]],
      [none, [0, 0]],
    ] as const) {
      const evaluator = createEvaluator(tape as typeof own);
      const sum = tape?.outputs.at(-1)?.node as number;
      assert.deepEqual([...evaluator.gradient(sum)], row);
    }
  });

  it("lets nothing through where the weight is 0, not even what is not a number", () => {
    const own = tapeOfSample(polar);
    const tape = seededTape(own, { "[2]": 1 });
    const evaluator = createEvaluator(tape);
    evaluator.evaluate([3, Number.NaN]);
    const sum = tape.outputs.at(-1)?.node as number;
    assert.deepEqual([evaluator.valueOf(sum), ...evaluator.gradient(sum)], [9, 6, 0]);
  });

  it("is a result like any other: in the graph, in paths that add up, and with a formula", () => {
    const home = pictureOfSample(polar);
    const branches = withSeed(homeOnly(home), polar.text, v);
    const picture = branches.home;
    const settings = { moves: {}, output: 3, input: "r", step: undefined };
    const scene = sceneOf(picture, { ...settings, selected: undefined, selection: null }, branches);
    const seed = picture.tape.outputs[3]?.node as number;
    assert.equal(picture.words.term(seed), "cartesian · v");
    const weights = scene.linkNumbers.flatMap(({ local }, index) => {
      const { from, to } = picture.graph.links[index] ?? {};
      const isOutput = picture.tape.outputs.some(({ node }) => node === from);
      return isOutput && to !== undefined ? [local] : [];
    });
    assert.deepEqual(weights.sort(), [-2, 0.5, 3]);
    const gradient = 0.5 * Math.cos(0.7) - 2 * Math.sin(0.7) + 3 * 4;
    assert.ok(Math.abs((routesOf(scene)?.paths.sum as number) - gradient) < 1e-12);
    assert.match(derivativeText(picture, 3, 0) ?? "", /cos\(angle\)/);
    assert.equal(derivativeText(picture, 0, 0), "cos(angle)");
    assert.equal(withSeed(branches, polar.text, undefined).home.tape.outputs.length, 3);
  });
});
