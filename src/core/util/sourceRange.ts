/** A stretch of source text: UTF-16 offsets from the start of the file, `end` exclusive. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** A place as people read it: lines from 1, columns from 0, in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

export function contains(range: SourceRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** The offset at which each line starts; `\n`, `\r\n` and a lone `\r` end a line, as in VS Code. */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 13 && text.charCodeAt(i + 1) === 10) continue;
    if (unit === 10 || unit === 13) starts.push(i + 1);
  }
  return starts;
}

export function lineColumnAt(lineStarts: readonly number[], offset: number): LineColumn {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) };
}
