import type { SourceRange } from "../util/sourceRange.ts";

/**
 * Top-level statements by their looks alone: cut at every line that starts outside of all brackets,
 * strings and comments with something that can begin a statement. Used where the text defeats the
 * parser, so it must not recurse and may err on the side of larger pieces.
 */
export function splitStatements(text: string): readonly SourceRange[] {
  const pieces: SourceRange[] = [];
  let depth = 0;
  let start = 0;
  let atLineStart = true;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (atLineStart && depth === 0 && i > start && beginsStatement(char)) {
      pieces.push({ start, end: i });
      start = i;
    }
    atLineStart = char === "\n" || char === "\r";
    const skipped = skipLiteral(text, i);
    if (skipped > i) {
      i = skipped;
      atLineStart = false;
    } else if (char === "(" || char === "[" || char === "{") depth++;
    else if (char === ")" || char === "]" || char === "}") depth = Math.max(0, depth - 1);
  }
  pieces.push({ start, end: text.length });
  return pieces;
}

function beginsStatement(char: string): boolean {
  return /[\p{ID_Start}$_@/"'`]/u.test(char);
}

/** The last offset of the string or comment that starts at `i`; `i` itself where none does. */
function skipLiteral(text: string, i: number): number {
  const char = text[i];
  if (char === "/" && text[i + 1] === "/") {
    const end = text.indexOf("\n", i);
    return end < 0 ? text.length : end - 1;
  }
  if (char === "/" && text[i + 1] === "*") {
    const end = text.indexOf("*/", i + 2);
    return end < 0 ? text.length : end + 1;
  }
  if (char !== '"' && char !== "'" && char !== "`") return i;
  for (let j = i + 1; j < text.length; j++) {
    if (text[j] === "\\") j++;
    else if (text[j] === char) return j;
    else if (text[j] === "\n" && char !== "`") return j - 1;
  }
  return text.length;
}
