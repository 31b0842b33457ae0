import assert from "node:assert/strict";
import { argumentsOf } from "../../../src/core/tape/tape.ts";
import { layeredLayout } from "../../../src/webview/layout/layeredLayout.ts";
import { nodesAtCursor } from "../../../src/webview/model/atCursor.ts";
import { between } from "../../../src/webview/model/between.ts";
import { graphOf } from "../../../src/webview/model/graph.ts";
import { neighborOf } from "../../../src/webview/model/neighbors.ts";
import { MAX_NODES } from "../../../src/webview/model/restrict.ts";
import { placeOf } from "../../../src/webview/model/words.ts";
import { ends, lesson, perceptron, polar, recurrent } from "../../panel/samples.ts";
import { graphOfSample, tapeOfSample } from "./graphOfSample.ts";

describe("the graph of the lesson", () => {
  const graph = graphOfSample(lesson);

  it("has the person's names and operators, with literals inside the labels", () => {
    const labels = graph.nodes.map(({ name, operator }) => [name, operator].join(" ").trim());
    assert.deepEqual(labels, ["w", "x", "target", "u ×", "output (·)²", "−", "loss (·)²"]);
  });

  it("links operands to operations in the order of the operands", () => {
    const nameOf = (node: number) => graph.nodes.find(({ id }) => id === node)?.name ?? "−";
    const links = graph.links.map(({ from, to }) => `${nameOf(from)} → ${nameOf(to)}`);
    assert.deepEqual(links, [
      "w → u",
      "x → u",
      "u → output",
      "output → −",
      "target → −",
      "− → loss",
    ]);
  });

  it("finds the nodes around the cursor, the innermost apart", () => {
    const tape = tapeOfSample(lesson);
    const start = lesson.text.indexOf("output - target") + 2;
    const marks = nodesAtCursor(tape, graph, { start, end: start });
    assert.deepEqual([...marks.values()].sort(), ["around", "innermost"]);
    assert.equal(nodesAtCursor(tape, graph, null).size, 0);
  });

  it("is walked along its edges by arrow keys", () => {
    const layout = layeredLayout(graph);
    const u = graph.nodes.find(({ name }) => name === "u")?.id as number;
    const right = neighborOf(graph, layout, u, "right") as number;
    assert.equal(graph.nodes.find(({ id }) => id === right)?.name, "output");
    assert.equal(neighborOf(graph, layout, right, "left"), u);
    assert.equal(neighborOf(graph, layout, 0, "left"), undefined);
    assert.equal(neighborOf(graph, layout, 0, "down"), 1);
    assert.equal(neighborOf(graph, layout, 1, "up"), 0);
  });
});

describe("a graph", () => {
  it("keeps both links of an operation on the same value twice", () => {
    const graph = graphOfSample(polar);
    const area = graph.nodes.find(({ name }) => name === "area");
    assert.equal(graph.links.filter(({ to }) => to === area?.id).length, 2);
  });

  it("leaves out what only decided a branch, and marks what no free input reaches", () => {
    const graph = graphOfSample(ends);
    assert.ok(!graph.nodes.some(({ operator }) => operator.includes(">")));
    const inactive = graph.nodes.filter(({ isActive }) => !isActive).map(({ name }) => name);
    assert.deepEqual(inactive, ["scale", "Math.random()"]);
    assert.ok(graph.nodes.some(({ operator }) => operator === "max(·, ·, 0)"));
  });

  it("has the same shape when only a literal changes", () => {
    const tape = tapeOfSample(lesson);
    const values = tape.values.map((value, node) => (tape.ops[node] === -2 ? value + 1 : value));
    const other = graphOf({ ...tape, values }, "loss", lesson.text).graph;
    assert.equal(other.shape, graphOfSample(lesson).shape);
    assert.notDeepEqual(other.nodes, graphOfSample(lesson).nodes);
  });

  it("of a big trace shows its variables, linked through what is hidden", () => {
    const graph = graphOfSample(recurrent(250));
    assert.ok(graph.nodes.length <= MAX_NODES && graph.total > 1000);
    assert.ok(graph.nodes.every(({ name }) => name !== undefined));
    const shown = new Set(graph.nodes.map(({ id }) => id));
    assert.ok(graph.links.every(({ from, to }) => shown.has(from) && shown.has(to) && from < to));
  });

  it("of a chain holds nothing that does not lead from its input to its result", () => {
    const sample = perceptron(20);
    const tape = tapeOfSample(sample);
    const named = graphOf(tape, sample.trace.name, sample.text);
    const input = tape.inputs.find(({ path }) => path === "w1[0][0]")?.node ?? -1;
    const output = tape.outputs[0]?.node ?? -1;
    const { stages } = between(tape, named, input, output);
    const isMoved = new Set([input]);
    for (const node of tape.ops.keys()) {
      if ([...argumentsOf(tape, node)].some((arg) => isMoved.has(arg))) isMoved.add(node);
    }
    const behind = [...stages.hidden.values()].flat();
    assert.ok(behind.length > 0);
    assert.ok(behind.every((node) => isMoved.has(node)));
  });

  it("stays drawable however big the trace is", () => {
    const graph = graphOfSample(recurrent(1200));
    assert.ok(graph.nodes.length <= MAX_NODES);
    assert.ok(graph.nodes.some(({ isOutput }) => isOutput));
  });

  it("knows in which turn of a loop a node was recorded", () => {
    const sample = recurrent(3);
    const tape = tapeOfSample(sample);
    const states = graphOfSample(sample).nodes.filter(({ name }) => name === "state");
    assert.equal(placeOf(tape, states[1]?.id ?? 0), "in turn 2 of for");
  });

  it("does not call a function without a name by one", () => {
    const sample = recurrent(3);
    const tape = tapeOfSample(sample);
    const node = graphOfSample(sample).nodes.find(({ name }) => name === "state")?.id ?? 0;
    const { provenance } = tape;
    const parent = provenance.frames[node] ?? 0;
    const around = provenance.frameTable[parent] ?? assert.fail();
    const frames = provenance.frames.slice();
    frames[node] = provenance.frameTable.length;
    const placeIn = (label: string) => {
      const call = { ...around, kind: "call" as const, label, parent };
      const frameTable = [...provenance.frameTable, call];
      return placeOf({ ...tape, provenance: { ...provenance, frames, frameTable } }, node);
    };
    assert.equal(placeIn("norm"), "in turn 1 of for, norm()");
    assert.equal(placeIn("function"), "in turn 1 of for");
  });
});
