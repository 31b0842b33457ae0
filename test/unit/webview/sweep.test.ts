import assert from "node:assert/strict";
import { evaluateTape } from "../../../src/core/autodiff/evaluate.ts";
import { localDerivatives } from "../../../src/core/autodiff/localDerivatives.ts";
import { reverseSweep } from "../../../src/core/autodiff/reverse.ts";
import type { Tape } from "../../../src/core/tape/tape.ts";
import { linkNumbers } from "../../../src/webview/model/linkNumbers.ts";
import { createSweeper, sampleInputs } from "../../../src/webview/model/sweep.ts";
import { wireWeight } from "../../../src/webview/model/wireWeight.ts";
import { ends, lesson, polar, recurrent } from "../../panel/samples.ts";
import { graphOfSample, tapeOfSample } from "./graphOfSample.ts";

const seedOf = (tape: Tape, output = 0) => tape.outputs[output]?.node as number;

describe("numbers of the page", () => {
  it("are the lesson's", () => {
    const tape = tapeOfSample(lesson);
    const { values, adjoints } = createSweeper(tape)(sampleInputs(tape), seedOf(tape));
    const named = graphOfSample(lesson).nodes.map(({ id, name }) => [
      name,
      values[id],
      adjoints[id],
    ]);
    assert.deepEqual(named, [
      ["w", 3, 1248],
      ["x", 2, 1872],
      ["target", 10, -52],
      ["u", 6, 624],
      ["output", 36, 52],
      [undefined, 26, 52],
      ["loss", 676, 1],
    ]);
  });

  for (const [name, sample] of Object.entries({ lesson, polar, ends, recurrent: recurrent(7) })) {
    it(`equal the core's reverse sweep at other inputs (${name})`, () => {
      const tape = tapeOfSample(sample);
      const moved = sampleInputs(tape).map((value, index) => value * 1.1 + index / 10);
      const { values } = evaluateTape(tape, moved);
      const seed = seedOf(tape);
      const expected = reverseSweep(tape, new Map([[seed, 1]]), localDerivatives(tape, values));
      assert.deepEqual(createSweeper(tape)(moved, seed).adjoints, expected.adjoints);
    });
  }

  it("are written over those of the frame before", () => {
    const tape = tapeOfSample(lesson);
    const sweep = createSweeper(tape);
    const first = sweep([4, 2, 10], seedOf(tape));
    const [values, adjoints] = [first.values.slice(), first.adjoints.slice()];
    const second = sweep(sampleInputs(tape), seedOf(tape));
    assert.equal(second.values, first.values);
    assert.equal(second.local, first.local);
    assert.notDeepEqual(second.values, values);
    const again = sweep([4, 2, 10], seedOf(tape));
    assert.deepEqual([again.values, again.adjoints], [values, adjoints]);
  });

  it("tell when another branch would be taken", () => {
    const tape = tapeOfSample(ends);
    const [, ...others] = sampleInputs(tape);
    assert.equal(createSweeper(tape)([1.2, ...others], seedOf(tape)).brokenGuard, undefined);
    assert.equal(createSweeper(tape)([0.5, ...others], seedOf(tape)).brokenGuard?.kind, "truth");
  });
});

describe("what flows along the links", () => {
  const flows = (sample: typeof lesson, output = 0) => {
    const tape = tapeOfSample(sample);
    const graph = graphOfSample(sample);
    const sweep = createSweeper(tape)(sampleInputs(tape), seedOf(tape, output));
    return { tape, graph, sweep, numbers: linkNumbers(tape, graph, sweep) };
  };

  it("adds up to each node's gradient, through hidden nodes too", () => {
    for (const sample of [lesson, polar, ends, recurrent(20), recurrent(140)]) {
      const { graph, sweep, numbers } = flows(sample);
      for (const { id, isOutput } of graph.nodes) {
        if (isOutput) continue;
        let sum = 0;
        for (const [index, { from }] of graph.links.entries()) {
          if (from === id) sum += numbers[index]?.flow ?? Number.NaN;
        }
        const gradient = sweep.adjoints[id] as number;
        assert.ok(Math.abs(sum - gradient) <= 1e-12 * Math.abs(gradient), `node ${id}`);
      }
    }
  });

  it("is marked where it stops, dies, or is not asked for", () => {
    const states = flows(ends).numbers.map(({ state }) => state);
    assert.equal(states.filter((state) => state === "stopped").length, 2);
    assert.equal(states.filter((state) => state === "dead").length, 1);
    assert.ok(flows(polar).numbers.some(({ state }) => state === "idle"));
  });

  it("is drawn wider the more there is of it", () => {
    assert.equal(wireWeight(100, 100), 4);
    assert.equal(wireWeight(0, 100), 1);
    assert.equal(wireWeight(1e-9, 100), 1);
    assert.ok(wireWeight(10, 100) < wireWeight(-50, 100));
    assert.equal(wireWeight(Number.NaN, 100), 1);
  });
});
