import type { OpName } from "../ops/primitives.ts";
import { opIndexOf } from "../ops/table.ts";
import type { SourceRange } from "../util/sourceRange.ts";
import { createColumn } from "./column.ts";
import {
  CONSTANT_OP,
  type Frame,
  type Guard,
  INPUT_OP,
  type NodeId,
  type Tape,
  type TapeInput,
  type TapeOutput,
} from "./tape.ts";

/** Records a trace. Owns growing columns; `finish` packs them. */
export interface TapeBuilder {
  readonly size: number;
  input(path: string, value: number, role: TapeInput["role"], range: SourceRange): NodeId;
  constant(value: number, range: SourceRange): NodeId;
  operation(op: OpName, args: readonly NodeId[], value: number, range: SourceRange): NodeId;
  /** The first name sticks: `const u = w * x; const v = u` leaves the product called u. */
  name(node: NodeId, name: string): void;
  isNamed(node: NodeId): boolean;
  guard(guard: Guard): void;
  valueOf(node: NodeId): number;
  enterFrame(kind: Frame["kind"], label: string, index: number, range: SourceRange): void;
  leaveFrame(): void;
  /** While set, everything recorded but inputs stands there: code of other files is shown where it is called. */
  pin(range: SourceRange | undefined): void;
  readonly pinned: SourceRange | undefined;
  finish(outputs: readonly TapeOutput[]): Tape;
}

interface OpenFrame extends Omit<Frame, "parent"> {
  readonly parent: OpenFrame | undefined;
  /** Its place in the table, once a node was recorded in it: empty frames cost nothing. */
  id: number | undefined;
}

export function createTapeBuilder(functionRange: SourceRange, functionName: string): TapeBuilder {
  const words = () => createColumn((length) => new Uint32Array(length));
  const ops = createColumn((length) => new Int16Array(length));
  const argStart = words();
  argStart.push(0);
  const allArgs = words();
  const values = createColumn((length) => new Float64Array(length));
  const starts = words();
  const ends = words();
  const frames = words();
  const names = new Map<NodeId, string>();
  const inputs: TapeInput[] = [];
  const guards: Guard[] = [];
  const root: Frame = {
    parent: 0,
    kind: "function",
    label: functionName,
    index: 0,
    range: functionRange,
  };
  const frameTable: Frame[] = [root];
  let pinned: SourceRange | undefined;
  let current: OpenFrame = { ...root, parent: undefined, id: 0 };

  function frameId(frame: OpenFrame): number {
    if (frame.id === undefined) {
      const { kind, label, index, range } = frame;
      const parent = frame.parent ? frameId(frame.parent) : 0;
      frame.id = frameTable.push({ parent, kind, label, index, range }) - 1;
    }
    return frame.id;
  }

  function append(op: number, args: readonly NodeId[], value: number, range: SourceRange): NodeId {
    for (let index = 0; index < args.length; index++) allArgs.push(args[index] as NodeId);
    argStart.push(allArgs.size());
    values.push(value);
    starts.push(range.start);
    ends.push(range.end);
    frames.push(frameId(current));
    ops.push(op);
    return ops.size() - 1;
  }

  return {
    get size() {
      return ops.size();
    },
    input(path, value, role, range) {
      const node = append(INPUT_OP, [], value, range);
      inputs.push({ node, path, role });
      return node;
    },
    constant: (value, range) => append(CONSTANT_OP, [], value, pinned ?? range),
    operation: (op, args, value, range) => append(opIndexOf(op), args, value, pinned ?? range),
    name(node, name) {
      if (!names.has(node)) names.set(node, name);
    },
    isNamed: (node) => names.has(node),
    guard(guard) {
      guards.push(pinned ? { ...guard, range: pinned } : guard);
    },
    valueOf: (node) => values.at(node),
    enterFrame(kind, label, index, range) {
      current = { parent: current, kind, label, index, range: pinned ?? range, id: undefined };
    },
    get pinned() {
      return pinned;
    },
    pin(range) {
      pinned = range;
    },
    leaveFrame() {
      if (!current.parent) throw new Error("internal: left more frames than were entered");
      current = current.parent;
    },
    finish: (outputs) => ({
      ops: ops.packed(),
      argStart: argStart.packed(),
      args: allArgs.packed(),
      values: values.packed(),
      inputs,
      outputs,
      guards,
      provenance: {
        starts: starts.packed(),
        ends: ends.packed(),
        names,
        frames: frames.packed(),
        frameTable,
      },
    }),
  };
}
