import type { GraphNode } from "./graph.ts";

/** So many numbers are still written out one by one. */
const MOST_WRITTEN = 2;

/** Several numbers leave it: it has no single value, and no single derivative. */
export function isSeveral({ fold }: GraphNode): boolean {
  return fold !== undefined && fold.faces.length > 1;
}

/** Its numbers are drawn as a picture of cells. */
export function isTable({ fold }: GraphNode): boolean {
  return fold !== undefined && fold.faces.length > MOST_WRITTEN;
}
