import assert from "node:assert/strict";
import { contourMap } from "../../../src/webview/model/contour.ts";
import type { FreeInput } from "../../../src/webview/model/picture.ts";
import { plotOf } from "../../../src/webview/model/plot.ts";
import { type Routes, routesOf } from "../../../src/webview/model/routes.ts";
import { seedOf } from "../../../src/webview/model/scene.ts";
import { flatten, treeOf } from "../../../src/webview/model/tree.ts";
import { alongPath, ends, lesson, type Sample } from "../../panel/samples.ts";
import { sceneOfSample } from "./pictureOfSample.ts";

function plotted(sample: Sample, min: number, max: number, chosen = {}) {
  const scene = sceneOfSample(sample, chosen);
  const range = { min, max, step: 0.1 };
  return plotOf(
    scene.picture,
    scene.inputs,
    scene.input as FreeInput,
    seedOf(scene) as number,
    range,
  );
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
    const { kinks, curve } = plotted(ends, 0.5, 3.3, { input: "x" });
    assert.ok(curve.hasGaps);
    assert.deepEqual(
      kinks.map(({ x, name }) => [Number(x.toPrecision(12)), name]),
      [
        [1, "another branch of the code"],
        [2, "Math.floor jumps here"],
        [3, "Math.floor jumps here"],
      ],
    );
  });

  it("is the same object while only its own input moves", () => {
    const scene = sceneOfSample(lesson);
    const seed = seedOf(scene) as number;
    const input = scene.input as FreeInput;
    const range = { min: 0, max: 6, step: 0.1 };
    const once = plotOf(scene.picture, scene.inputs, input, seed, range);
    const moved = scene.inputs.with(input.index, 4);
    assert.equal(plotOf(scene.picture, moved, input, seed, range), once);
    const other = scene.inputs.with(1, 4);
    assert.notEqual(plotOf(scene.picture, other, input, seed, range), once);
  });
});

describe("the map over two inputs", () => {
  it("has the value at every place, and round numbers for its lines", () => {
    const scene = sceneOfSample(lesson);
    const [w, x] = scene.picture.inputs as [FreeInput, FreeInput];
    const range = { min: 1, max: 2, step: 0.1 };
    const map = contourMap(
      scene.picture,
      scene.inputs,
      seedOf(scene) as number,
      [w, x],
      [range, range],
    );
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
