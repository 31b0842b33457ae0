import assert from "node:assert/strict";
import fc from "fast-check";
import type { Tape, TapeInput } from "../../../src/core/tape/tape.ts";
import { type PointValue, parsePoint } from "../../../src/core/trace/inputs/point.ts";
import { samplePointText } from "../../../src/webview/model/samplePoint.ts";

type Leaf = readonly [path: string, value: number, role?: TapeInput["role"]];

function written(...leaves: readonly Leaf[]): string {
  const inputs = leaves.map(([path, , role = "free"], node) => ({ node, path, role }));
  return samplePointText(
    { inputs } as unknown as Tape,
    leaves.map(([, value]) => value),
  );
}

/** The leaves of a point, by path. */
function leavesOf(text: string): ReadonlyMap<string, number> {
  const outcome = parsePoint(text);
  assert.ok(outcome.kind === "point", text);
  const leaves = new Map<string, number>();
  const walk = (path: string, value: PointValue): void => {
    if (typeof value === "number") leaves.set(path, value);
    else if (Array.isArray(value))
      for (const [i, part] of value.entries()) walk(`${path}[${i}]`, part);
    else for (const [key, part] of Object.entries(value as object)) walk(`${path}.${key}`, part);
  };
  for (const [name, value] of outcome.point) walk(name, value);
  return leaves;
}

describe("the point as it stands, for the tag", () => {
  it("puts arrays and objects together again", () => {
    const layer: readonly Leaf[] = [
      ["layer.W[0][0]", 0.5],
      ["layer.W[0][1]", -2],
      ["layer.b[0]", -0],
      ["x", 1e-7],
      ["label", 3, "frozen"],
      ["Math.random()", 0.4, "noise"],
    ];
    assert.equal(written(...layer), "layer = { W: [[0.5, -2]], b: [-0] }, x = 1e-7, label = 3");
  });

  it("leaves alone what is no list: one with holes, one that is also a number", () => {
    assert.equal(written(["v[1]", 2]), "v[1] = 2");
    assert.equal(written(["v", 1], ["v[0]", 2]), "v = 1, v[0] = 2");
    assert.equal(written(["this.k", 2], ["this.v[0]", 1]), "this.k = 2, this.v = [1]");
  });

  it("is read back bit for bit", () => {
    const leaf = fc.double();
    const point = fc.record({
      a: leaf,
      v: fc.array(fc.array(leaf, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(point, leaf, ({ a, v }, k) => {
        const leaves: Leaf[] = [
          ["a", a],
          ...v.flatMap((row, i) => row.map((value, j): Leaf => [`p.v[${i}][${j}]`, value])),
          ["p.k", k],
        ];
        const read = leavesOf(written(...leaves));
        assert.equal(read.size, leaves.length);
        for (const [path, value] of leaves) assert.ok(Object.is(read.get(path), value), path);
      }),
    );
  });
});
