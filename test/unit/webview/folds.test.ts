import assert from "node:assert/strict";
import { MOST_PARTS } from "../../../src/webview/model/blocks.ts";
import { isSeveral } from "../../../src/webview/model/fold.ts";
import {
  allOpen,
  type Folds,
  nothingOpen,
  withFolded,
  withOpen,
  withTurn,
} from "../../../src/webview/model/folds.ts";
import { heatGrid, heatLevels } from "../../../src/webview/model/heat.ts";
import { type Picture, pictureOf } from "../../../src/webview/model/picture.ts";
import { sceneOf } from "../../../src/webview/sceneOf.ts";
import {
  ends,
  lesson,
  perceptron,
  polar,
  recurrent,
  type Sample,
  straight,
} from "../../panel/samples.ts";
import { pictureOfSample } from "./pictureOfSample.ts";

const net = perceptron(6);

function labelsOf({ graph }: Picture): readonly string[] {
  return graph.nodes.map(({ name, operator }) => [name, operator].join(" ").trim());
}

function keyOf({ graph }: Picture, label: string): string {
  const node = graph.nodes.find(
    ({ name, operator }) => [name, operator].join(" ").trim() === label,
  );
  assert.ok(node?.fold, `${label} is not folded`);
  return node.fold.key;
}

/** Opens the first folded piece again and again: every state a person can get to this way. */
function* openings(sample: Sample): Generator<Picture> {
  let picture = pictureOf(sample.trace, sample.text, undefined, nothingOpen);
  for (let step = 0; step < 40; step++) {
    yield picture;
    const next = picture.graph.nodes.find(({ fold }) => fold);
    if (!next?.fold) return;
    picture = picture.withFolds(withOpen(picture.folds, next.fold.key));
  }
}

describe("a big trace", () => {
  it("is drawn by arrays of inputs, calls and statements", () => {
    const picture = pictureOfSample(net);
    assert.equal(picture.graph.total, 278);
    assert.deepEqual(labelsOf(picture), [
      "x",
      "w1",
      "b1",
      "w2",
      "b2",
      "w3",
      "hidden layer()",
      "deeper layer()",
      "prediction dot()",
      "perceptron (·)²",
    ]);
    const w1 = picture.graph.nodes.find(({ name }) => name === "w1");
    assert.deepEqual([w1?.fold?.faces.length, w1?.fold?.columns], [36, 6]);
  });

  it("opens a call, a turn of a loop, and what is in it, and folds them again", () => {
    let picture = pictureOfSample(net);
    const folded = labelsOf(picture);
    const open = (label: string) => {
      picture = picture.withFolds(withOpen(picture.folds, keyOf(picture, label)));
    };
    open("hidden layer()");
    assert.deepEqual(picture.opened.at(-1)?.turn, { number: 1, count: 6 });
    assert.ok(labelsOf(picture).includes("turns 2–6"));
    assert.ok(labelsOf(picture).includes("sum dot()"));
    open("turns 2–6");
    assert.ok(labelsOf(picture).includes("turn 1") && labelsOf(picture).includes("turns 3–6"));
    const loop = picture.opened.find(({ turn }) => turn)?.piece.key ?? "";
    picture = picture.withFolds(withTurn(picture.folds, loop, 6));
    assert.ok(labelsOf(picture).includes("turns 1–5"));
    assert.ok(!labelsOf(picture).some((label) => label.startsWith("turns 6")));
    const call = picture.opened[0]?.piece.key ?? "";
    picture = picture.withFolds(withFolded(picture.folds, call));
    assert.deepEqual(labelsOf(picture), folded);
  });

  it("can be unfolded to single operations as long as they can be drawn", () => {
    const picture = pictureOfSample(net);
    assert.ok(picture.canUnfold);
    assert.equal(picture.withFolds(allOpen).graph.nodes.length, 278);
    assert.ok(!pictureOfSample(recurrent(900)).canUnfold);
  });

  it("asks for a turn that a loop does not have, and gets the nearest", () => {
    const picture = pictureOfSample(recurrent(90));
    const key = picture.opened[0]?.piece.key ?? "";
    for (const [wanted, got] of [
      [0, 1],
      [500, 90],
      [Number.NaN, 1],
    ] as const) {
      const other = picture.withFolds(withTurn(picture.folds, key, wanted));
      assert.equal(other.opened[0]?.turn?.number, got);
    }
  });

  it("opens a row of a matrix, and the numbers of the row", () => {
    let picture = pictureOfSample(net);
    picture = picture.withFolds(withOpen(picture.folds, keyOf(picture, "w1")));
    assert.ok(labelsOf(picture).includes("w1[5]"));
    picture = picture.withFolds(withOpen(picture.folds, keyOf(picture, "w1[5]")));
    assert.ok(labelsOf(picture).includes("w1[5][3]"));
  });

  it("stays small in every state, and its links never go in a circle", () => {
    for (const sample of [net, recurrent(900), recurrent(30)]) {
      let before = 0;
      for (const { graph, layout } of openings(sample)) {
        assert.ok(graph.nodes.length - before <= MOST_PARTS, `${graph.nodes.length} nodes`);
        before = graph.nodes.length;
        assert.equal(new Set(graph.nodes.map(({ id }) => id)).size, graph.nodes.length);
        assert.ok(graph.links.every(({ from, to }) => from < to));
        assert.equal(layout.boxes.size, graph.nodes.length);
      }
    }
  });

  it("of thousands of statements in a row is drawn in blocks of lines", () => {
    const picture = pictureOfSample(straight(3000));
    assert.equal(picture.graph.nodes.length, 56);
    const key = keyOf(picture, "v55 lines 2–56");
    const opened = picture.withFolds(withOpen(picture.folds, key));
    assert.equal(opened.graph.nodes.length, 56 - 1 + 55);
    assert.ok(labelsOf(opened).includes("v7 × 1.001"), labelsOf(opened).slice(0, 9).join(" | "));
  });
});

describe("what flows between folded pieces", () => {
  const at = { moves: {}, output: 0, selected: undefined, selection: null };
  const settings = { ...at, input: undefined, step: undefined };

  it("adds up to the gradient of each single number, whatever is open", () => {
    const states: readonly (readonly [Sample, Folds])[] = [
      [lesson, nothingOpen],
      [polar, nothingOpen],
      [ends, nothingOpen],
    ];
    const pictures = [
      ...states.map(([{ trace, text }, folds]) => pictureOf(trace, text, undefined, folds)),
      ...openings(net),
      ...openings(recurrent(30)),
    ];
    for (const picture of pictures) {
      const { linkNumbers, sweep } = sceneOf(picture, settings);
      const { graph, tape } = picture;
      for (const node of graph.nodes) {
        if (isSeveral(node) || !node.isActive || tape.outputs.some((out) => out.node === node.id)) {
          continue;
        }
        let sum = 0;
        for (const [index, { from }] of graph.links.entries()) {
          if (from === node.id) sum += linkNumbers[index]?.flow ?? Number.NaN;
        }
        const expected = sweep.adjoints[node.id] as number;
        const error = Math.abs(sum - expected);
        assert.ok(error <= 1e-12 * (1 + Math.abs(expected)), `${node.name} ${sum} ${expected}`);
      }
    }
  });
});

describe("the picture of an array", () => {
  it("tells the strength of each number beside the largest, and NaN", () => {
    const numbers = [8, -4, 0, Number.NaN, 0.1, Number.POSITIVE_INFINITY];
    const grid = heatGrid(numbers.length, 6);
    assert.deepEqual(heatLevels(numbers, 6, grid), [4, -3, 0, "nan", 1, 4]);
  });

  it("keeps the largest of the numbers that fall into one cell", () => {
    const numbers = Array.from({ length: 100 * 100 }, (_, i) => (i === 9999 ? -7 : 1));
    const grid = heatGrid(numbers.length, 100);
    assert.ok(grid.columns <= 24 && grid.rows <= 12);
    const levels = heatLevels(numbers, 100, grid);
    assert.equal(levels.length, grid.columns * grid.rows);
    assert.equal(levels.at(-1), -4);
    assert.equal(levels[0], 2);
  });
});
