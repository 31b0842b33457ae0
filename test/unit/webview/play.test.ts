import assert from "node:assert/strict";
import { frameAfter, playSteps, stepText } from "../../../src/webview/model/play.ts";
import { type Scene, seedOf } from "../../../src/webview/model/scene.ts";
import { ends, lesson, network, polar, recurrent } from "../../panel/samples.ts";
import { sceneOfSample } from "./pictureOfSample.ts";

const stepsOf = (scene: Scene) => playSteps(scene.picture.graph, scene.linkNumbers, seedOf(scene));

function textsOf(scene: Scene): readonly string[] {
  const seed = seedOf(scene) as number;
  return stepsOf(scene).map((step) => {
    const { terms, result, sum } = stepText({ ...scene.picture, ...scene }, step, seed);
    const text = [...terms, result].join(" = ");
    return sum === undefined ? text : `${text}; ${sum}`;
  });
}

describe("the two passes, step by step", () => {
  it("are the lesson's: forward to 676, then back 52, 624, 1248", () => {
    assert.deepEqual(textsOf(sceneOfSample(lesson)), [
      "w = 3",
      "x = 2",
      "target = 10",
      "u = 3 × 2 = 6",
      "output = 6² = 36",
      "output - target = 36 − 10 = 26",
      "loss = 26² = 676",
      "∂loss/∂loss = 1",
      "∂loss/∂(output - target) = 1 × 52 = 52",
      "∂loss/∂output = ∂loss/∂(output - target) · ∂(output - target)/∂output = 52 × 1 = 52",
      "∂loss/∂target = ∂loss/∂(output - target) · ∂(output - target)/∂target = 52 × (−1) = −52",
      "∂loss/∂u = ∂loss/∂output · ∂output/∂u = 52 × 12 = 624",
      "∂loss/∂w = ∂loss/∂u · ∂u/∂w = 624 × 2 = 1248",
      "∂loss/∂x = ∂loss/∂u · ∂u/∂x = 624 × 3 = 1872",
    ]);
  });

  it("show the sum where a node gets a second share", () => {
    const texts = textsOf(sceneOfSample(polar, { output: 2 }));
    assert.ok(texts.includes("∂area/∂r = 1 × 2 = 2"), texts.join("\n"));
    assert.ok(texts.includes("∂area/∂r = 1 × 2 = 2; 2 + 2 = 4"), texts.join("\n"));
  });

  it("know nothing before the first step and everything after the last", () => {
    for (const sample of [lesson, polar, ends, network, recurrent(12), recurrent(250)]) {
      const scene = sceneOfSample(sample);
      const steps = stepsOf(scene);
      assert.equal(frameAfter(steps, 0).known.size, 0);
      const { known, gradients } = frameAfter(steps, steps.length);
      for (const { id, isActive, fold } of scene.picture.graph.nodes) {
        assert.ok(known.has(id));
        if (fold && fold.faces.length > 1) {
          assert.ok(gradients.has(id), "an array has got its gradients");
          continue;
        }
        const expected = isActive ? (scene.sweep.adjoints[id] as number) : 0;
        const arrived = gradients.get(id) ?? 0;
        assert.ok(Math.abs(arrived - expected) <= 1e-12 * Math.abs(expected), `node ${id}`);
      }
    }
  });

  it("pass a gradient on only once it is complete", () => {
    const { picture, linkNumbers } = sceneOfSample(recurrent(12));
    const steps = playSteps(picture.graph, linkNumbers, picture.tape.outputs[0]?.node);
    const left = new Set<number>();
    for (const step of steps) {
      if (step.kind !== "share") continue;
      assert.ok(!left.has(step.node), "a share arrives after the node has passed its sum on");
      left.add(picture.graph.links[step.link]?.to as number);
    }
  });
});
