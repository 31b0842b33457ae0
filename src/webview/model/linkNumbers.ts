import { type NodeId, sizeOf, type Tape } from "../../core/tape/tape.ts";
import type { Link, Links } from "./links.ts";
import type { Sweep } from "./sweep.ts";

/** What flows along one link, right to left. */
export interface LinkNumber {
  /** ∂to/∂from along this link; 0 where one of its ends is several numbers. */
  readonly local: number;
  /** The link's share of the gradient of `from`; where `from` is several numbers, the sum of all shares' sizes. */
  readonly flow: number;
  readonly state: LinkState;
}

/**
 * stopped: no derivative passes by nature (floor, a comparison, the loser of a max);
 * dead: the local derivative is the number 0; idle: the chosen output does not depend on it;
 * bundle: several derivatives, too many to be written on one link.
 */
type LinkState = "live" | "dead" | "stopped" | "idle" | "bundle";

/** The nodes drawn, and the links between them. */
interface ShownLinks extends Links {
  readonly nodes: readonly { readonly id: NodeId }[];
}

/** Whether the link brings a share of the gradient, be it zero. */
export function carries({ state }: LinkNumber): boolean {
  return state === "live" || state === "dead" || state === "bundle";
}

export function linkNumbers(tape: Tape, graph: ShownLinks, sweep: Sweep): readonly LinkNumber[] {
  const slopes = graph.hidden.size > 0 ? hiddenSlopes(tape, graph, sweep) : undefined;
  return graph.links.map((link) => {
    if (link.bundle) return bundleNumber(tape, link, link.bundle, sweep);
    if (link.edge === undefined) return linkNumber(link, slopes?.(link), sweep);
    const stopped = sweep.local.stopped[link.edge] === 1;
    return linkNumber(link, stopped ? undefined : sweep.local.partials[link.edge], sweep);
  });
}

function linkNumber(link: Link, local: number | undefined, sweep: Sweep): LinkNumber {
  if (local === undefined) return { local: 0, flow: 0, state: "stopped" };
  if (sweep.reached[link.to] === 0) return { local, flow: 0, state: "idle" };
  const flow = (sweep.adjoints[link.to] as number) * local;
  return { local, flow, state: local === 0 ? "dead" : "live" };
}

function bundleNumber(
  tape: Tape,
  { from, to }: Link,
  edges: readonly number[],
  { local, adjoints, reached }: Sweep,
): LinkNumber {
  // What comes back to one number adds up; what comes back to several is only told by its size.
  const isOne = edges.every((edge) => tape.args[edge] === from);
  let flow = 0;
  let isReached = false;
  let node = to;
  for (const edge of edges) {
    if (local.stopped[edge] === 1) continue;
    node = targetOf(tape, edge, node);
    if (reached[node] === 0) continue;
    isReached = true;
    const share = (adjoints[node] as number) * (local.partials[edge] as number);
    flow += isOne ? share : Math.abs(share);
  }
  return { local: 0, flow, state: isReached ? "bundle" : "idle" };
}

/** The node that an edge leads to; `near` is where to look first. */
function targetOf({ argStart }: Tape, edge: number, near: NodeId): NodeId {
  if ((argStart[near] as number) <= edge && edge < (argStart[near + 1] as number)) return near;
  let low = 0;
  let high = argStart.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((argStart[middle] as number) <= edge) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * ∂to/∂from through hidden nodes only: a reverse sweep confined to the hidden region of each target.
 * Its columns serve one target after the other; what another one left in them counts as not reached.
 */
function hiddenSlopes(tape: Tape, graph: ShownLinks, { local }: Sweep) {
  const slopes = new Float64Array(sizeOf(tape));
  const reachedFrom = new Int32Array(sizeOf(tape)).fill(-1);
  // Direct edges between shown nodes have links of their own, unless these are joined.
  const isApart = new Uint8Array(sizeOf(tape));
  if (!graph.joined) for (const { id } of graph.nodes) isApart[id] = 1;
  let swept: NodeId | undefined;

  function sweepFrom(to: NodeId): void {
    slopes[to] = 1;
    reachedFrom[to] = to;
    pass(to, to);
    for (const node of graph.hidden.get(to) ?? []) if (reachedFrom[node] === to) pass(node, to);
  }
  function pass(node: NodeId, to: NodeId): void {
    const end = tape.argStart[node + 1] as number;
    for (let edge = tape.argStart[node] as number; edge < end; edge++) {
      const arg = tape.args[edge] as number;
      if (local.stopped[edge] === 1 || (node === to && isApart[arg] === 1)) continue;
      const share = (slopes[node] as number) * (local.partials[edge] as number);
      slopes[arg] = reachedFrom[arg] === to ? (slopes[arg] as number) + share : share;
      reachedFrom[arg] = to;
    }
  }
  return ({ from, to }: Link): number | undefined => {
    if (swept !== to) sweepFrom(to);
    swept = to;
    return reachedFrom[from] === to ? slopes[from] : undefined;
  };
}
