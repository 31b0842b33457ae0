import { Graph as DagreGraph, layout } from "@dagrejs/dagre";
import type { NodeId } from "../../core/tape/tape.ts";
import type { Graph } from "../model/graph.ts";
import { columnsOf } from "./columns.ts";
import type { Box, Layout, Point, Wire } from "./layout.ts";
import { type NodeSize, sizeOfNode } from "./measure.ts";

const SETTINGS = {
  rankdir: "LR",
  nodesep: 14,
  edgesep: 14,
  ranksep: 26,
  marginx: 4,
  marginy: 4,
} as const;
/** Room for a local derivative in the middle of its edge: dagre keeps it clear of everything else. */
const LABEL = { width: 36, height: 20, labelpos: "c" } as const;

/** Layered layout by dagre, left to right. */
export function dagreLayout(graph: Graph): Layout {
  const sizes = new Map(graph.nodes.map((node) => [node.id, sizeOfNode(node)]));
  const result = runDagre(graph, sizes);
  const { height } = result;
  const upright = isUpsideDown(graph, result.centers)
    ? ({ x, y }: Point): Point => ({ x, y: height - y })
    : (point: Point): Point => point;

  const boxes = new Map<NodeId, Box>();
  for (const [id, size] of sizes) {
    boxes.set(id, { ...size, ...upright(result.centers.get(id) ?? { x: 0, y: 0 }) });
  }
  const columns = columnsOf(boxes.values());
  const wires = graph.links.map(({ from, to }, index): Wire => {
    const { points, label } = result.edges[index] as DagreEdge;
    const between = points.slice(1, -1).map(upright);
    const path = columns.wire(boxes.get(from) as Box, between, boxes.get(to) as Box);
    return { path, label: upright(label) };
  });
  return { boxes, wires, width: result.width, height };
}

interface DagreEdge {
  readonly points: readonly Point[];
  readonly label: Point;
}

function runDagre(graph: Graph, sizes: ReadonlyMap<NodeId, NodeSize>) {
  const dagre = new DagreGraph({ multigraph: true });
  dagre.setGraph({ ...SETTINGS });
  for (const [id, { outer }] of sizes) dagre.setNode(String(id), { ...outer });
  for (const [index, { from, to }] of graph.links.entries()) {
    dagre.setEdge(String(from), String(to), { ...LABEL }, String(index));
  }
  layout(dagre);
  const centers = new Map<NodeId, Point>();
  for (const id of sizes.keys()) {
    const { x, y } = dagre.node(String(id)) as Point;
    centers.set(id, { x, y });
  }
  const edges = graph.links.map(({ from, to }, index): DagreEdge => {
    const { points, x, y } = dagre.edge(String(from), String(to), String(index)) as Point & {
      points: readonly Point[];
    };
    return { points, label: { x, y } };
  });
  const { width, height } = dagre.graph() as { width: number; height: number };
  return { centers, edges, width, height };
}

/** Operands are read from top to bottom; where most come the other way round, the picture is turned over. */
function isUpsideDown(graph: Graph, centers: ReadonlyMap<NodeId, Point>): boolean {
  let order = 0;
  for (const [index, { from, to }] of graph.links.entries()) {
    const next = graph.links[index + 1];
    if (next?.to !== to) continue;
    order += Math.sign((centers.get(next.from)?.y ?? 0) - (centers.get(from)?.y ?? 0));
  }
  return order < 0;
}
