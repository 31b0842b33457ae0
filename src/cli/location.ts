import { type LineColumn, lineColumnAt, type SourceRange } from "../core/util/sourceRange.ts";

/** A range in lines from 1 and columns from 0, as the JSON forms have it. */
export interface JsonRange {
  readonly start: LineColumn;
  readonly end: LineColumn;
}

export function jsonRange(lineStarts: readonly number[], range: SourceRange): JsonRange {
  return {
    start: lineColumnAt(lineStarts, range.start),
    end: lineColumnAt(lineStarts, range.end),
  };
}

/** "loss.ts:4:10", columns from 1: what terminals and editors make a link of. */
export function placeText(path: string, lineStarts: readonly number[], range: SourceRange): string {
  const { line, column } = lineColumnAt(lineStarts, range.start);
  return `${path}:${line}:${column + 1}`;
}
