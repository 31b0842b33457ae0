/** Crossings of the links between two neighboring layers, by an accumulator tree (Barth, Jünger, Mutzel 2002). */
export function crossingsBetween(
  layer: Int32Array,
  after: readonly (readonly number[])[],
  place: Int32Array,
  nextLength: number,
): number {
  let first = 1;
  while (first < nextLength) first *= 2;
  const tree = new Int32Array(2 * first);
  let crossings = 0;
  for (const vertex of layer) {
    const targets = after[vertex] as readonly number[];
    // All targets of one vertex are counted before any is entered: they do not cross each other.
    for (const target of targets)
      crossings += enteredBeyond(tree, first + (place[target] as number));
    for (const target of targets) {
      for (let at = first + (place[target] as number); at > 0; at >>= 1)
        tree[at] = (tree[at] as number) + 1;
    }
  }
  return crossings;
}

function enteredBeyond(tree: Int32Array, leaf: number): number {
  let sum = 0;
  for (let at = leaf; at > 1; at >>= 1) if (at % 2 === 0) sum += tree[at + 1] as number;
  return sum;
}

/** How many crossings fewer two neighbors in a layer have when they change places. */
export function gainOfSwap(
  upper: readonly number[],
  lower: readonly number[],
  place: Int32Array,
): number {
  let gain = 0;
  for (const a of upper) {
    const at = place[a] as number;
    for (const b of lower) gain += Math.sign(at - (place[b] as number));
  }
  return gain;
}
