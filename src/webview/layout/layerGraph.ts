import type { Graph } from "../model/graph.ts";
import { ranksOf } from "./ranks.ts";

/** What a layout needs to know of a picture. */
export type Drawable = Pick<Graph, "nodes" | "links">;

/**
 * The picture cut into layers, as columns of numbers. Vertices below `realCount` are the picture's
 * nodes in their order; the others are bends of links that span several layers. Links that leave the
 * same node share their bends, as wires of a circuit do.
 */
export interface LayerGraph {
  readonly realCount: number;
  readonly layers: readonly Int32Array[];
  /** Per vertex its neighbors in the layer before and in the layer after. */
  readonly before: readonly (readonly number[])[];
  readonly after: readonly (readonly number[])[];
  /** Per link the bends it takes, from left to right. */
  readonly bends: readonly (readonly number[])[];
}

export function layerGraphOf({ nodes, links }: Drawable): LayerGraph {
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  const ends = links.map(
    ({ from, to }) => [places.get(from) as number, places.get(to) as number] as const,
  );
  const rank = ranksOf(nodes.length, ends);
  const before: number[][] = nodes.map(() => []);
  const after: number[][] = nodes.map(() => []);
  const layers: number[][] = [];
  const put = (vertex: number, layer: number) => {
    while (layers.length <= layer) layers.push([]);
    layers[layer]?.push(vertex);
  };
  for (const vertex of nodes.keys()) put(vertex, rank[vertex] as number);

  const chains: number[][] = nodes.map(() => []);
  const joined = new Set<string>();
  const join = (left: number, right: number) => {
    const key = `${left} ${right}`;
    if (joined.has(key)) return;
    joined.add(key);
    after[left]?.push(right);
    before[right]?.push(left);
  };
  const bends = ends.map(([from, to]) => {
    const span = (rank[to] as number) - (rank[from] as number);
    const chain = chains[from] as number[];
    for (let step = chain.length; step < span - 1; step++) {
      const bend = before.length;
      before.push([]);
      after.push([]);
      put(bend, (rank[from] as number) + step + 1);
      join(chain[step - 1] ?? from, bend);
      chain.push(bend);
    }
    join(chain[span - 2] ?? from, to);
    return chain.slice(0, span - 1);
  });
  return {
    realCount: nodes.length,
    layers: layers.map((layer) => Int32Array.from(layer)),
    before,
    after,
    bends,
  };
}
