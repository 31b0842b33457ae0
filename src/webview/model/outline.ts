import type { NodeId, Tape } from "../../core/tape/tape.ts";
import { inBlocks } from "./blocks.ts";
import { framePieces, nodePiece, type Recording, turnPieces } from "./framePieces.ts";
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

/** `lineOf` gives the line of an offset where the text is known: blocks are called by their lines. */
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
  const results = new Set(tape.outputs.map(({ node }) => node));
  const recording: Recording = { tape, order, results };
  const known = new Map<string, readonly Piece[]>();
  const blocks = (pieces: readonly Piece[], key: string) => inBlocks(pieces, key, labelOf);

  function labelOf(parts: readonly Piece[]): string {
    const [first, last] = [parts[0] as Piece, parts.at(-1) as Piece];
    const path = paths.get(order[first.start] as NodeId);
    if (path !== undefined) return `${path} … ${paths.get(order[last.end - 1] as NodeId) ?? ""}`;
    return linesText(parts, lineOf);
  }
  function partsOf(piece: Piece): readonly Piece[] {
    const { start, end, key } = piece;
    switch (piece.kind) {
      case "node":
        return [];
      case "inputs": {
        const nodeAt = (place: number, own: string) => nodePiece(recording, place, own);
        return blocks(inputParts(piece, order, paths, nodeAt), key);
      }
      case "statement":
        return Array.from({ length: end - start }, (_, i) =>
          nodePiece(recording, start + i, `${key}/${i}`),
        );
      case "loop":
        return turnPieces(recording, piece);
      case "call":
      case "turn":
        return blocks(framePieces(recording, piece), key);
      case "block":
        return piece.parts ?? [];
    }
  }
  const whole = { start: inputs.length, end: order.length, frame: 0, key: "" };
  return {
    order,
    root: [...blocks(listed.pieces, "in"), ...blocks(framePieces(recording, whole), "")],
    partsOf(piece) {
      const parts = known.get(piece.key) ?? partsOf(piece);
      known.set(piece.key, parts);
      return parts;
    },
  };
}

function linesText(
  parts: readonly Piece[],
  lineOf: (offset: number) => number | undefined,
): string {
  const lines = parts.map(({ range }) => lineOf(range.start)).filter((line) => line !== undefined);
  if (lines.length === 0) return `${parts.length} parts`;
  const [first, last] = [Math.min(...lines), Math.max(...lines)];
  return first === last ? `line ${first}` : `lines ${first}–${last}`;
}
