import type { Convention } from "../ops/nonSmooth.ts";
import type { SourceRange } from "../util/sourceRange.ts";

/**
 * The trace as data: a Wengert list in execution order, as columns. A node's id is its place in the
 * list and its arguments have smaller ids, so the forward sweep is a loop up and the reverse sweep a
 * loop down.
 */
export interface Tape {
  /** Per node: a row of the table (see `ops/table`), or one of the two leaf codes below. */
  readonly ops: Int16Array;
  /** Node `i` has the arguments `args[argStart[i]] … args[argStart[i + 1] − 1]`. */
  readonly argStart: Uint32Array;
  readonly args: Uint32Array;
  /** Primals at the point at which the function was traced. */
  readonly values: Float64Array;
  readonly inputs: readonly TapeInput[];
  readonly outputs: readonly TapeOutput[];
  readonly guards: readonly Guard[];
  readonly provenance: Provenance;
  /** Whose convention all sweeps over it follow where there is no single derivative; otherwise our own. */
  readonly nonSmooth?: Convention;
}

export type NodeId = number;

export const INPUT_OP = -1;
export const CONSTANT_OP = -2;

/** A leaf of the function's inputs: "x", "v[0]", "p.x", "this.k". */
export interface TapeInput {
  readonly node: NodeId;
  readonly path: string;
  /** Frozen: excluded by `@wrt`. Noise: drawn by Math.random, fixed for the trace. */
  readonly role: "free" | "frozen" | "noise";
  /** It counts something: an index, a length, the end of a loop. */
  readonly isWhole?: true;
}

/** A leaf of the function's result: "" for a number, "[0]", ".loss". */
export interface TapeOutput {
  readonly node: NodeId;
  readonly path: string;
}

/** What must stay so for the tape to hold at other inputs. */
export type Guard =
  /** A branch was taken on the truth of this node. */
  | {
      readonly kind: "truth";
      readonly node: NodeId;
      readonly truth: boolean;
      readonly range: SourceRange;
      /** A loop that counts went on, or ended, by it. */
      readonly isLoop?: true;
    }
  /** The node was used as an index, a length, a string or a bit pattern: its exact value matters. */
  | {
      readonly kind: "value";
      readonly node: NodeId;
      readonly value: number;
      readonly range: SourceRange;
      readonly use?: "index" | "text";
    };

/** Where each node comes from. */
interface Provenance {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The variable or property the node's value was first stored under. */
  readonly names: ReadonlyMap<NodeId, string>;
  /** Per node its frame; frame 0 is the traced function itself. */
  readonly frames: Uint32Array;
  readonly frameTable: readonly Frame[];
}

/** One call or one turn of a loop; frames form a tree through `parent`. */
export interface Frame {
  readonly parent: number;
  readonly kind: "function" | "call" | "iteration";
  /** The callee's name, or the loop's keyword. */
  readonly label: string;
  /** Which turn, from 0; calls have 0. */
  readonly index: number;
  /** The call expression or the loop statement. */
  readonly range: SourceRange;
}

/** A list of its own: of one or two numbers it is made and walked much faster than a view of the column. */
export function argumentsOf(tape: Tape, node: NodeId): readonly NodeId[] {
  const first = tape.argStart[node] as number;
  const list = new Array<NodeId>((tape.argStart[node + 1] as number) - first);
  for (let i = 0; i < list.length; i++) list[i] = tape.args[first + i] as NodeId;
  return list;
}

export function sizeOf(tape: Tape): number {
  return tape.ops.length;
}

export function rangeOf(tape: Tape, node: NodeId): SourceRange {
  return { start: tape.provenance.starts[node] ?? 0, end: tape.provenance.ends[node] ?? 0 };
}
