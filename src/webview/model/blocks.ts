import type { Piece } from "./piece.ts";

/** More parts than this are drawn in blocks. */
export const MOST_PARTS = 60;

/** Pieces as they are where they are few, else neighbors together, as often as it takes. */
export function inBlocks(
  pieces: readonly Piece[],
  key: string,
  labelOf: (parts: readonly Piece[]) => string,
): readonly Piece[] {
  if (pieces.length <= MOST_PARTS) return pieces;
  const size = Math.ceil(Math.sqrt(pieces.length));
  const blocks: Piece[] = [];
  for (let i = 0; i < pieces.length; i += size) {
    const parts = pieces.slice(i, i + size);
    blocks.push(blockOf(parts, `${key}/b${i}`, labelOf(parts)));
  }
  return inBlocks(blocks, `${key}/b`, labelOf);
}

/** Neighboring pieces as one. */
export function blockOf(parts: readonly Piece[], key: string, label: string): Piece {
  const [first, last] = [parts[0] as Piece, parts.at(-1) as Piece];
  return { ...first, key, kind: "block", label, end: last.end, parts };
}
