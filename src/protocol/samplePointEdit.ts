/** A replacement within one line; the text may bring new lines, separated by "\n". */
export interface LineEdit {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Where `@at point` goes for the function that starts in the last of `lines`: into the tag that is
 * there, else into the comment directly above, else into a comment of its own.
 */
export function samplePointEdit(lines: readonly string[], point: string): LineEdit {
  const line = lines.length - 1;
  const above = lines[line - 1] ?? "";
  const indent = /^\s*/.exec(lines[line] ?? "")?.[0] ?? "";
  if (/\*\/\s*$/.test(above)) return inBlockComment(lines, line, point, indent);
  return inLineComments(lines, line, point, indent);
}

function inLineComments(
  lines: readonly string[],
  line: number,
  point: string,
  indent: string,
): LineEdit {
  let first = line;
  while (/^\s*\/\//.test(lines[first - 1] ?? "")) first--;
  for (let index = first; index < line; index++) {
    const tag = tagIn(lines[index] ?? "");
    if (tag) return { line: index, ...tag, text: ` ${point}` };
  }
  // A remark to a tool about "the next line" stays next to it.
  let before = line;
  while (before > first && TOOL_REMARK.test(lines[before - 1] ?? "")) before--;
  return insertion(before, `${indent}// @at ${point}\n`);
}

const TOOL_REMARK = /^\s*\/\/+\s*(@ts-|eslint-|biome-|prettier-|deno-|oxlint-|istanbul |c8 |v8 |#)/;

function inBlockComment(
  lines: readonly string[],
  line: number,
  point: string,
  indent: string,
): LineEdit {
  const last = line - 1;
  let first = last;
  while (first > 0 && !(lines[first] ?? "").includes("/*")) first--;
  for (let index = first; index <= last; index++) {
    const tag = tagIn(lines[index] ?? "");
    if (tag) return { line: index, ...tag, text: ` ${point}` };
  }
  const doc = /^(\s*)\/\*\*(?!\/)/.exec(lines[first] ?? "");
  // Tags are read in doc comments only: any other block comment is left alone.
  if (!doc) return insertion(line, `${indent}// @at ${point}\n`);
  const star = `${doc[1] ?? ""} *`;
  if (first === last) return unfolded(lines[last] ?? "", last, star, point);
  const closing = lines[last] ?? "";
  const end = closing.lastIndexOf("*/");
  if (closing.slice(0, end).trim() === "") return insertion(last, `${star} @at ${point}\n`);
  const start = closing.slice(0, end).trimEnd().length;
  return { line: last, start, end: closing.length, text: `\n${star} @at ${point}\n${star}/` };
}

/** A doc comment on one line becomes one of several. */
function unfolded(comment: string, line: number, star: string, point: string): LineEdit {
  const start = comment.indexOf("/**") + 3;
  const said = comment.slice(start, comment.lastIndexOf("*/")).trim();
  const before = said === "" ? "" : `\n${star} ${said}`;
  return { line, start, end: comment.length, text: `${before}\n${star} @at ${point}\n${star}/` };
}

/** What follows the first `@at` of a comment's line, up to the comment's end. */
function tagIn(comment: string): { readonly start: number; readonly end: number } | undefined {
  const tag = /(?:\/\/|\/\*\*|\*|^)\s*@at(?![\w$-])/.exec(comment);
  if (!tag) return undefined;
  const start = tag.index + tag[0].length;
  const close = comment.indexOf("*/", start);
  const kept = close < 0 ? comment.length : close;
  return { start, end: close < 0 ? kept : comment.slice(0, kept).trimEnd().length };
}

function insertion(line: number, text: string): LineEdit {
  return { line, start: 0, end: 0, text };
}
