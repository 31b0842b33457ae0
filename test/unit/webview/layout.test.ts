import assert from "node:assert/strict";
import { columnsOf } from "../../../src/webview/layout/columns.ts";
import { layeredLayout } from "../../../src/webview/layout/layeredLayout.ts";
import type { Layout } from "../../../src/webview/layout/layout.ts";
import { BOX_HEIGHT, shortened } from "../../../src/webview/layout/measure.ts";
import { wirePath } from "../../../src/webview/layout/wirePath.ts";
import { ends, lesson, polar, recurrent } from "../../panel/samples.ts";
import { graphOfSample } from "./graphOfSample.ts";

const graphs = {
  lesson: graphOfSample(lesson),
  polar: graphOfSample(polar),
  ends: graphOfSample(ends),
  "a recurrent net": graphOfSample(recurrent(12)),
};

describe("the layout", () => {
  for (const [name, graph] of Object.entries(graphs)) {
    it(`keeps the nodes of ${name} apart, captions included`, () => {
      assertNoOverlaps(layeredLayout(graph));
    });
    it(`leads every link of ${name} to the right`, () => {
      const { boxes } = layeredLayout(graph);
      for (const { from, to } of graph.links) {
        const [start, end] = [boxes.get(from), boxes.get(to)];
        assert.ok(start && end);
        assert.ok(start.x + start.width / 2 < end.x - end.width / 2, `${from} → ${to}`);
      }
    });
    it(`stays inside the width and height it tells for ${name}`, () => {
      const { boxes, width, height } = layeredLayout(graph);
      for (const { x, y, outer } of boxes.values()) {
        assert.ok(x - outer.width / 2 >= 0 && x + outer.width / 2 <= width);
        assert.ok(y - outer.height / 2 >= 0 && y + outer.height / 2 <= height);
      }
    });
    it(`draws one wire per link of ${name}, and boxes of one height`, () => {
      const { boxes, wires } = layeredLayout(graph);
      assert.equal(wires.length, graph.links.length);
      for (const { path } of wires) assert.match(path, /^M[\d.,-]+[LC]/);
      for (const { height } of boxes.values()) assert.equal(height, BOX_HEIGHT);
    });
  }
});

describe("the layout of the lesson", () => {
  const { boxes } = layeredLayout(graphs.lesson);

  it("reads operands from top to bottom", () => {
    const [w, x] = [boxes.get(0), boxes.get(1)];
    assert.ok(w && x && w.y < x.y, "w above x");
  });

  it("puts the output furthest to the right", () => {
    const rightmost = [...boxes].sort(([, a], [, b]) => b.x - a.x)[0];
    assert.equal(rightmost?.[0], 8);
  });
});

describe("a big layout", () => {
  it("has no overlaps", () => {
    const graph = graphOfSample(recurrent(119));
    assert.ok(graph.nodes.length > 550, `${graph.nodes.length} nodes`);
    assertNoOverlaps(layeredLayout(graph));
  });
});

describe("a wire", () => {
  it("is level where it leaves and arrives", () => {
    const path = wirePath([
      { x: 0, y: 0 },
      { x: 10, y: 8 },
    ]);
    assert.equal(path, "M0,0C5,0 5,8 10,8");
  });

  it("rises only in the gap between columns", () => {
    const box = (x: number, y: number, width: number) => ({
      ...{ x, y, width, height: 30 },
      outer: { width, height: 68 },
    });
    const [narrow, wide, end] = [box(50, 0, 20), box(50, 100, 80), box(200, 100, 40)];
    const path = columnsOf([narrow, wide, end]).wire(narrow, [], end);
    assert.equal(path, "M60,0L90,0C135,0 135,100 180,100L180,100");
  });
});

describe("a long name", () => {
  it("keeps its beginning and its end", () => {
    assert.equal(shortened("hiddenLayerWeights[12][3]", 12), "hidden…2][3]");
    assert.equal(shortened("w"), "w");
  });
});

function assertNoOverlaps({ boxes }: Layout): void {
  const all = [...boxes];
  for (const [index, [id, a]] of all.entries()) {
    for (const [other, b] of all.slice(index + 1)) {
      const apartX = Math.abs(a.x - b.x) >= (a.outer.width + b.outer.width) / 2 - 1e-6;
      const apartY = Math.abs(a.y - b.y) >= (a.outer.height + b.outer.height) / 2 - 1e-6;
      assert.ok(apartX || apartY, `nodes ${id} and ${other} overlap`);
    }
  }
}
