import { type NodeId, rangeOf, type Tape } from "../../core/tape/tape.ts";
import { contains } from "../../core/util/sourceRange.ts";
import type { Piece } from "./piece.ts";

/** The nodes that a picture may have, in its order. */
export interface Recording {
  readonly tape: Tape;
  readonly order: readonly NodeId[];
  /** The nodes of the results: a statement ends there, as it does at a name. */
  readonly results: ReadonlySet<NodeId>;
}

/** A stretch of that order which was recorded in one frame. */
type Stretch = Pick<Piece, "start" | "end" | "frame" | "key">;

/** What was recorded in a frame, one after the other: statements, calls, and loops with all their turns. */
export function framePieces(recording: Recording, stretch: Stretch): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let { start } = stretch; start < stretch.end; ) {
    const rest = { ...stretch, start, key: `${stretch.key}/${pieces.length}` };
    const inner = innerFrame(recording, start, stretch.frame);
    const piece =
      inner === undefined ? statement(recording, rest) : callOrLoop(recording, rest, inner);
    pieces.push(piece);
    start = piece.end;
  }
  return pieces;
}

/** The turns of a loop; what its head computes before one belongs to it. */
export function turnPieces(recording: Recording, loop: Piece): readonly Piece[] {
  const { frameTable } = recording.tape.provenance;
  const pieces: Piece[] = [];
  let turn = -1;
  for (let place = loop.start; place < loop.end; place++) {
    const inner = innerFrame(recording, place, loop.frame);
    if (inner === undefined || inner === turn) continue;
    turn = inner;
    const last = pieces.pop();
    if (last) pieces.push({ ...last, end: place });
    const label = String((frameTable[inner]?.index ?? 0) + 1);
    const start = last ? place : loop.start;
    pieces.push({ ...loop, key: `${loop.key}/${label}`, kind: "turn", label, start, frame: inner });
  }
  return pieces;
}

export function nodePiece({ tape, order }: Recording, place: number, key: string): Piece {
  const range = rangeOf(tape, order[place] as NodeId);
  return { key, kind: "node", label: "", range, start: place, end: place + 1, frame: 0 };
}

/** Up to a name, a result, or the next call or loop. */
function statement(recording: Recording, { start, end, frame, key }: Stretch): Piece {
  let place = start;
  while (!endsStatement(recording, place++)) {
    if (place >= end || innerFrame(recording, place, frame) !== undefined) break;
  }
  const first = nodePiece(recording, start, key);
  return place - start === 1 ? first : { ...first, kind: "statement", end: place };
}

function endsStatement({ tape, order, results }: Recording, place: number): boolean {
  const node = order[place] as NodeId;
  return tape.provenance.names.has(node) || results.has(node);
}

function callOrLoop(recording: Recording, { start, end, frame, key }: Stretch, inner: number) {
  const { kind, label, range } = frameOf(recording, inner);
  const isLoop = kind === "iteration";
  const isPart = isLoop
    ? partOfLoop(recording, inner, frame)
    : (place: number) => innerFrame(recording, place, frame) === inner;
  let place = start;
  while (place < end && isPart(place)) place++;
  const piece: Piece = {
    ...{ key, kind: isLoop ? "loop" : "call", label, range, start, end: place },
    frame: isLoop ? frame : inner,
  };
  return piece;
}

/** Turns of the same loop, and what its head computes between them. */
function partOfLoop(recording: Recording, first: number, frame: number) {
  const { tape, order } = recording;
  const { label, range } = frameOf(recording, first);
  let last = -1;
  return (place: number): boolean => {
    const inner = innerFrame(recording, place, frame);
    if (inner === undefined) {
      const own = rangeOf(tape, order[place] as NodeId);
      return contains(range, own.start) && contains(range, own.end);
    }
    const turn = frameOf(recording, inner);
    const isSame = turn.label === label && turn.range.start === range.start;
    if (!isSame || turn.kind !== "iteration" || turn.index < last) return false;
    last = turn.index;
    return true;
  };
}

/** The frame directly inside `frame` in which a node was recorded; undefined: in `frame` itself. */
function innerFrame({ tape, order }: Recording, place: number, frame: number): number | undefined {
  const { frames, frameTable } = tape.provenance;
  for (let id = frames[order[place] as NodeId] ?? 0; id !== frame && id > 0; ) {
    const parent = frameTable[id]?.parent ?? 0;
    if (parent === frame) return id;
    id = parent;
  }
  return undefined;
}

type FrameEntry = Tape["provenance"]["frameTable"][number];

function frameOf({ tape }: Recording, id: number): FrameEntry {
  return tape.provenance.frameTable[id] as FrameEntry;
}
