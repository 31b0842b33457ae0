/** Links by the places of their ends, in the order of their targets; all lead to higher places. */
export type Ends = readonly (readonly [from: number, to: number])[];

interface Neighbors {
  readonly sources: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
}

/**
 * The layer of each node. Once as early and once as late as can be, then nodes move, within what
 * their links allow, to the side on which they have more of them; the way with shorter links counts.
 */
export function ranksOf(count: number, ends: Ends): Int32Array {
  const sources: number[][] = Array.from({ length: count }, () => []);
  const targets: number[][] = Array.from({ length: count }, () => []);
  for (const [from, to] of ends) {
    sources[to]?.push(from);
    targets[from]?.push(to);
  }
  const neighbors = { sources, targets };
  const early = withoutGaps(tightened(earliest(neighbors), neighbors));
  const late = withoutGaps(tightened(latest(neighbors), neighbors));
  return totalReach(late, neighbors) < totalReach(early, neighbors) ? late : early;
}

function earliest({ sources }: Neighbors): Int32Array {
  const rank = new Int32Array(sources.length);
  for (const [node, from] of sources.entries()) {
    for (const source of from) {
      rank[node] = Math.max(rank[node] as number, (rank[source] as number) + 1);
    }
  }
  return rank;
}

function latest({ targets }: Neighbors): Int32Array {
  const rank = new Int32Array(targets.length);
  for (let node = targets.length - 1; node >= 0; node--) {
    for (const target of targets[node] as readonly number[]) {
      rank[node] = Math.min(rank[node] as number, (rank[target] as number) - 1);
    }
  }
  return rank;
}

const ROUNDS = 6;

function tightened(rank: Int32Array, { sources, targets }: Neighbors): Int32Array {
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (let step = 0; step < rank.length; step++) {
      const node = round % 2 === 0 ? rank.length - 1 - step : step;
      const left = sources[node] as readonly number[];
      const right = targets[node] as readonly number[];
      if (left.length === right.length) continue;
      const goal = right.length > left.length ? lowest(rank, right) - 1 : highest(rank, left) + 1;
      if (goal === rank[node]) continue;
      rank[node] = goal;
      moved = true;
    }
    if (!moved) break;
  }
  return rank;
}

function lowest(rank: Int32Array, nodes: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const node of nodes) least = Math.min(least, rank[node] as number);
  return least;
}

function highest(rank: Int32Array, nodes: readonly number[]): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const node of nodes) most = Math.max(most, rank[node] as number);
  return most;
}

function withoutGaps(rank: Int32Array): Int32Array {
  const used = [...new Set(rank)].sort((a, b) => a - b);
  const places = new Map(used.map((each, place) => [each, place]));
  return rank.map((each) => places.get(each) as number);
}

/** The layers that links cross, where those from one node run together. */
function totalReach(rank: Int32Array, { targets }: Neighbors): number {
  let sum = 0;
  for (const [node, to] of targets.entries()) {
    if (to.length > 0) sum += highest(rank, to) - (rank[node] as number);
  }
  return sum;
}
