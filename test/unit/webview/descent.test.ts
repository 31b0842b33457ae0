import assert from "node:assert/strict";
import { createEvaluator } from "../../../src/core/autodiff/evaluator.ts";
import { homeOnly, withAnswers } from "../../../src/webview/model/branches.ts";
import { curveOver } from "../../../src/webview/model/curve.ts";
import { warningOf } from "../../../src/webview/model/descent.ts";
import {
  descended,
  descentGoingOn,
  descentUndone,
  newDescent,
} from "../../../src/webview/model/descentRun.ts";
import { valueAt } from "../../../src/webview/model/differenceCheck.ts";
import type { Moves } from "../../../src/webview/model/moves.ts";
import { plotRange } from "../../../src/webview/model/sliderRange.ts";
import { sampleInputs } from "../../../src/webview/model/sweep.ts";
import { roundedOut } from "../../../src/webview/views/frame.ts";
import { bend, ends, lesson, network, type Sample } from "../../panel/samples.ts";
import { tapeOfSample } from "./graphOfSample.ts";
import { pictureOfSample } from "./pictureOfSample.ts";

function run(
  sample: Sample,
  chosen: readonly string[],
  rate: number,
  times: number,
  moves: Moves = {},
) {
  const picture = pictureOfSample(sample);
  const from = { picture, branches: homeOnly(picture), output: 0 };
  return { from, ...descended(newDescent(chosen, rate), { ...from, moves }, times) };
}

describe("a descent", () => {
  it("moves the lesson's last weight to 1.8994634 in one step", () => {
    const { run: after, moves } = run(network, ["W4"], 0.1, 1);
    assert.ok(Math.abs((moves.W4 as number) - 1.8994634) < 5e-8, `${moves.W4}`);
    assert.deepEqual(Object.keys(moves), ["W4"]);
    assert.ok(Math.abs((after.rows[0]?.loss as number) - 40.506036) < 1e-6);
    assert.ok((after.rows[1]?.loss as number) < 40.506036);
    assert.equal(warningOf(after), undefined);
  });

  it("moves all chosen inputs at once, by the gradient where it started", () => {
    const { moves } = run(lesson, ["w", "x"], 1e-4, 1);
    assert.deepEqual(moves, { w: 3 - 1e-4 * 1248, x: 2 - 1e-4 * 1872 });
  });

  it("warns when the result grows, and stops before it is no number", () => {
    const far = run(lesson, ["w"], 0.1, 1);
    assert.match(warningOf(far.run) ?? "", /grew/);
    const farther = run(lesson, ["w"], 0.1, 50);
    assert.match(farther.run.stuck ?? warningOf(farther.run) ?? "", /finite/);
    assert.ok(Object.values(farther.moves).every(Number.isFinite));
  });

  it("waits where the next step leads to a branch that nobody has traced", () => {
    const { run: after, moves } = run(ends, ["x"], 1e4, 3);
    assert.deepEqual([after.stuck, after.waiting?.steps, moves], [undefined, 3, {}]);
    assert.ok((after.waiting?.points ?? []).every(({ x = 0 }) => x < 1));
  });

  it("goes on through that branch once it is known, and marks the step", () => {
    const first = run(bend(2), ["x"], 0.5, 4);
    const { waiting } = first.run;
    assert.ok(waiting && waiting.steps === 4);
    const { tape } = bend(0.5).trace;
    const wanted = { points: waiting.points, withFormulas: false };
    const found = waiting.points.map(() => ({ kind: "traced", tape }) as const);
    const branches = withAnswers(first.from.branches, wanted, found);
    const from = { ...first.from, branches, moves: first.moves };
    assert.equal(descentGoingOn(first.run, { ...from, branches: first.from.branches }), undefined);
    const on = descentGoingOn(first.run, from);
    // From 2 along x · k with slope 3 to 0.5, then along x² to 0, where it stays.
    assert.deepEqual(
      on?.run.rows.map(({ loss, at, isCrossing }) => [at["x"], loss, isCrossing]),
      [
        [2, 6, false],
        [0.5, 3.25, true],
        [0, 3, false],
        [0, 3, false],
        [0, 3, false],
      ],
    );
    assert.deepEqual([on?.moves, on?.run.waiting], [{ x: 0 }, undefined]);
    const byHand = descentGoingOn(first.run, { ...from, moves: { x: 7 } });
    assert.deepEqual([byHand?.moves, byHand?.run.waiting], [{ x: 7 }, undefined]);
  });

  it("says why it cannot go on where the code cannot be followed", () => {
    const first = run(bend(2), ["x"], 0.5, 1);
    const points = first.run.waiting?.points ?? [];
    const found = points.map(() => ({ kind: "declined", message: "it throws" }) as const);
    const branches = withAnswers(first.from.branches, { points, withFormulas: false }, found);
    const on = descentGoingOn(first.run, { ...first.from, branches, moves: first.moves });
    assert.match(on?.run.stuck ?? "", /cannot be followed: it throws\.$/);
    assert.deepEqual(on?.moves, {});
  });

  it("goes on from where it is, and back to where it began", () => {
    const first = run(network, ["W4"], 0.1, 3, { W4: 2 });
    const second = descended(first.run, { ...first.from, moves: first.moves }, 2);
    assert.equal(second.run.rows.length, 6);
    const undone = descentUndone(second.run, first.from.picture, second.moves);
    assert.deepEqual([undone.moves, undone.run.rows], [{ W4: 2 }, []]);
  });

  it("begins anew where an input was moved by hand", () => {
    const first = run(network, ["W4"], 0.1, 3);
    const next = descended(first.run, { ...first.from, moves: { ...first.moves, x: 1 } }, 1);
    assert.equal(next.run.rows.length, 2);
    assert.equal(next.moves.x, 1);
  });
});

describe("a plot", () => {
  const curve = (sample: Sample, index: number) => {
    const tape = tapeOfSample(sample);
    const inputs = sampleInputs(tape);
    const x = inputs[index] as number;
    const output = tape.outputs[0]?.node as number;
    const evaluator = createEvaluator(tape);
    const at = (place: number) => valueAt(evaluator, inputs, index, place, output);
    return curveOver(at, plotRange(x, x));
  };

  it("is of the function itself", () => {
    const { points, low, high } = curve(lesson, 0);
    for (const { x, y } of points) {
      const expected = ((x * 2) ** 2 - 10) ** 2;
      assert.ok(Math.abs(y - expected) <= 1e-12 * Math.max(1, expected));
      assert.ok(y >= low && y <= high);
    }
  });

  it("is empty where another branch is taken", () => {
    const { points } = curve(ends, 0);
    for (const { x, y } of points) assert.equal(Number.isNaN(y), x <= 1, `${x}`);
  });

  it("has round numbers on its axes, and reaches to where the input stands", () => {
    assert.deepEqual(roundedOut([-3, 9]), [-4, 10]);
    assert.ok(plotRange(3, 20).max > 20);
    assert.deepEqual([plotRange(3, 3).min, plotRange(3, 3).max], [0, 6]);
  });
});
