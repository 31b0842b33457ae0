import type { NodeId } from "../../core/tape/tape.ts";
import type { Layout, Point } from "../layout/layout.ts";
import type { Graph } from "./graph.ts";

export type Direction = "left" | "right" | "up" | "down";

/** Where an arrow key leads: along an edge to the left or right, to the next node up or down. */
export function neighborOf(
  graph: Graph,
  layout: Layout,
  from: NodeId,
  direction: Direction,
): NodeId | undefined {
  const here = layout.boxes.get(from);
  if (!here) return undefined;
  const candidates =
    direction === "left"
      ? graph.links.filter(({ to }) => to === from).map((link) => link.from)
      : direction === "right"
        ? graph.links.filter((link) => link.from === from).map(({ to }) => to)
        : graph.nodes.map(({ id }) => id).filter((id) => isBeyond(layout, id, here, direction));
  return nearest(layout, candidates, here);
}

function isBeyond(layout: Layout, id: NodeId, here: Point, direction: "up" | "down"): boolean {
  const box = layout.boxes.get(id);
  return box !== undefined && (direction === "up" ? box.y < here.y - 1 : box.y > here.y + 1);
}

function nearest(layout: Layout, ids: readonly NodeId[], here: Point): NodeId | undefined {
  let best: NodeId | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const box = layout.boxes.get(id);
    if (!box) continue;
    const distance = Math.hypot(box.x - here.x, box.y - here.y);
    if (distance < bestDistance) [best, bestDistance] = [id, distance];
  }
  return best;
}
