import { argumentsOf, type NodeId, sizeOf, type Tape } from "../tape/tape.ts";
import { along, batchesOf, isComputed, rightOf } from "./batches.ts";

/**
 * A tape in another order: the operations are sorted into batches of one kind, so that a sweep is a
 * few long loops without a decision in them, instead of one decision per node. Values do not change:
 * each operation still comes after its arguments, and within a batch the order of execution stays.
 */
export interface Program {
  /** Where the numbers of each node stand: first what never changes and the inputs, then the batches. */
  readonly slots: Uint32Array;
  /** The row of each batch, and how many arguments its operations have. */
  readonly ops: Int16Array;
  readonly counts: Uint32Array;
  /** Which of two arguments some input leads to (see `along`): nothing is handed on to the others. */
  readonly along: Uint8Array;
  /** Batch `b` fills the slots `starts[b] … starts[b + 1] − 1`. */
  readonly starts: Uint32Array;
  /** Per slot, where its arguments stand; unless there are one or two, `left` is their place in `rest`. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly rest: Int32Array;
  /** Room for the arguments of one operation, by their number. */
  readonly scratch: ReadonlyMap<number, number[]>;
}

/** The numbers of the arguments of a slot, of which there are not two. */
export function gather(
  { left, rest }: Program,
  slot: number,
  values: Float64Array,
  into: number[],
): void {
  const first = left[slot] as number;
  if (into.length === 1) into[0] = values[first] as number;
  else for (let i = 0; i < into.length; i++) into[i] = values[rest[first + i] as number] as number;
}

/** `varying`: 1 for all that some input leads to; the rest is computed once and for all. */
export function createProgram(tape: Tape, varying: Uint8Array): Program {
  const size = sizeOf(tape);
  const slots = new Uint32Array(size);
  const left = new Int32Array(size);
  const right = new Int32Array(size);
  const rest: number[] = [];
  const batches: { op: number; count: number; along: number; start: number }[] = [];
  let slot = 0;
  for (let node = 0; node < size; node++) {
    if (!isComputed(tape, node, varying)) slots[node] = slot++;
  }
  const place = (node: NodeId, count: number) => {
    const first = tape.argStart[node] as number;
    slots[node] = slot;
    if (count === 1 || count === 2) {
      left[slot] = slots[tape.args[first] as number] as number;
      right[slot] = slots[tape.args[first + count - 1] as number] as number;
    } else {
      left[slot] = rest.length;
      for (const arg of argumentsOf(tape, node)) rest.push(slots[arg] as number);
    }
    slot++;
  };
  for (const { nodes, along: which } of batchesOf(tape, varying)) {
    const first = nodes[0] as NodeId;
    const count = argumentsOf(tape, first).length;
    const start = slot;
    batches.push({ op: tape.ops[first] as number, count, along: which, start });
    for (const node of nodes) place(node, count);
    if (which !== along.plusProduct) continue;
    for (const [index, node] of nodes.entries()) {
      right[start + index] = slot;
      place(rightOf(tape, node), 2);
    }
  }
  return {
    slots,
    ops: Int16Array.from(batches, ({ op }) => op),
    counts: Uint32Array.from(batches, ({ count }) => count),
    along: Uint8Array.from(batches, (batch) => batch.along),
    starts: Uint32Array.from([...batches.map(({ start }) => start), slot]),
    left,
    right,
    rest: Int32Array.from(rest),
    scratch: new Map(batches.map(({ count }) => [count, new Array<number>(count).fill(0)])),
  };
}
