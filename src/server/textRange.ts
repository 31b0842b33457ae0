import type { Range } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { SourceRange } from "../core/util/sourceRange.ts";

export function rangeIn(document: TextDocument, { start, end }: SourceRange): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/**
 * The part of a name on its first line, never empty: VS Code throws a lens with an empty range away
 * and makes a new one, which jumps, and a diagnostic needs something to underline.
 */
export function nameLineIn(document: TextDocument, name: SourceRange): Range {
  const { start, end } = rangeIn(document, name);
  if (end.line === start.line && end.character > start.character) return { start, end };
  const lineEnd = document.positionAt(
    document.offsetAt({ line: start.line + 1, character: 0 }) - 1,
  );
  const last = lineEnd.line === start.line ? lineEnd.character : start.character;
  return { start, end: { line: start.line, character: Math.max(last, start.character + 1) } };
}
