import type { LayerGraph } from "./layerGraph.ts";

const ROUNDS = 8;
/** A long link is drawn straight rather than a short one. */
const STRAIGHT = 8;

/**
 * How far down each vertex stands. Each layer in turn moves towards its neighbors, rightwards and
 * back, in its order and at its distances; the last rounds look to both sides.
 */
export function placeVertically(
  graph: LayerGraph,
  layers: readonly Int32Array[],
  heights: Float64Array,
  gap: number,
): Float64Array {
  const { before, after, realCount } = graph;
  const y = new Float64Array(before.length);
  for (const layer of layers) {
    let top = 0;
    for (const vertex of layer) {
      const height = heights[vertex] as number;
      y[vertex] = top + height / 2;
      top += height + gap;
    }
    for (const vertex of layer) y[vertex] = (y[vertex] as number) - top / 2;
  }
  for (let round = 0; round < ROUNDS; round++) {
    const toRight = round % 2 === 0;
    const isLast = round >= ROUNDS - 2;
    for (let step = 0; step < layers.length; step++) {
      const layer = layers[toRight ? step : layers.length - 1 - step] as Int32Array;
      const wishes = new Float64Array(layer.length);
      const weights = new Float64Array(layer.length);
      const add = (at: number, vertex: number, near: readonly number[]) => {
        for (const each of near) {
          const weight = vertex >= realCount && each >= realCount ? STRAIGHT : 1;
          wishes[at] = (wishes[at] as number) + weight * (y[each] as number);
          weights[at] = (weights[at] as number) + weight;
        }
      };
      for (let at = 0; at < layer.length; at++) {
        const vertex = layer[at] as number;
        if (toRight || isLast) add(at, vertex, before[vertex] as readonly number[]);
        if (!toRight || isLast) add(at, vertex, after[vertex] as readonly number[]);
        if (weights[at] === 0) {
          wishes[at] = y[vertex] as number;
          weights[at] = 0.01;
        } else wishes[at] = (wishes[at] as number) / (weights[at] as number);
      }
      const distance = (at: number) =>
        ((heights[layer[at - 1] as number] as number) + (heights[layer[at] as number] as number)) /
          2 +
        gap;
      const found = placeInOrder(wishes, weights, distance);
      for (let at = 0; at < layer.length; at++) y[layer[at] as number] = found[at] as number;
    }
  }
  return y;
}

/**
 * The places nearest to the wishes (by weighted squares) that keep the order and the distances:
 * isotonic regression of the wishes less the distances, by pooling adjacent violators.
 */
export function placeInOrder(
  wishes: Float64Array,
  weights: Float64Array,
  distance: (at: number) => number,
): Float64Array {
  const count = wishes.length;
  const offsets = new Float64Array(count);
  for (let at = 1; at < count; at++) offsets[at] = (offsets[at - 1] as number) + distance(at);
  const means = new Float64Array(count);
  const masses = new Float64Array(count);
  const ends = new Int32Array(count);
  let blocks = 0;
  for (let at = 0; at < count; at++) {
    let mean = (wishes[at] as number) - (offsets[at] as number);
    let mass = weights[at] as number;
    while (blocks > 0 && (means[blocks - 1] as number) > mean) {
      blocks--;
      const before = masses[blocks] as number;
      mean = (mean * mass + (means[blocks] as number) * before) / (mass + before);
      mass += before;
    }
    means[blocks] = mean;
    masses[blocks] = mass;
    ends[blocks++] = at;
  }
  const places = new Float64Array(count);
  for (let block = 0, at = 0; block < blocks; block++) {
    for (; at <= (ends[block] as number); at++) {
      places[at] = (means[block] as number) + (offsets[at] as number);
    }
  }
  return places;
}
