import { crossingsBetween, gainOfSwap } from "./crossings.ts";
import type { LayerGraph } from "./layerGraph.ts";

/** What all rounds together may cost, in links looked at: small pictures are drawn with more care. */
const EFFORT = 400_000;
const MOST_ROUNDS = 40;
const FEWEST_ROUNDS = 2;
/** Rounds without a better picture before giving up. */
const PATIENCE = 6;

/**
 * The order within each layer, with few crossings: layers are sorted by the mean place of their
 * neighbors, rightwards and back (Sugiyama, Tagawa, Toda 1981), then neighbors change places as long
 * as that helps. The best of all rounds counts.
 */
export function orderLayers(graph: LayerGraph): readonly Int32Array[] {
  const place = new Int32Array(graph.before.length);
  let links = 0;
  for (const each of graph.after) links += each.length;
  const rounds = Math.max(FEWEST_ROUNDS, Math.min(MOST_ROUNDS, Math.floor(EFFORT / (links + 1))));
  let best: readonly Int32Array[] = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (const start of [inReadingOrder(graph), graph.layers]) {
    const layers = start.map((layer) => layer.slice());
    for (const layer of layers) settle(layer, place);
    let waited = 0;
    for (let round = 0; round < rounds && waited < PATIENCE && fewest > 0; round++) {
      if (round > 0) sweep(graph, layers, place, round);
      swapNeighbors(graph, layers, place);
      const crossings = totalCrossings(graph, layers, place);
      waited++;
      if (crossings >= fewest) continue;
      fewest = crossings;
      best = layers.map((layer) => layer.slice());
      waited = 0;
    }
  }
  return best;
}

function settle(layer: Int32Array, place: Int32Array): void {
  for (let at = 0; at < layer.length; at++) place[layer[at] as number] = at;
}

/** From the results back through their operands, first operand first: so that pictures read like the code. */
function inReadingOrder({ layers, before, after }: LayerGraph): readonly Int32Array[] {
  const depth = new Int32Array(before.length);
  for (const [index, layer] of layers.entries()) for (const vertex of layer) depth[vertex] = index;
  const seen = new Uint8Array(before.length);
  const ordered: number[][] = layers.map(() => []);
  const open: number[] = [];
  for (let index = layers.length - 1; index >= 0; index--) {
    for (const root of layers[index] as Int32Array) {
      if (after[root]?.length !== 0) continue;
      open.push(root);
      for (let vertex = open.pop(); vertex !== undefined; vertex = open.pop()) {
        if (seen[vertex] === 1) continue;
        seen[vertex] = 1;
        ordered[depth[vertex] as number]?.push(vertex);
        const operands = before[vertex] as readonly number[];
        for (let i = operands.length - 1; i >= 0; i--) open.push(operands[i] as number);
      }
    }
  }
  return ordered.map((layer) => Int32Array.from(layer));
}

/** Odd rounds go to the right, even ones to the left; every other pair lets equals change places. */
function sweep(
  { before, after }: LayerGraph,
  layers: Int32Array[],
  place: Int32Array,
  round: number,
): void {
  const toRight = round % 2 === 1;
  const turned = round % 4 >= 2;
  for (let step = 1; step < layers.length; step++) {
    const layer = layers[toRight ? step : layers.length - 1 - step] as Int32Array;
    sortByMean(layer, toRight ? before : after, place, turned);
  }
}

function sortByMean(
  layer: Int32Array,
  neighbors: readonly (readonly number[])[],
  place: Int32Array,
  turned: boolean,
): void {
  const means = new Map<number, number>();
  for (const vertex of layer) {
    const near = neighbors[vertex] as readonly number[];
    if (near.length === 0) continue;
    let sum = 0;
    for (const each of near) sum += place[each] as number;
    means.set(vertex, sum / near.length);
  }
  const movable = [...means.keys()];
  if (turned) movable.reverse();
  movable.sort((a, b) => (means.get(a) as number) - (means.get(b) as number));
  // What has no neighbor on that side stays where it is.
  let next = 0;
  for (let at = 0; at < layer.length; at++) {
    if (means.has(layer[at] as number)) layer[at] = movable[next++] as number;
  }
  settle(layer, place);
}

const MOST_SWAP_ROUNDS = 8;
/** What these may cost, in vertices looked at. */
const SWAP_EFFORT = 100_000;

function swapNeighbors(
  { before, after }: LayerGraph,
  layers: readonly Int32Array[],
  place: Int32Array,
): void {
  const rounds = Math.min(MOST_SWAP_ROUNDS, Math.ceil(SWAP_EFFORT / place.length));
  for (let round = 0; round < rounds; round++) {
    let gained = 0;
    for (const layer of layers) {
      for (let at = 1; at < layer.length; at++) {
        const upper = layer[at - 1] as number;
        const lower = layer[at] as number;
        const gain =
          gainOfSwap(before[upper] ?? [], before[lower] ?? [], place) +
          gainOfSwap(after[upper] ?? [], after[lower] ?? [], place);
        if (gain <= 0) continue;
        layer[at - 1] = lower;
        layer[at] = upper;
        place[lower] = at - 1;
        place[upper] = at;
        gained += gain;
      }
    }
    if (gained <= place.length / 1000) return;
  }
}

function totalCrossings(
  { after }: LayerGraph,
  layers: readonly Int32Array[],
  place: Int32Array,
): number {
  let sum = 0;
  for (let index = 0; index + 1 < layers.length; index++) {
    const next = layers[index + 1] as Int32Array;
    sum += crossingsBetween(layers[index] as Int32Array, after, place, next.length);
  }
  return sum;
}
