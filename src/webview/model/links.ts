import { type NodeId, sizeOf, type Tape } from "../../core/tape/tape.ts";

/** A link of the picture: one edge of the tape, or all the ways through nodes that are not shown. */
export interface Link {
  readonly from: NodeId;
  readonly to: NodeId;
  /** Its place in `tape.args`; undefined for a link through hidden nodes. */
  readonly edge: number | undefined;
  /** Set where one of its ends is several numbers: the edges of the tape that lead from one to the other. */
  readonly bundle?: readonly number[];
}

export interface Links {
  /** In the order of their target and then of its operands. Constants have none. */
  readonly links: readonly Link[];
  /** For the targets of links through hidden nodes: those nodes, latest first, as a reverse sweep takes them. */
  readonly hidden: ReadonlyMap<NodeId, readonly NodeId[]>;
  /** A link through hidden nodes stands for direct edges between the same ends as well. */
  readonly joined?: true;
}

export function linksOf(
  tape: Tape,
  shown: readonly NodeId[],
  isConstant: (node: NodeId) => boolean,
): Links {
  const isShown = new Uint8Array(sizeOf(tape));
  for (const node of shown) isShown[node] = 1;
  const links: Link[] = [];
  const hidden = new Map<NodeId, readonly NodeId[]>();
  for (const to of shown) {
    let throughHidden = false;
    const end = tape.argStart[to + 1] as number;
    for (let edge = tape.argStart[to] as number; edge < end; edge++) {
      const from = tape.args[edge] as number;
      if (isShown[from] === 1) links.push({ from, to, edge });
      else if (!isConstant(from)) throughHidden = true;
    }
    if (!throughHidden) continue;
    const region = regionBehind(tape, to, isShown, isConstant);
    hidden.set(to, region.hidden);
    for (const from of region.ends) {
      if (!isConstant(from)) links.push({ from, to, edge: undefined });
    }
  }
  return { links, hidden };
}

/**
 * What lies between a shown node and the shown nodes it is computed from, and those nodes. What is
 * computed from constants alone is none of it: no derivative goes there.
 */
function regionBehind(
  tape: Tape,
  to: NodeId,
  isShown: Uint8Array,
  isConstant: (node: NodeId) => boolean,
) {
  const hidden = new Set<NodeId>();
  const ends = new Set<NodeId>();
  const open: NodeId[] = [to];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const end = tape.argStart[node + 1] as number;
    for (let edge = tape.argStart[node] as number; edge < end; edge++) {
      const arg = tape.args[edge] as number;
      if (isShown[arg] === 1) {
        if (node !== to) ends.add(arg);
      } else if (!hidden.has(arg) && !isConstant(arg)) {
        hidden.add(arg);
        open.push(arg);
      }
    }
  }
  return { hidden: [...hidden].sort((a, b) => b - a), ends: [...ends].sort((a, b) => a - b) };
}
