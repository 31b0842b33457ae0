import { Graph as DagreGraph, layout as runDagre } from "@dagrejs/dagre";
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import Elk, { type ElkExtendedEdge } from "elkjs/lib/elk.bundled.js";
import { layeredLayout } from "../../src/webview/layout/layeredLayout.ts";
import type { Drawable } from "../../src/webview/layout/layerGraph.ts";
import type { Point } from "../../src/webview/layout/layout.ts";
import { sizeOfNode } from "../../src/webview/layout/measure.ts";
import type { Line } from "./crossings.ts";

export type EngineName = "ours" | "dagre" | "elkjs" | "Graphviz";

/** Lays a graph out; the drawing is read from the result only when it is asked for. */
type Engine = (graph: Drawable) => Promise<() => readonly Line[]>;

export async function engineNamed(name: EngineName): Promise<Engine> {
  switch (name) {
    case "ours":
      return ours;
    case "dagre":
      return dagre;
    case "elkjs":
      return elkjs();
    case "Graphviz":
      return graphviz();
  }
}

const ours: Engine = async (graph) => {
  const { wires } = layeredLayout(graph);
  return () =>
    graph.links.map((link, index) => ({ ...link, points: pointsOfPath(wires[index]?.path ?? "") }));
};

const dagre: Engine = async ({ nodes, links }) => {
  const graph = new DagreGraph({ multigraph: true });
  graph.setGraph({ rankdir: "LR" });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(String(node.id), { ...sizeOfNode(node).outer });
  for (const [index, { from, to }] of links.entries()) {
    graph.setEdge(String(from), String(to), {}, String(index));
  }
  runDagre(graph);
  return () =>
    links.map(({ from, to }, index) => {
      const edge = graph.edge(String(from), String(to), String(index)) as unknown as {
        points: Point[];
      };
      return { from, to, points: edge.points };
    });
};

function elkjs(): Engine {
  const elk = new Elk();
  return async ({ nodes, links }) => {
    const result = await elk.layout({
      id: "root",
      layoutOptions: { "elk.algorithm": "layered", "elk.direction": "RIGHT" },
      children: nodes.map((node) => ({ id: String(node.id), ...sizeOfNode(node).outer })),
      edges: links.map(({ from, to }, index) => ({
        id: `e${index}`,
        sources: [String(from)],
        targets: [String(to)],
      })),
    });
    return () =>
      links.map(({ from, to }, index) => {
        const edge = result.edges?.[index] as ElkExtendedEdge | undefined;
        const section = edge?.sections?.[0];
        const points = section
          ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]
          : [];
        return { from, to, points };
      });
  };
}

async function graphviz(): Promise<Engine> {
  const engine = await Graphviz.load();
  return async ({ nodes, links }) => {
    const lines = nodes.map((node) => {
      const { width, height } = sizeOfNode(node).outer;
      return `${node.id} [width=${width / 72}, height=${height / 72}]`;
    });
    const dot = `digraph { rankdir=LR; node [shape=box, fixedsize=true, label=""];
      ${lines.join("\n")}
      ${links.map(({ from, to }, index) => `${from} -> ${to} [id=${index}]`).join("\n")} }`;
    const result = engine.layout(dot, "json", "dot");
    return () => {
      const { edges } = JSON.parse(result) as { edges: { id: string; pos: string }[] };
      const byKey = new Map(edges.map((edge) => [Number(edge.id), edge.pos]));
      return links.map(({ from, to }, index) => {
        const places = (byKey.get(index) ?? "").split(" ").filter((place) => /^[\d.-]/.test(place));
        const points = places.map((place) => {
          const [x, y] = place.split(",").map(Number);
          return { x: x ?? 0, y: y ?? 0 };
        });
        return { from, to, points: throughCurves(points) };
      });
    };
  };
}

const numbers = /-?[\d.]+(?:e-?\d+)?/g;

function pointsOfPath(path: string): readonly Point[] {
  const points: Point[] = [];
  for (const [part] of path.matchAll(/[MLC][^MLC]*/g)) {
    const values = (part.slice(1).match(numbers) ?? []).map(Number);
    const listed: Point[] = [];
    for (let i = 0; i < values.length; i += 2)
      listed.push({ x: values[i] ?? 0, y: values[i + 1] ?? 0 });
    const last = points.at(-1);
    if (part.startsWith("C") && last) points.push(...throughCurves([last, ...listed]).slice(1));
    else points.push(...listed);
  }
  return points;
}

const PIECES = 8;

/** Cubic Bézier curves, end to end, as straight pieces. */
function throughCurves(controls: readonly Point[]): readonly Point[] {
  const points: Point[] = controls.slice(0, 1);
  for (let i = 0; i + 3 < controls.length; i += 3) {
    const [a, b, c, d] = controls.slice(i, i + 4) as [Point, Point, Point, Point];
    for (let piece = 1; piece <= PIECES; piece++) {
      const t = piece / PIECES;
      const s = 1 - t;
      const at = (axis: "x" | "y") =>
        s * s * s * a[axis] +
        3 * s * s * t * b[axis] +
        3 * s * t * t * c[axis] +
        t * t * t * d[axis];
      points.push({ x: at("x"), y: at("y") });
    }
  }
  return points;
}
