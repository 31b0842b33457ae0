import { type NodeId, rangeOf, type Tape } from "../../core/tape/tape.ts";
import { contains } from "../../core/util/sourceRange.ts";
import type { OffsetRange } from "../../protocol/panelMessages.ts";
import type { Graph } from "./graph.ts";

export type CursorMark = "innermost" | "around";

/** The nodes whose source contains the selection; those with the shortest source stand out. */
export function nodesAtCursor(
  tape: Tape,
  graph: Graph,
  selection: OffsetRange | null,
): ReadonlyMap<NodeId, CursorMark> {
  const marks = new Map<NodeId, CursorMark>();
  if (!selection) return marks;
  let shortest = Number.POSITIVE_INFINITY;
  for (const { id } of graph.nodes) {
    const range = rangeOf(tape, id);
    if (!contains(range, selection.start) || !contains(range, selection.end)) continue;
    marks.set(id, "around");
    shortest = Math.min(shortest, range.end - range.start);
  }
  for (const id of marks.keys()) {
    const { start, end } = rangeOf(tape, id);
    if (end - start === shortest) marks.set(id, "innermost");
  }
  return marks;
}
