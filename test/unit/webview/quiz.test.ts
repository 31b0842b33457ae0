import assert from "node:assert/strict";
import { mistakesOf } from "../../../src/webview/model/mistakes.ts";
import { judge, nextQuestion } from "../../../src/webview/model/quiz.ts";
import { type Routes, routesOf } from "../../../src/webview/model/routes.ts";
import { alongPath, lesson, network, type Sample, sineSquared } from "../../panel/samples.ts";
import { sceneOfSample } from "./pictureOfSample.ts";

function judged(sample: Sample, answer: number, chosen: Parameters<typeof sceneOfSample>[1] = {}) {
  const scene = sceneOfSample(sample, chosen);
  return judge(routesOf(scene) as Routes, scene.sweep.values, answer);
}

const chain: readonly (readonly [number, RegExp])[] = [
  [1248, /^Right: 52 × 12 × 2 = 1248\.$/],
  [624, /^624 is the outer rate ∂loss\/∂u alone; times the inner rate ∂u\/∂w 2 it is 1248\.$/],
  [2, /^2 is the inner rate ∂u\/∂w alone; times the outer rate ∂loss\/∂u 624 it is 1248\.$/],
  [52, /^52 is the outer rate ∂loss\/∂output alone; times the inner rate ∂output\/∂w 24/],
  [104, /^104 leaves out the link ∂output\/∂u = 12; with it, it is 1248\.$/],
  [66, /^66 is the sum of the rates; along a chain they multiply: 52 × 12 × 2 = 1248\.$/],
  [-1248, /^−1248 has the right size and the wrong sign/],
  [676, /^676 is the value of loss there; its rate is 1248\.$/],
  [1 / 1248, /is upside down/],
  [1300, /^1300 is close/],
  [5000, /^5000 is too large/],
  [-3, /^−3 has the wrong sign, and another size/],
];

describe("an answer about a chain", () => {
  for (const [answer, text] of chain) {
    it(`${answer} is told ${text.source}`, () => {
      const { isRight, text: said } = judged(lesson, answer, { input: "w" });
      assert.match(said, text);
      assert.equal(isRight, answer === 1248);
    });
  }

  it("that takes the outer rate at x and not at g(x) is told so", () => {
    const at = { moves: { x: 0.3 } };
    const [whole, outer] = [2 * 0.3 * Math.cos(0.3), 2 * 0.3];
    assert.match(
      judged(sineSquared(1), whole, at).text,
      /takes the outer rate at x = 0\.3; .* at s = 0\.29552: then/,
    );
    assert.match(
      judged(sineSquared(1), outer, at).text,
      /takes the outer rate at x = 0\.3; .* inner rate is missing/,
    );
  });

  it("is right when it is rounded as people round", () => {
    assert.ok(judged(sineSquared(1), 0.909).isRight);
    assert.ok(judged(sineSquared(1), 0.91).isRight);
    assert.ok(!judged(sineSquared(1), 0.9).isRight);
    assert.ok(judged(sineSquared(Math.PI / 2), 0).isRight);
    assert.ok(!judged(sineSquared(Math.PI / 2), 0.01).isRight);
  });

  it("says how many rates are negative where the sign is wrong", () => {
    const { text } = judged(network, 8.994634, { input: "W4" });
    assert.match(text, /wrong sign: 1 of the rates is negative\. It is −8\.9946\.$/);
  });
});

describe("an answer about several paths", () => {
  const [throughY, throughX] = [2 * Math.cos(1), -Math.sin(1)];
  const rows: readonly (readonly [number, RegExp])[] = [
    [throughY + throughX, /^Right: 0\.5403 × 2 \+ 1 × \(−0\.84147\) = 0\.23913\.$/],
    [
      throughY,
      /is the path through y alone; all paths add up: 1\.0806 \+ \(−0\.84147\) = 0\.23913/,
    ],
    [throughX, /is the path through x alone/],
    [throughY * throughX, /multiplies the paths; links multiply, paths add/],
    [Math.cos(1) + 1, /adds the outer rates alone/],
  ];
  for (const [answer, text] of rows) {
    it(`${answer} is told ${text.source}`, () =>
      assert.match(judged(alongPath, answer).text, text));
  }
});

describe("the quiz", () => {
  it("explains with the numbers of the moment, nowhere written down", () => {
    for (const w of [2, 3.5, -1]) {
      const scene = sceneOfSample(lesson, { input: "w", moves: { w } });
      const routes = routesOf(scene) as Routes;
      const total = 8 * w * (4 * w * w - 10) * 2;
      assert.ok(Math.abs(routes.paths.sum - total) < 1e-9 * Math.abs(total));
      const outer = mistakesOf(routes, scene.sweep.values)[0]?.value as number;
      assert.ok(Math.abs(outer * 2 - total) < 1e-9 * Math.abs(total));
    }
  });

  it("asks about every input, then at another point of the same branch", () => {
    const first = nextQuestion(sceneOfSample(lesson, { input: "w" }));
    assert.deepEqual([first.input?.path, first.move], ["x", undefined]);
    const last = nextQuestion(sceneOfSample(lesson, { input: "target" }));
    assert.equal(last.input?.path, "w");
    assert.equal(last.move, 3.5);
  });
});
