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
  const lengths = new Map<NodeId, number>();
  for (const { id, fold } of graph.nodes) {
    // A folded piece of the code stands for everything in it.
    for (const node of fold?.members ?? [id]) {
      const range = rangeOf(tape, node);
      if (!contains(range, selection.start) || !contains(range, selection.end)) continue;
      const length = range.end - range.start;
      lengths.set(id, Math.min(lengths.get(id) ?? length, length));
      shortest = Math.min(shortest, length);
    }
  }
  for (const [id, length] of lengths) marks.set(id, length === shortest ? "innermost" : "around");
  return marks;
}
