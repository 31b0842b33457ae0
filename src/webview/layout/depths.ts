import type { NodeId } from "../../core/tape/tape.ts";
import type { Graph } from "../model/graph.ts";

/** The longest path from the left to each node. */
export function depthsOf(graph: Graph): ReadonlyMap<NodeId, number> {
  const depths = new Map(graph.nodes.map(({ id }) => [id, 0]));
  for (const { from, to } of graph.links) {
    depths.set(to, Math.max(depths.get(to) ?? 0, (depths.get(from) ?? 0) + 1));
  }
  return depths;
}

/** How many layers the links cross, all together: what a careful layout pays for. */
export function totalSpan(graph: Graph): number {
  const depths = depthsOf(graph);
  let span = 0;
  for (const { from, to } of graph.links) span += (depths.get(to) ?? 0) - (depths.get(from) ?? 0);
  return span;
}
