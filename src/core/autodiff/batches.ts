import { type NodeId, sizeOf, type Tape } from "../tape/tape.ts";
import { code } from "./codes.ts";

/**
 * The arguments of an operation of two through which derivatives pass. The right argument of a sum
 * may also be a product that nothing else uses: the batch then holds the sums, and behind them as
 * many products, since a sum of products is what most loops over numbers are made of.
 */
export const along = { left: 1, right: 2, both: 3, plusProduct: 4 } as const;

interface Batch {
  readonly nodes: Uint32Array;
  /** One of `along` for operations of two arguments, otherwise 0. */
  readonly along: number;
}

/** Takes one kind of operation at a time: all that are ready, and all of it that this makes ready. */
export function* batchesOf(tape: Tape, varying: Uint8Array): Iterable<Batch> {
  const sums = sumsOfProducts(tape, varying);
  const { missing, firstUse, nextUse, user } = waitingOf(tape, varying, sums);
  const ready = new Map<number, NodeId[]>();
  const put = (node: NodeId) => {
    const kind = kindOf(tape, node, alongOf(tape, node, varying, sums));
    const nodes = ready.get(kind);
    if (nodes) nodes.push(node);
    else ready.set(kind, [node]);
  };
  for (const node of tape.ops.keys()) {
    const isAlone = isComputed(tape, node, varying) && sums[node] === node;
    if (isAlone && missing[node] === 0) put(node);
  }
  for (const [kind, nodes] of ready) {
    for (const node of nodes) {
      for (let use = firstUse[node] as number; use > 0; use = nextUse[use] as number) {
        const next = user[use] as NodeId;
        missing[next] = (missing[next] as number) - 1;
        if (missing[next] === 0) put(next);
      }
    }
    // Deleted, so that what becomes ready later stands at the end of the line.
    ready.delete(kind);
    const which = alongOf(tape, nodes[0] as NodeId, varying, sums);
    yield { nodes: Uint32Array.from(nodes).sort(), along: which };
  }
}

/** What follows from constants alone has its value already. */
export function isComputed(tape: Tape, node: NodeId, varying: Uint8Array): boolean {
  return (tape.ops[node] as number) >= 0 && varying[node] === 1;
}

export function rightOf(tape: Tape, node: NodeId): NodeId {
  return tape.args[(tape.argStart[node] as number) + 1] as NodeId;
}

/** Operations of one row, with as many arguments and the same ones of them varying, share their loops. */
function kindOf(tape: Tape, node: NodeId, which: number): number {
  const count = (tape.argStart[node + 1] as number) - (tape.argStart[node] as number);
  return (count * 8 + which) * 2 ** 16 + (tape.ops[node] as number);
}

function alongOf(tape: Tape, node: NodeId, varying: Uint8Array, sums: Uint32Array): number {
  const first = tape.argStart[node] as number;
  if (tape.argStart[node + 1] !== first + 2) return 0;
  const left = tape.args[first] as NodeId;
  const right = tape.args[first + 1] as NodeId;
  if (sums[right] === node) return along.plusProduct;
  return (varying[left] === 1 ? along.left : 0) + (varying[right] === 1 ? along.right : 0);
}

/** Per node the sum whose right argument it is, if it is a product for that alone; otherwise itself. */
function sumsOfProducts(tape: Tape, varying: Uint8Array): Uint32Array {
  // One use, or more: there may be more than a byte can count.
  const uses = new Uint8Array(sizeOf(tape));
  for (const arg of tape.args) uses[arg] = uses[arg] === 0 ? 1 : 2;
  const sums = Uint32Array.from(uses.keys());
  for (const [node, op] of tape.ops.entries()) {
    if (op !== code.add) continue;
    const right = rightOf(tape, node);
    if (tape.ops[right] === code.mul && uses[right] === 1 && varying[right] === 1)
      sums[right] = node;
  }
  return sums;
}

/** The operations that wait for one another, as linked lists over the edges of the tape. */
interface Waiting {
  /** How many arguments are not computed yet. */
  readonly missing: Uint32Array;
  /** Edges; 0 ends a list, for the first edge of a tape starts at a leaf, and nobody waits for that. */
  readonly firstUse: Uint32Array;
  readonly nextUse: Uint32Array;
  readonly user: Uint32Array;
}

/** A product that is computed with its sum waits there. */
function waitingOf(tape: Tape, varying: Uint8Array, sums: Uint32Array): Waiting {
  const size = sizeOf(tape);
  const missing = new Uint32Array(size);
  const firstUse = new Uint32Array(size);
  const nextUse = new Uint32Array(tape.args.length);
  const user = new Uint32Array(tape.args.length);
  for (const [node, sum] of sums.entries()) {
    const end = tape.argStart[node + 1] as number;
    for (let edge = tape.argStart[node] as number; edge < end; edge++) {
      const arg = tape.args[edge] as number;
      if (!isComputed(tape, arg, varying) || sums[arg] === node) continue;
      missing[sum] = (missing[sum] as number) + 1;
      user[edge] = sum;
      nextUse[edge] = firstUse[arg] as number;
      firstUse[arg] = edge;
    }
  }
  return { missing, firstUse, nextUse, user };
}
