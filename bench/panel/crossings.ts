import type { NodeId } from "../../src/core/tape/tape.ts";
import type { Point } from "../../src/webview/layout/layout.ts";

/** A link as it was drawn: a line through points. */
export interface Line {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly points: readonly Point[];
}

interface Piece {
  readonly line: number;
  readonly a: Point;
  readonly b: Point;
}

const CELL = 60;

/**
 * How many pairs of links cross in the drawing itself, the same for every layout. Links that begin or
 * end at the same node may run together there; that is no crossing.
 */
export function crossingsOf(lines: readonly Line[]): number {
  const cells = new Map<string, Piece[]>();
  for (const [line, { points }] of lines.entries()) {
    for (let i = 0; i + 1 < points.length; i++) {
      const piece = { line, a: points[i] as Point, b: points[i + 1] as Point };
      for (const key of cellsOf(piece)) {
        const cell = cells.get(key);
        if (cell) cell.push(piece);
        else cells.set(key, [piece]);
      }
    }
  }
  const crossed = new Set<string>();
  for (const pieces of cells.values()) {
    for (const [index, one] of pieces.entries()) {
      for (let i = index + 1; i < pieces.length; i++) {
        const other = pieces[i] as Piece;
        if (one.line === other.line || sharesEnd(lines, one, other) || !cross(one, other)) continue;
        crossed.add(`${Math.min(one.line, other.line)} ${Math.max(one.line, other.line)}`);
      }
    }
  }
  return crossed.size;
}

function sharesEnd(lines: readonly Line[], one: Piece, other: Piece): boolean {
  const [a, b] = [lines[one.line] as Line, lines[other.line] as Line];
  return a.from === b.from || a.to === b.to || a.from === b.to || a.to === b.from;
}

function* cellsOf({ a, b }: Piece): Generator<string> {
  const [left, right] = [
    Math.floor(Math.min(a.x, b.x) / CELL),
    Math.floor(Math.max(a.x, b.x) / CELL),
  ];
  const [top, bottom] = [
    Math.floor(Math.min(a.y, b.y) / CELL),
    Math.floor(Math.max(a.y, b.y) / CELL),
  ];
  for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) yield `${x} ${y}`;
}

function cross({ a, b }: Piece, { a: c, b: d }: Piece): boolean {
  const apart = (p: Point, q: Point, r: Point) =>
    (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
  return apart(a, b, c) * apart(a, b, d) < -1e-9 && apart(c, d, a) * apart(c, d, b) < -1e-9;
}
