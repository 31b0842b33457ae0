import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import { type Plot, plotOf } from "../../../src/core/analysis/hover/plot.ts";
import { plotPicture } from "../../../src/server/plotPicture.ts";

function plotted(text: string, input: string): Plot {
  const { functions, module } = createAnalyzer().analyze({ uri: "file:///a.ts", version: 1, text });
  const [fn] = functions;
  const [entry] = module?.functions ?? [];
  assert.ok(module && entry && fn?.outcome.kind === "differentiable");
  const plot = plotOf(module, entry, fn.outcome, input);
  assert.ok(plot);
  return plot;
}

describe("the plot of a function over one input", () => {
  it("goes as far as zero and as far again, through the sample point", () => {
    const { points, at } = plotted("/** @at x = 3 */ export const f = (x: number) => x * x;", "x");
    assert.deepEqual([points[0]?.x, points.at(-1)?.x], [0, 6]);
    assert.deepEqual(at, { x: 3, y: 9, slope: 6 });
    for (const { x, y } of points) assert.equal(y, x * x);
  });

  it("follows the branches that are taken elsewhere", () => {
    const text =
      "/** @at x = 2 */ export const f = (x: number) => (x > 3 ? x * x : x > 1 ? x : -1);";
    for (const { x, y } of plotted(text, "x").points)
      assert.equal(y, x > 3 ? x * x : x > 1 ? x : -1);
  });

  it("has gaps where there is no value", () => {
    const text =
      "/** @at x = 1, k = 2 */ export const f = (x: number, k: number) => k * Math.sqrt(x - 0.5);";
    const { points } = plotted(text, "x");
    assert.ok(points.every(({ x, y }) => Number.isNaN(y) === x < 0.5));
  });

  it("holds the other inputs", () => {
    const text = "/** @at x = 1, k = 2 */ export const f = (x: number, k: number) => k * x;";
    assert.ok(plotted(text, "k").points.every(({ x, y }) => y === x));
  });

  it("is a small picture in the colours of the theme", () => {
    const text = "/** @at x = 1 */ export const f = (x: number) => Math.tan(3 * x) / x;";
    const plot = plotted(text, "x");
    const pictures = (["dark", "light", "highContrast", "highContrastLight"] as const).map(
      (theme) => plotPicture(plot, theme),
    );
    assert.equal(new Set(pictures).size, 4);
    for (const svg of pictures) {
      assert.ok(Buffer.from(svg).toString("base64").length < 6144, `${svg.length} bytes`);
      assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
      assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<\/svg>$/);
    }
  });

  it("is drawn for any values at all", () => {
    const at = { x: 1, y: 1e300, slope: Number.POSITIVE_INFINITY };
    for (const ys of [[], [Number.NaN], [1e308, -1e308, 0], [1, 1, 1]]) {
      const points = ys.map((y, x) => ({ x, y }));
      assert.doesNotMatch(plotPicture({ input: "x", points, at }, "dark"), /NaN|Infinity/);
    }
  });
});
