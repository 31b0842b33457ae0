import { argumentsOf, type NodeId, sizeOf, type Tape } from "../tape/tape.ts";

/**
 * A tape in another order: the operations are sorted into batches of one kind, so that a sweep is a
 * few long loops without a decision in them, instead of one decision per node. Values do not change:
 * each operation still comes after its arguments, and within a batch the order of execution stays.
 */
export interface Program {
  /** Where the numbers of each node stand: leaves first, then batch after batch. */
  readonly slots: Uint32Array;
  /** The row of each batch, and how many arguments its operations have. */
  readonly ops: Int16Array;
  readonly counts: Uint32Array;
  /** Batch `b` fills the slots `starts[b] … starts[b + 1] − 1`. */
  readonly starts: Uint32Array;
  /** Per slot, where its arguments stand; unless there are one or two, `left` is their place in `rest`. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly rest: Int32Array;
  /** Room for the arguments of one operation, by their number. */
  readonly scratch: ReadonlyMap<number, number[]>;
}

/** The numbers of the arguments of a slot. */
export function gather(
  { left, right, rest }: Program,
  slot: number,
  values: Float64Array,
  into: number[],
): void {
  const first = left[slot] as number;
  if (into.length === 1 || into.length === 2) {
    into[0] = values[first] as number;
    if (into.length === 2) into[1] = values[right[slot] as number] as number;
    return;
  }
  for (let i = 0; i < into.length; i++) into[i] = values[rest[first + i] as number] as number;
}

/** The operations that wait for one another, as linked lists over the edges of the tape. */
interface Waiting {
  /** How many arguments are not computed yet. */
  readonly missing: Uint32Array;
  readonly firstUse: Int32Array;
  readonly nextUse: Int32Array;
  readonly user: Uint32Array;
}

export function createProgram(tape: Tape): Program {
  const size = sizeOf(tape);
  const slots = new Uint32Array(size);
  const left = new Int32Array(size);
  const right = new Int32Array(size);
  const rest: number[] = [];
  const batches: { readonly op: number; readonly count: number; readonly start: number }[] = [];
  let slot = 0;
  for (let node = 0; node < size; node++) {
    if ((tape.ops[node] as number) < 0) slots[node] = slot++;
  }
  for (const nodes of batchesOf(tape)) {
    const first = nodes[0] as NodeId;
    const count = argumentsOf(tape, first).length;
    batches.push({ op: tape.ops[first] as number, count, start: slot });
    for (const node of nodes) {
      const start = tape.argStart[node] as number;
      slots[node] = slot;
      if (count === 1 || count === 2) {
        left[slot] = slots[tape.args[start] as number] as number;
        right[slot] = slots[tape.args[start + count - 1] as number] as number;
      } else {
        left[slot] = rest.length;
        for (const arg of argumentsOf(tape, node)) rest.push(slots[arg] as number);
      }
      slot++;
    }
  }
  return {
    slots,
    ops: Int16Array.from(batches, ({ op }) => op),
    counts: Uint32Array.from(batches, ({ count }) => count),
    starts: Uint32Array.from([...batches.map(({ start }) => start), slot]),
    left,
    right,
    rest: Int32Array.from(rest),
    scratch: new Map(batches.map(({ count }) => [count, new Array<number>(count).fill(0)])),
  };
}

/** Takes one kind of operation at a time: all that are ready, and all of it that this makes ready. */
function* batchesOf(tape: Tape): Iterable<Uint32Array> {
  const { missing, firstUse, nextUse, user } = waitingOf(tape);
  const ready = new Map<number, NodeId[]>();
  const add = (node: NodeId) => {
    const kind = kindOf(tape, node);
    const nodes = ready.get(kind);
    if (nodes) nodes.push(node);
    else ready.set(kind, [node]);
  };
  for (let node = 0; node < sizeOf(tape); node++) {
    if ((tape.ops[node] as number) >= 0 && missing[node] === 0) add(node);
  }
  for (const [kind, nodes] of ready) {
    for (const node of nodes) {
      for (let use = firstUse[node] as number; use >= 0; use = nextUse[use] as number) {
        const next = user[use] as NodeId;
        missing[next] = (missing[next] as number) - 1;
        if (missing[next] === 0) add(next);
      }
    }
    // Deleted, so that what becomes ready later stands at the end of the line.
    ready.delete(kind);
    yield Uint32Array.from(nodes).sort();
  }
}

/** Operations of one row with the same number of arguments share their loops. */
function kindOf(tape: Tape, node: NodeId): number {
  const count = (tape.argStart[node + 1] as number) - (tape.argStart[node] as number);
  return count * 2 ** 16 + (tape.ops[node] as number);
}

function waitingOf(tape: Tape): Waiting {
  const size = sizeOf(tape);
  const missing = new Uint32Array(size);
  const firstUse = new Int32Array(size).fill(-1);
  const nextUse = new Int32Array(tape.args.length);
  const user = new Uint32Array(tape.args.length);
  for (let node = size - 1; node >= 0; node--) {
    const end = tape.argStart[node + 1] as number;
    for (let edge = tape.argStart[node] as number; edge < end; edge++) {
      const arg = tape.args[edge] as number;
      if ((tape.ops[arg] as number) < 0) continue;
      missing[node] = (missing[node] as number) + 1;
      user[edge] = node;
      nextUse[edge] = firstUse[arg] as number;
      firstUse[arg] = edge;
    }
  }
  return { missing, firstUse, nextUse, user };
}
