import assert from "node:assert/strict";
import { laddersOf } from "../../../src/core/trace/inputs/ladders.ts";
import { traceOf } from "../../helpers/traceOf.ts";

function pointOf(source: string): Record<string, number> {
  const { tape } = traceOf(source);
  return Object.fromEntries(
    tape.inputs.map(({ path, node }) => [path, tape.values[node] as number]),
  );
}

/** Each list from its lowest to its highest. */
const rows: readonly (readonly [source: string, ...(readonly string[])[]])[] = [
  [
    "const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));",
    ["min", "value", "max"],
  ],
  [
    "function clamp(value, min, max) { return Math.max(min, Math.min(max, value)); }",
    ["min", "value", "max"],
  ],
  ["const unit = (x: number, hi: number, lo: number) => (x - lo) / (hi - lo);", ["lo", "x", "hi"]],
  [
    "const smooth = (edge0: number, edge1: number, x: number) => ((x - edge0) / (edge1 - edge0)) ** 2;",
    ["edge0", "x", "edge1"],
  ],
  [
    "function remap(value: number, inMin: number, inMax: number, outMin: number, outMax: number) { return outMin + (value - inMin) / (inMax - inMin) * (outMax - outMin); }",
    ["inMin", "value", "inMax"],
    ["outMin", "outMax"],
  ],
  [
    "function span(x, range) { return (x - range.start) / (range.end - range.start); }",
    ["range.start", "x", "range.end"],
  ],
  [
    "const wick = (open: number, high: number, low: number, close: number) => (close - low) / (high - low) + open;",
    ["low", "open", "high"],
  ],
];

describe("sample values of inputs that names put in order", () => {
  for (const [source, ...ladders] of rows) {
    for (const ladder of ladders) {
      it(`${ladder.join(" < ")} in ${source.slice(0, 50)}…`, () => {
        const point = pointOf(source);
        const values = ladder.map((path) => point[path] ?? Number.NaN);
        assert.deepEqual(
          values,
          [...new Set(values)].sort((a, b) => a - b),
          JSON.stringify(point),
        );
      });
    }
  }

  it("stay what somebody said", () => {
    const source =
      "/** @at min = 5 */\nfunction clamp(value: number, min: number, max: number) { return value * min * max; }";
    const { min } = pointOf(source);
    assert.equal(min, 5);
  });

  it("are left alone without both names, and where a name only contains the word", () => {
    const ladders = (...paths: string[]) => laddersOf(new Map(paths.map((path, at) => [path, at])));
    assert.deepEqual(ladders("min", "x"), []);
    assert.deepEqual(ladders("minute", "maxute"), []);
    assert.deepEqual(ladders("from[0]", "to[0]"), []);
    assert.deepEqual(ladders("a.min", "b.max"), []);
  });
});
