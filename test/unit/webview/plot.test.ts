import assert from "node:assert/strict";
import type { BranchPoint, WireBranch } from "../../../src/protocol/branches.ts";
import { withAnswers } from "../../../src/webview/model/branches.ts";
import { type Composition, compositionOf } from "../../../src/webview/model/composition.ts";
import { contourMap } from "../../../src/webview/model/contour.ts";
import type { Moves } from "../../../src/webview/model/moves.ts";
import type { Path } from "../../../src/webview/model/paths.ts";
import type { FreeInput } from "../../../src/webview/model/picture.ts";
import { plotIn, plotOf } from "../../../src/webview/model/plot.ts";
import { type Routes, routesOf } from "../../../src/webview/model/routes.ts";
import { flatten, treeOf } from "../../../src/webview/model/tree.ts";
import { sceneOf } from "../../../src/webview/sceneOf.ts";
import { alongPath, bend, ends, lesson, type Sample } from "../../panel/samples.ts";
import { sceneOfSample } from "./pictureOfSample.ts";

function plotted(sample: Sample, min: number, max: number, chosen = {}) {
  const scene = sceneOfSample(sample, chosen);
  return plotOf(scene, scene.input as FreeInput, { min, max, step: 0.1 });
}

describe("the plot of a result over an input", () => {
  it("has the derivative at every place", () => {
    const { slopes, kinks } = plotted(lesson, 0, 6);
    for (const { x, y } of slopes.points) {
      const expected = 8 * 2 * x * (4 * x * x - 10);
      assert.ok(Math.abs(y - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${x}: ${y}`);
    }
    assert.deepEqual(kinks, []);
  });

  it("marks jumps, and where another branch begins", () => {
    const { kinks, missing } = plotted(ends, 0.5, 3.3, { input: "x" });
    assert.ok(missing.length > 10 && missing.every(({ x = 2 }) => x <= 1));
    assert.deepEqual(
      kinks.map(({ x, name }) => [Number(x.toPrecision(12)), name]),
      [
        [1, "another branch of the code"],
        [2, "Math.floor jumps here"],
        [3, "Math.floor jumps here"],
      ],
    );
  });

  it("has on either side of a corner the slope of that side, not what a tie shares", () => {
    // The tie lies between two samples, and on one.
    for (const [min, max] of [
      [-1, 4],
      [1.1, 1.9],
    ] as const) {
      const { kinks, slopes } = plotted(ends, min, max, { input: "y" });
      assert.deepEqual(
        kinks.map(({ x, left, right }) => [x, left?.slope, right?.slope]),
        [[1.5, 0, 0.001]],
      );
      const seen = new Set(slopes.points.map(({ y }) => y).filter(Number.isFinite));
      assert.deepEqual([...seen], [0, 0.001]);
    }
  });

  it("is the same object while only its own input moves", () => {
    const scene = sceneOfSample(lesson);
    const input = scene.input as FreeInput;
    const plotAt = (moves: Moves) => plotIn({ ...scene, moves }, input, () => undefined).result;
    const once = plotAt({});
    assert.equal(plotAt({ [input.path]: 4 }), once);
    assert.notEqual(plotAt({ target: 4 }), once);
  });
});

describe("the plot of a function with branches", () => {
  const scene = sceneOfSample(bend(2));
  const input = scene.input as FreeInput;
  const range = { min: -10, max: 6, step: 0.1 };
  const alone = plotOf(scene, input, range);
  /** The server: below −5 the function throws. */
  const answer = ({ x = 2 }: BranchPoint): WireBranch =>
    x < -5
      ? { kind: "declined", message: "it throws" }
      : { kind: "traced", tape: bend(x).trace.tape };
  const wanted = { points: alone.missing, withFormulas: false };
  const branches = withAnswers(scene.branches, wanted, alone.missing.map(answer));
  const whole = plotOf({ ...scene, branches }, input, range);

  it("misses the other branches first, and asks for every place it misses", () => {
    const seen = alone.curve.points.filter(({ y }) => Number.isFinite(y));
    assert.ok(seen.length > 0 && seen.every(({ x }) => x > 1));
    assert.ok(alone.missing.every(({ x = 2 }) => x <= 1));
    assert.equal(branches.others.length, 1, "points of the same branch share it");
  });

  it("is then of the whole function, value and derivative", () => {
    assert.deepEqual(whole.missing, []);
    const places = whole.slopes.points.filter(({ y }) => Number.isFinite(y));
    for (const { x, y } of places) {
      assert.ok(x >= -5, `${x}`);
      const expected = x > 1 ? 3 : 2 * x;
      assert.ok(Math.abs(y - expected) < 1e-12 * Math.max(1, Math.abs(expected)), `${x}: ${y}`);
    }
    assert.ok(places.some(({ x }) => x < 0) && places.some(({ x }) => x > 2));
  });

  it("marks the jump where the one begins, breaks the line there, and says why the rest is missing", () => {
    // x² + 3 = 4 on the left of 1, 3x = 3 on the right.
    const jump = whole.kinks.find(({ x }) => Math.abs(x - 1) < 1e-9);
    assert.equal(jump?.name, "another branch of the code, a jump");
    assert.deepEqual(
      [jump?.left?.y.toFixed(9), jump?.right?.y.toFixed(9)],
      ["4.000000000", "3.000000000"],
    );
    const heights = whole.curve.points.filter(({ x }) => Math.abs(x - 1) < 1e-9).map(({ y }) => y);
    assert.deepEqual(
      heights.map((y) => (Number.isNaN(y) ? "gap" : Math.round(y))),
      [4, "gap", 3],
    );
    assert.deepEqual(whole.reasons, ["it throws"]);
    assert.equal(whole.kinks.length, 2);
  });

  it("is asked about no point twice, even where its branch is not kept", () => {
    const { others, ...rest } = branches;
    const forgotten = plotOf({ ...scene, branches: { ...rest, others: [] } }, input, range);
    assert.equal(others.length, 1);
    assert.deepEqual(forgotten.missing, []);
    assert.match(forgotten.reasons.join(), /more branches/);
  });

  it("has a map over two inputs of all branches", () => {
    const [x, k] = scene.picture.inputs as [FreeInput, FreeInput];
    const inside = { min: -4, max: 4, step: 0.1 };
    const before = contourMap(scene, [x, k], [inside, inside]);
    const after = contourMap({ ...scene, branches }, [x, k], [inside, inside]);
    assert.ok(before.missing.length > 0 && before.hasGaps);
    assert.deepEqual([after.missing, after.hasGaps], [[], false]);
  });
});

describe("the map over two inputs", () => {
  it("has the value at every place, and round numbers for its lines", () => {
    const scene = sceneOfSample(lesson);
    const [w, x] = scene.picture.inputs as [FreeInput, FreeInput];
    const range = { min: 1, max: 2, step: 0.1 };
    const map = contourMap(scene, [w, x], [range, range]);
    assert.ok(map.thresholds.length > 3 && !map.hasGaps);
    assert.equal(map.values.length, map.columns * map.rows);
    for (const [place, value] of map.values.entries()) {
      const a = 1 + (place % map.columns) / (map.columns - 1);
      const b = 1 + Math.floor(place / map.columns) / (map.rows - 1);
      const expected = ((a * b) ** 2 - 10) ** 2;
      assert.ok(Math.abs(value - expected) < 1e-9, `${value} at ${a}, ${b}`);
    }
  });
});

describe("the plots of a chain", () => {
  const scene = sceneOfSample(lesson);
  const around = { min: 0, max: 6 };
  const halves = (moves: Moves) => {
    const still = { output: 0, input: "w", step: undefined, selected: undefined, selection: null };
    const moved = sceneOf(scene.picture, { ...still, moves });
    const { level, paths } = routesOf(moved) as Routes;
    const found = compositionOf(
      level,
      paths.paths[0] as Path,
      undefined,
      moved.sweep.values,
      around,
    );
    return found as Composition;
  };

  it("are the same curves as long as only the chain's own input moves", () => {
    const before = halves({ w: 1 });
    const after = halves({ w: 2 });
    assert.notEqual(before.inner.x, after.inner.x);
    assert.equal(before.inner.curve, after.inner.curve);
    assert.equal(before.outer?.curve, after.outer?.curve);
  });

  it("are others as soon as something enters from beside", () => {
    const before = halves({ w: 2, x: 2 });
    const after = halves({ w: 2, x: 3 });
    assert.equal(before.inner.curve.points.at(-1)?.y, 12);
    assert.equal(after.inner.curve.points.at(-1)?.y, 18);
  });
});

describe("the tree of dependencies", () => {
  it("has an end for every path, and its rates multiply to the product", () => {
    const scene = sceneOfSample(alongPath);
    const { output, paths } = routesOf(scene) as Routes;
    const nodes = flatten(treeOf(output, paths.paths));
    const found = nodes.filter(({ path }) => path);
    assert.equal(found.length, 2);
    assert.deepEqual(
      found.map(({ row }) => row),
      [0, 1],
    );
    assert.equal(nodes[0]?.row, 0.5);
    const sum = found.reduce((total, { path }) => total + (path?.product ?? 0), 0);
    assert.equal(sum, paths.sum);
  });
});
