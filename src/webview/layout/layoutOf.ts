import type { Graph } from "../model/graph.ts";
import { dagreLayout } from "./dagreLayout.ts";
import { totalSpan } from "./depths.ts";
import { layeredLayout } from "./layeredLayout.ts";
import type { Layout } from "./layout.ts";

/** Dagre draws better and takes its time: beyond these a picture would come late. */
const DAGRE_NODES = 150;
const DAGRE_SPAN = 1000;

export function layoutOf(graph: Graph): Layout {
  const isSmall = graph.nodes.length <= DAGRE_NODES && totalSpan(graph) <= DAGRE_SPAN;
  return isSmall ? dagreLayout(graph) : layeredLayout(graph);
}
