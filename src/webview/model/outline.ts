import { type NodeId, rangeOf, type Tape } from "../../core/tape/tape.ts";
import { contains } from "../../core/util/sourceRange.ts";
import { inputParts, inputPieces } from "./inputPieces.ts";
import type { Piece } from "./piece.ts";

/**
 * The trace as the person wrote it, in nested pieces: statements, calls, loops and their turns, and
 * arrays of inputs. A piece is a run of the execution order, or inputs alone, so that links between
 * pieces never go in a circle. Parts are worked out when they are asked for.
 */
export interface Outline {
  /** All nodes a picture may have: inputs first, then operations as they were executed. */
  readonly order: readonly NodeId[];
  readonly root: readonly Piece[];
  partsOf(piece: Piece): readonly Piece[];
}

/** More parts than this are drawn in blocks. */
export const MOST_PARTS = 60;

export function outlineOf(
  tape: Tape,
  candidates: readonly NodeId[],
  lineOf: (offset: number) => number | undefined,
): Outline {
  const paths = new Map(tape.inputs.map(({ node, path }) => [node, path]));
  const inputs = candidates.filter((node) => paths.has(node));
  const operations = candidates.filter((node) => !paths.has(node));
  const listed = inputPieces(tape, inputs, paths);
  const order = [...listed.order, ...operations];
  const ends = new Set(tape.outputs.map(({ node }) => node));
  const known = new Map<string, readonly Piece[]>();
  const { frames, frameTable } = tape.provenance;

  /** The frame directly inside `frame` in which the node was recorded; undefined: in `frame` itself. */
  function innerFrame(node: NodeId, frame: number): number | undefined {
    for (let id = frames[node] ?? 0; id !== frame && id > 0; ) {
      const parent = frameTable[id]?.parent ?? 0;
      if (parent === frame) return id;
      id = parent;
    }
    return undefined;
  }
  function nodePiece(place: number, key: string): Piece {
    const node = order[place] as NodeId;
    const range = rangeOf(tape, node);
    return { key, kind: "node", label: "", range, start: place, end: place + 1, frame: 0 };
  }
  function isEnd(place: number): boolean {
    const node = order[place] as NodeId;
    return tape.provenance.names.has(node) || ends.has(node);
  }

  function framePieces(start: number, end: number, frame: number, key: string): readonly Piece[] {
    const pieces: Piece[] = [];
    const keyed = () => `${key}/${pieces.length}`;
    for (let place = start; place < end; ) {
      const inner = innerFrame(order[place] as NodeId, frame);
      const from = place;
      if (inner === undefined) {
        while (!isEnd(place++)) {
          if (place >= end || innerFrame(order[place] as NodeId, frame) !== undefined) break;
        }
        pieces.push(
          place - from === 1
            ? nodePiece(from, keyed())
            : { ...nodePiece(from, keyed()), kind: "statement", end: place },
        );
        continue;
      }
      const { kind, label, range } = frameTable[inner] as (typeof frameTable)[number];
      const isLoop = kind === "iteration";
      const isPart = isLoop ? partOfLoop(inner, frame) : partOfCall(inner, frame);
      while (place < end && isPart(order[place] as NodeId)) place++;
      pieces.push({
        ...{ key: keyed(), kind: isLoop ? "loop" : "call", label, range, start: from, end: place },
        frame: isLoop ? frame : inner,
      });
    }
    return pieces;
  }
  function partOfCall(inner: number, frame: number) {
    return (node: NodeId) => innerFrame(node, frame) === inner;
  }
  /** Turns of the same loop, and what its head computes between them. */
  function partOfLoop(first: number, frame: number) {
    const { label, range } = frameTable[first] as (typeof frameTable)[number];
    let last = -1;
    return (node: NodeId) => {
      const inner = innerFrame(node, frame);
      const turn = inner === undefined ? undefined : frameTable[inner];
      if (!turn) {
        const own = rangeOf(tape, node);
        return contains(range, own.start) && contains(range, own.end);
      }
      const isSame = turn.label === label && turn.range.start === range.start;
      if (!isSame || turn.kind !== "iteration" || turn.index < last) return false;
      last = turn.index;
      return true;
    };
  }
  function turnPieces({ start, end, frame, key, range }: Piece): readonly Piece[] {
    const pieces: Piece[] = [];
    let turn = -1;
    for (let place = start; place < end; place++) {
      const inner = innerFrame(order[place] as NodeId, frame);
      if (inner === undefined || inner === turn) continue;
      turn = inner;
      const last = pieces.pop();
      if (last) pieces.push({ ...last, end: place });
      const label = String((frameTable[inner]?.index ?? 0) + 1);
      const from = last ? place : start;
      pieces.push({
        key: `${key}/${label}`,
        kind: "turn",
        label,
        range,
        start: from,
        end,
        frame: inner,
      });
    }
    return pieces;
  }

  function inBlocks(pieces: readonly Piece[], key: string): readonly Piece[] {
    if (pieces.length <= MOST_PARTS) return pieces;
    const size = Math.ceil(Math.sqrt(pieces.length));
    const blocks: Piece[] = [];
    for (let i = 0; i < pieces.length; i += size) {
      const parts = pieces.slice(i, i + size);
      blocks.push(blockOf(parts, `${key}/b${i}`, linesOf(parts)));
    }
    return inBlocks(blocks, `${key}/b`);
  }
  function linesOf(parts: readonly Piece[]): string {
    if (parts[0]?.kind === "inputs" || paths.has(order[parts[0]?.start ?? 0] as NodeId)) {
      const first = paths.get(order[parts[0]?.start ?? 0] as NodeId) ?? "";
      const last = paths.get(order[(parts.at(-1)?.end ?? 1) - 1] as NodeId) ?? "";
      return `${first} … ${last}`;
    }
    const lines = parts
      .map(({ range }) => lineOf(range.start))
      .filter((line) => line !== undefined);
    const [first, last] = [Math.min(...lines), Math.max(...lines)];
    if (lines.length === 0) return `${parts.length} parts`;
    return first === last ? `line ${first}` : `lines ${first}–${last}`;
  }

  function partsOf(piece: Piece): readonly Piece[] {
    const { start, end, key, frame } = piece;
    switch (piece.kind) {
      case "node":
        return [];
      case "inputs":
        return inBlocks(inputParts(piece, order, paths, nodePiece), key);
      case "statement":
        return Array.from({ length: end - start }, (_, i) => nodePiece(start + i, `${key}/${i}`));
      case "loop":
        return turnPieces(piece);
      case "call":
      case "turn":
        return inBlocks(framePieces(start, end, frame, key), key);
      case "block":
        return piece.parts ?? [];
    }
  }
  return {
    order,
    root: [
      ...inBlocks(listed.pieces, "in"),
      ...inBlocks(framePieces(inputs.length, order.length, 0, ""), ""),
    ],
    partsOf(piece) {
      const parts = known.get(piece.key) ?? partsOf(piece);
      known.set(piece.key, parts);
      return parts;
    },
  };
}

/** Neighboring pieces as one. */
export function blockOf(parts: readonly Piece[], key: string, label: string): Piece {
  const [first, last] = [parts[0] as Piece, parts.at(-1) as Piece];
  return { ...first, key, kind: "block", label, end: last.end, parts };
}
