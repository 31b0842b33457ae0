import type { NodeId, Tape } from "../../core/tape/tape.ts";
import type { StageGraph } from "./graph.ts";
import { linkNumbers } from "./linkNumbers.ts";
import type { Sweep } from "./sweep.ts";

/** How fast one stage moves with another it is computed from directly. */
export interface Rate {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly rate: number;
  /** Nothing passes by nature: a floor, a comparison, the loser of a max. */
  readonly isStopped: boolean;
}

export interface Path {
  readonly rates: readonly Rate[];
  readonly product: number;
}

/** The ways from an input to the output. */
export interface Paths {
  readonly count: number;
  readonly sum: number;
  /** By the size of their products; empty when there are more than `MOST_PATHS`. */
  readonly paths: readonly Path[];
  /** The path with the largest product. */
  readonly largest: Path | undefined;
}

export const MOST_PATHS = 64;

/** Parallel links are one rate: x · x moves with x at 2x. In the order of their targets. */
export function ratesOf(tape: Tape, graph: StageGraph, sweep: Sweep): readonly Rate[] {
  const rates = new Map<string, Rate>();
  for (const [index, { local, state }] of linkNumbers(tape, graph, sweep).entries()) {
    const { from, to } = graph.links[index] as { from: NodeId; to: NodeId };
    const key = `${from}>${to}`;
    const before = rates.get(key);
    const isStopped = state === "stopped";
    rates.set(key, {
      from,
      to,
      rate: (before?.rate ?? 0) + (isStopped ? 0 : local),
      isStopped: isStopped && (before?.isStopped ?? true),
    });
  }
  return [...rates.values()];
}

export function pathsBetween(rates: readonly Rate[], from: NodeId, to: NodeId): Paths {
  const { ahead, useful } = routesAhead(rates, from, to);
  const start = ahead.get(from);
  const { count = 0, sum = 0 } = start ?? {};
  const paths = count > MOST_PATHS ? [] : allPaths(useful, from, to);
  return {
    count,
    sum,
    paths: paths.sort((a, b) => sizeOfProduct(b.product) - sizeOfProduct(a.product)),
    largest: start && from !== to ? pathAlong(ahead, from, to) : undefined,
  };
}

/** What lies between a node and `to`, for every node from which that is reached. */
export interface RoutesAhead {
  readonly ahead: ReadonlyMap<NodeId, Ahead>;
  /** The rates out of a node that lead there. */
  useful(node: NodeId): readonly Rate[];
}

export function routesAhead(rates: readonly Rate[], from: NodeId, to: NodeId): RoutesAhead {
  const leaving = new Map<NodeId, Rate[]>();
  for (const rate of rates) {
    const known = leaving.get(rate.from);
    if (known) known.push(rate);
    else leaving.set(rate.from, [rate]);
  }
  const ahead = lookAhead(leaving, from, to);
  const useful = (node: NodeId) => (leaving.get(node) ?? []).filter((rate) => ahead.has(rate.to));
  return { ahead, useful };
}

interface Ahead {
  readonly count: number;
  readonly sum: number;
  readonly best: number;
  readonly next: Rate | undefined;
}

/** For every node from which `to` is reached: how many ways, their sum, and the largest of them. */
function lookAhead(
  leaving: ReadonlyMap<NodeId, readonly Rate[]>,
  from: NodeId,
  to: NodeId,
): ReadonlyMap<NodeId, Ahead> {
  const ahead = new Map<NodeId, Ahead>([[to, { count: 1, sum: 1, best: 1, next: undefined }]]);
  const nodes = [...leaving.keys()].filter((node) => node >= from && node < to);
  for (const node of nodes.sort((a, b) => b - a)) {
    let [count, sum, best] = [0, 0, -1];
    let next: Rate | undefined;
    for (const rate of leaving.get(node) ?? []) {
      const rest = ahead.get(rate.to);
      if (!rest) continue;
      count += rest.count;
      if (!rate.isStopped) sum += rate.rate * rest.sum;
      const size = rate.isStopped ? 0 : sizeOfProduct(Math.abs(rate.rate) * rest.best);
      if (size > best) [best, next] = [size, rate];
    }
    if (count > 0) ahead.set(node, { count, sum, best, next });
  }
  return ahead;
}

function pathAlong(ahead: ReadonlyMap<NodeId, Ahead>, from: NodeId, to: NodeId): Path {
  const rates: Rate[] = [];
  for (let node = from; node !== to; ) {
    const next = ahead.get(node)?.next as Rate;
    rates.push(next);
    node = next.to;
  }
  return { rates, product: productOf(rates) };
}

function allPaths(useful: (node: NodeId) => readonly Rate[], from: NodeId, to: NodeId): Path[] {
  if (from === to) return [];
  const paths: Path[] = [];
  const open: (readonly Rate[])[] = useful(from).map((rate) => [rate]);
  for (let rates = open.pop(); rates; rates = open.pop()) {
    const end = (rates.at(-1) as Rate).to;
    if (end === to) paths.push({ rates, product: productOf(rates) });
    else for (const rate of useful(end)) open.push([...rates, rate]);
  }
  return paths;
}

/** A stop ends the path, whatever else lies on it: 0 · ∞ does not arise. */
export function productOf(rates: readonly Rate[]): number {
  if (rates.some(({ isStopped }) => isStopped)) return 0;
  return rates.reduce((product, { rate }) => product * rate, 1);
}

/** What is broken comes first. */
export function sizeOfProduct(product: number): number {
  return Number.isNaN(product) ? Number.POSITIVE_INFINITY : Math.abs(product);
}
