import type { NodeId } from "../../core/tape/tape.ts";
import type { Graph } from "../model/graph.ts";
import { alignLayer } from "./alignLayer.ts";
import { columnsOf } from "./columns.ts";
import { depthsOf } from "./depths.ts";
import type { Box, Layout, Point, Wire } from "./layout.ts";
import { sizeOfNode } from "./measure.ts";

const LAYER_GAP = 64;
const MARGIN = 4;
const ROUNDS = 6;

/** A plain layered layout for big pictures: a few passes of arithmetic, no search. */
export function layeredLayout(graph: Graph): Layout {
  const layers = layersOf(graph);
  const heights = placeVertically(graph, layers);
  const boxes = new Map<NodeId, Box>();
  const sizes = new Map(graph.nodes.map((node) => [node.id, sizeOfNode(node)]));
  const top = Math.min(...heights.values()) - 0.5 * tallest(sizes) - MARGIN;
  let left = MARGIN;
  for (const layer of layers) {
    const width = Math.max(...layer.map((id) => sizes.get(id)?.outer.width ?? 0));
    for (const id of layer) {
      const size = sizes.get(id);
      if (size) boxes.set(id, { ...size, x: left + width / 2, y: (heights.get(id) ?? 0) - top });
    }
    left += width + LAYER_GAP;
  }
  const bottom = Math.max(...Array.from(boxes.values(), ({ y, outer }) => y + outer.height / 2));
  const columns = columnsOf(boxes.values());
  const wires = graph.links.map(({ from, to }): Wire => {
    const start = boxes.get(from) as Box;
    const end = boxes.get(to) as Box;
    return { path: columns.wire(start, [], end), label: midpoint(start, end) };
  });
  return { boxes, wires, width: left - LAYER_GAP + MARGIN, height: bottom + MARGIN };
}

function tallest(sizes: ReadonlyMap<NodeId, { readonly outer: { readonly height: number } }>) {
  return Math.max(...Array.from(sizes.values(), ({ outer }) => outer.height));
}

function midpoint(start: Box, end: Box): Point {
  return {
    x: (start.x + start.outer.width / 2 + end.x - end.outer.width / 2) / 2,
    y: (start.y + end.y) / 2,
  };
}

/** Longest path from the left; then inputs move right, to just before their first use. */
function layersOf(graph: Graph): readonly (readonly NodeId[])[] {
  const depth = depthsOf(graph);
  const firstUse = new Map<NodeId, number>();
  for (const { from, to } of graph.links) {
    firstUse.set(
      from,
      Math.min(firstUse.get(from) ?? Number.POSITIVE_INFINITY, depth.get(to) ?? 0),
    );
  }
  const layers: NodeId[][] = [];
  for (const { id, kind } of graph.nodes) {
    const own = kind === "input" ? (firstUse.get(id) ?? 1) - 1 : (depth.get(id) ?? 0);
    let layer = layers[own];
    while (!layer) {
      layers.push([]);
      layer = layers[own];
    }
    layer.push(id);
  }
  return layers.filter((layer) => layer.length > 0);
}

/** Each layer in turn moves towards its neighbors, rightwards and back, without overlaps. */
function placeVertically(
  graph: Graph,
  layers: readonly (readonly NodeId[])[],
): ReadonlyMap<NodeId, number> {
  const before = new Map<NodeId, NodeId[]>();
  const after = new Map<NodeId, NodeId[]>();
  for (const { from, to } of graph.links) {
    before.set(to, [...(before.get(to) ?? []), from]);
    after.set(from, [...(after.get(from) ?? []), to]);
  }
  const place = new Map<NodeId, number>();
  for (const layer of layers) alignLayer(layer, (_, index) => index, place);
  for (let round = 0; round < ROUNDS; round++) {
    const isForward = round % 2 === 0;
    for (const layer of isForward ? layers : layers.toReversed()) {
      alignLayer(layer, (id) => meanOf((isForward ? before : after).get(id), place), place);
    }
  }
  return place;
}

function meanOf(
  neighbors: readonly NodeId[] | undefined,
  place: ReadonlyMap<NodeId, number>,
): number | undefined {
  if (!neighbors) return undefined;
  let sum = 0;
  for (const id of neighbors) sum += place.get(id) ?? 0;
  return sum / neighbors.length;
}
