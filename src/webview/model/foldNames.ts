import type { Outline } from "./outline.ts";
import type { Piece } from "./piece.ts";

const MOST_NAMES = 3;

/** What a folded piece is called: the variable its code is stored in, else those that leave it. */
export function foldName(
  piece: Piece,
  names: readonly (string | undefined)[],
  text: string | null,
): string | undefined {
  if (piece.kind === "inputs") return piece.label;
  const stored = piece.kind === "call" || piece.kind === "loop" ? storedIn(text, piece) : undefined;
  if (stored !== undefined) return stored;
  const own = names.filter((name) => name !== undefined);
  const bases = [...new Set(own.map((name) => name.replace(/(\[\d+\])+$/, "")))];
  if (bases.length === 0) return undefined;
  const listed = own.length === 1 ? own : bases;
  return listed.length <= MOST_NAMES ? listed.join(", ") : `${listed.slice(0, 2).join(", ")}, …`;
}

export function foldOperator(piece: Piece, outline: Outline, operator: string): string {
  switch (piece.kind) {
    case "call":
      return `${piece.label}()`;
    case "loop": {
      const turns = outline.partsOf(piece).length;
      return piece.label === "callback" ? `${turns} ×` : `${piece.label} ${turns} ×`;
    }
    case "turn":
      return `turn ${piece.label}`;
    case "block":
      return piece.label;
    case "inputs":
      return "";
    default:
      return operator;
  }
}

const STORED = /([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?::[^=;{}\n]*)?=\s*$/u;
const COMPLETE = /^\s*(?:[;,]|$|\n\s*[\w$}/@])/;

/** "h" of `const h = layer(w, x);`, where the call is all that is stored. */
function storedIn(text: string | null, { range }: Piece): string | undefined {
  if (text === null || !COMPLETE.test(text.slice(range.end, range.end + 80))) return undefined;
  return STORED.exec(text.slice(Math.max(0, range.start - 120), range.start))?.[1];
}
