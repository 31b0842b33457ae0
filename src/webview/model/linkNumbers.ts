import type { NodeId, Tape } from "../../core/tape/tape.ts";
import type { Link, Links } from "./links.ts";
import type { Sweep } from "./sweep.ts";

/** What flows along one link, right to left. */
export interface LinkNumber {
  /** ∂to/∂from along this link. */
  readonly local: number;
  /** The link's share of the gradient of `from`. */
  readonly flow: number;
  readonly state: LinkState;
}

/**
 * stopped: no derivative passes by nature (floor, a comparison, the loser of a max);
 * dead: the local derivative is the number 0; idle: the chosen output does not depend on it.
 */
type LinkState = "live" | "dead" | "stopped" | "idle";

/** The nodes drawn, and the links between them. */
interface ShownLinks extends Links {
  readonly nodes: readonly { readonly id: NodeId }[];
}

/** Whether the link brings a share of the gradient, be it zero. */
export function carries({ state }: LinkNumber): boolean {
  return state === "live" || state === "dead";
}

export function linkNumbers(tape: Tape, graph: ShownLinks, sweep: Sweep): readonly LinkNumber[] {
  const shown = new Set(graph.nodes.map(({ id }) => id));
  let swept: { readonly to: NodeId; readonly slopes: ReadonlyMap<NodeId, number> } | undefined;
  return graph.links.map((link) => {
    if (link.edge !== undefined) {
      const stopped = sweep.local.stopped[link.edge] === 1;
      return linkNumber(link, stopped ? undefined : sweep.local.partials[link.edge], sweep);
    }
    if (swept?.to !== link.to) {
      const hidden = graph.hidden.get(link.to) ?? [];
      swept = { to: link.to, slopes: hiddenSlopes(tape, link.to, hidden, shown, sweep) };
    }
    return linkNumber(link, swept.slopes.get(link.from), sweep);
  });
}

function linkNumber(link: Link, local: number | undefined, sweep: Sweep): LinkNumber {
  if (local === undefined) return { local: 0, flow: 0, state: "stopped" };
  if (sweep.reached[link.to] === 0) return { local, flow: 0, state: "idle" };
  const flow = (sweep.adjoints[link.to] as number) * local;
  return { local, flow, state: local === 0 ? "dead" : "live" };
}

/** ∂to/∂(shown node) through hidden nodes only: a reverse sweep confined to the hidden region. */
function hiddenSlopes(
  tape: Tape,
  to: NodeId,
  hidden: readonly NodeId[],
  shown: ReadonlySet<NodeId>,
  { local }: Sweep,
): ReadonlyMap<NodeId, number> {
  const slopes = new Map<NodeId, number>([[to, 1]]);
  for (const node of [to, ...hidden]) {
    const slope = slopes.get(node);
    if (slope === undefined) continue;
    const end = tape.argStart[node + 1] as number;
    for (let edge = tape.argStart[node] as number; edge < end; edge++) {
      const arg = tape.args[edge] as number;
      // Direct edges between shown nodes have links of their own.
      if (local.stopped[edge] === 1 || (node === to && shown.has(arg))) continue;
      const share = slope * (local.partials[edge] as number);
      const before = slopes.get(arg);
      slopes.set(arg, before === undefined ? share : before + share);
    }
  }
  return slopes;
}
