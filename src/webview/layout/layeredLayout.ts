import type { NodeId } from "../../core/tape/tape.ts";
import { type Columns, columnsOf } from "./columns.ts";
import { type Drawable, layerGraphOf } from "./layerGraph.ts";
import type { Box, Layout, Point, Wire } from "./layout.ts";
import { type NodeSize, sizeOfNode } from "./measure.ts";
import { orderLayers } from "./ordering.ts";
import { placeInOrder, placeVertically } from "./placement.ts";

/** Between columns there is room for a local derivative. */
const LAYER_GAP = 72;
const NODE_GAP = 14;
const BEND_HEIGHT = 8;
const LABEL_HEIGHT = 18;
const MARGIN = 4;

/** Left to right in layers, with few crossings: bounded passes of arithmetic, no search. */
export function layeredLayout(graph: Drawable): Layout {
  const { nodes, links } = graph;
  const layerGraph = layerGraphOf(graph);
  const layers = orderLayers(layerGraph);
  const sizes = nodes.map(sizeOfNode);
  const heights = new Float64Array(layerGraph.before.length).fill(BEND_HEIGHT);
  for (const [place, { outer }] of sizes.entries()) heights[place] = outer.height;
  const y = placeVertically(layerGraph, layers, heights, NODE_GAP);
  const { x, width } = columnPlaces(layers, sizes);

  let [top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let vertex = 0; vertex < y.length; vertex++) {
    top = Math.min(top, (y[vertex] as number) - (heights[vertex] as number) / 2);
    bottom = Math.max(bottom, (y[vertex] as number) + (heights[vertex] as number) / 2);
  }
  const pointOf = (vertex: number): Point => ({
    x: x[vertex] as number,
    y: (y[vertex] as number) - top + MARGIN,
  });
  const boxes = new Map<NodeId, Box>();
  for (const [place, { id }] of nodes.entries()) {
    boxes.set(id, { ...(sizes[place] as NodeSize), ...pointOf(place) });
  }
  const columns = columnsOf(boxes.values());
  const routes = links.map(({ from, to }, index) => ({
    start: boxes.get(from) as Box,
    between: (layerGraph.bends[index] ?? []).map(pointOf),
    end: boxes.get(to) as Box,
  }));
  const labels = labelPlaces(routes, columns);
  const wires = routes.map(
    ({ start, between, end }, index): Wire => ({
      path: columns.wire(start, between, end),
      label: labels[index] as Point,
      ...reachOf([start, ...between, end]),
    }),
  );
  const height = nodes.length === 0 ? 0 : bottom - top;
  return { boxes, wires, width, height: height + 2 * MARGIN };
}

function reachOf(points: readonly Point[]): { readonly top: number; readonly bottom: number } {
  let [top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { y } of points) {
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { top, bottom };
}

function columnPlaces(layers: readonly Int32Array[], sizes: readonly NodeSize[]) {
  const x: number[] = [];
  let left = MARGIN;
  for (const layer of layers) {
    let widest = 0;
    for (const vertex of layer) widest = Math.max(widest, sizes[vertex]?.outer.width ?? 0);
    for (const vertex of layer) x[vertex] = left + widest / 2;
    left += widest + LAYER_GAP;
  }
  return { x, width: Math.max(0, left - LAYER_GAP) + MARGIN };
}

interface Route {
  readonly start: Box;
  readonly between: readonly Point[];
  readonly end: Box;
}

/** In the last gap before the target, where no two links are one any more; never over each other. */
function labelPlaces(routes: readonly Route[], columns: Columns): readonly Point[] {
  const gaps = new Map<number, number[]>();
  const wished = routes.map(({ start, between, end }, index) => {
    const last = between.at(-1) ?? start;
    const point = columns.middle(last, end);
    const column = Math.round(end.x);
    gaps.set(column, [...(gaps.get(column) ?? []), index]);
    return point;
  });
  const labels = [...wished];
  for (const indices of gaps.values()) {
    indices.sort((a, b) => (wished[a]?.y ?? 0) - (wished[b]?.y ?? 0));
    const wishes = Float64Array.from(indices, (index) => wished[index]?.y ?? 0);
    const places = placeInOrder(
      wishes,
      wishes.map(() => 1),
      () => LABEL_HEIGHT,
    );
    for (const [at, index] of indices.entries()) {
      labels[index] = { x: wished[index]?.x ?? 0, y: places[at] as number };
    }
  }
  return labels;
}
