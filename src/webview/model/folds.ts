import type { SavedFolds } from "../../protocol/panelMessages.ts";
import { blockOf } from "./blocks.ts";
import type { Outline } from "./outline.ts";
import type { Piece } from "./piece.ts";

/** What is open, by key; of a loop, the turn that is looked at, from 1. */
export interface Folds {
  /** Every single operation is drawn. */
  readonly isAll: boolean;
  readonly open: ReadonlySet<string>;
  readonly turns: Readonly<Record<string, number>>;
}

/** An open piece, as the bar over the picture names it. */
export interface OpenPiece {
  readonly piece: Piece;
  /** There is nothing else to see: it cannot be folded. */
  readonly isOnly: boolean;
  readonly turn?: { readonly number: number; readonly count: number };
}

export interface Unfolded {
  readonly drawn: readonly Piece[];
  readonly opened: readonly OpenPiece[];
}

export const nothingOpen: Folds = { isAll: false, open: new Set(), turns: {} };
export const allOpen: Folds = { ...nothingOpen, isAll: true };

/** Loops of so few turns are shown turn by turn. */
const FEW_TURNS = 4;

/** The pieces to draw: those that are folded, and in place of an open one its parts. */
export function unfolded(outline: Outline, { open, turns }: Folds): Unfolded {
  const drawn: Piece[] = [];
  const opened: OpenPiece[] = [];
  const operations = outline.root.filter(({ key }) => !key.startsWith("in"));
  for (const piece of outline.root)
    visit(piece, piece === operations[0] && operations.length === 1);
  return { drawn, opened };

  function visit(piece: Piece, isOnly: boolean): void {
    if (piece.kind === "node" || (!isOnly && !open.has(piece.key))) {
      drawn.push(piece);
      return;
    }
    const parts = outline.partsOf(piece);
    if (piece.kind === "loop" && parts.length > FEW_TURNS) {
      visitTurn(piece, parts, isOnly);
      return;
    }
    if (!isOnly) opened.push({ piece, isOnly });
    for (const part of parts) visit(part, parts.length === 1);
  }
  /** One turn of a long loop, between those before and those after it. */
  function visitTurn(piece: Piece, parts: readonly Piece[], isOnly: boolean): void {
    const number = turnOf(turns, piece.key, parts.length);
    opened.push({ piece, isOnly, turn: { number, count: parts.length } });
    const before = parts.slice(0, number - 1);
    const after = parts.slice(number);
    if (before.length > 0) drawn.push(turnsBlock(piece, before));
    visit(parts[number - 1] as Piece, true);
    if (after.length > 0) drawn.push(turnsBlock(piece, after));
  }
}

function turnOf(turns: Folds["turns"], key: string, count: number): number {
  const chosen = Object.hasOwn(turns, key) ? (turns[key] as number) : 1;
  return Math.min(count, Math.max(1, Math.trunc(chosen) || 1));
}

function turnsBlock({ key }: Piece, turns: readonly Piece[]): Piece {
  const [first, last] = [turns[0]?.label, turns.at(-1)?.label];
  const label = first === last ? `turn ${first}` : `turns ${first}–${last}`;
  return blockOf(turns, `${key}/turns ${first}`, label);
}

export function withOpen({ open, turns }: Folds, opened: string): Folds {
  const loop = /^(.*)\/turns (\d+)$/.exec(opened);
  // Turns before the open one are entered at their end, those after it at their beginning.
  if (loop) {
    const [, key = "", first] = loop;
    const current = turnOf(turns, key, Number.POSITIVE_INFINITY);
    const turn = Number(first) > current ? Number(first) : current - 1;
    return { isAll: false, open, turns: { ...turns, [key]: turn } };
  }
  return { isAll: false, open: new Set([...open, opened]), turns };
}

export function withTurn({ open, turns }: Folds, key: string, turn: number): Folds {
  return { isAll: false, open, turns: { ...turns, [key]: turn } };
}

/** Folds a piece and whatever is open in it. */
export function withFolded({ open, turns }: Folds, key: string): Folds {
  const left = [...open].filter((each) => each !== key && !each.startsWith(`${key}/`));
  return { isAll: false, open: new Set(left), turns };
}

/** Folds of a trace of so many operations, to be written down. */
export function savedFolds({ isAll, open, turns }: Folds, operations: number): SavedFolds {
  return { operations, isAll, open: [...open], turns };
}

/** Keys are places in a trace: those of a trace of another length would mean other pieces. */
export function foldsSaved(saved: SavedFolds | undefined, operations: number): Folds | undefined {
  if (saved?.operations !== operations) return undefined;
  return { isAll: saved.isAll, open: new Set(saved.open), turns: saved.turns };
}
