import * as ts from "typescript";
import { parse } from "typescript-estree";
import type { SourceRange } from "../util/sourceRange.ts";
import type { Program } from "./ast.ts";
import { inOneShape } from "./sameShape.ts";
import { splitStatements } from "./splitStatements.ts";

export type ParseOutcome =
  | {
      readonly kind: "parsed";
      readonly program: Program;
      /** Top-level statements that were left out; the program has a gap in their place. */
      readonly unread: readonly UnreadStatement[];
    }
  | { readonly kind: "syntax-error"; readonly message: string; readonly range: SourceRange };

export interface UnreadStatement {
  readonly range: SourceRange;
  readonly why: "deep" | "long";
}

/** A tree deeper than this is not converted: every later walk may recurse safely. */
const maximumDepth = 400;

/** A file is read up to here: people write less, and converting more would hold the editor up. */
const readableLength = 500_000;

/**
 * Parses one file. `fileName` only tells the dialect: `.ts` reads `<T>x` as a cast, `.tsx` as JSX.
 * Never throws: bad text is a syntax error with its place; a statement nested too deeply is left out,
 * and so are those after `readable` characters of smaller ones, half a million where nobody says otherwise.
 */
export function parseSource(
  text: string,
  fileName: string,
  readable = readableLength,
): ParseOutcome {
  const tooLong = statementsBeyond(text, readable);
  const end = tooLong[0]?.start ?? text.length;
  const outcome = parseUpTo(text.slice(0, end), fileName);
  if (outcome.kind === "syntax-error" || tooLong.length === 0) return outcome;
  const unread = tooLong.map((range): UnreadStatement => ({ range, why: "long" }));
  return { ...outcome, unread: [...outcome.unread, ...unread] };
}

function statementsBeyond(text: string, readable: number): readonly SourceRange[] {
  if (text.length <= readable) return [];
  const statements = splitStatements(text);
  // One huge statement is a bundle or a table of data: its neighbours are few, and all are read.
  if (statements.some(({ start, end }) => end - start > readable)) return [];
  return statements.filter(({ start, end }) => start > 0 && end > readable);
}

function parseUpTo(text: string, fileName: string): ParseOutcome {
  const outcome = convert(text, fileName);
  if (outcome !== "too deep") return outcome;
  const tooDeep = deepStatements(text, fileName);
  let readable = text;
  for (const { start, end } of tooDeep) {
    // Blanks keep every offset and line of the neighbours.
    const blank = readable.slice(start, end).replace(/[^\r\n]/g, " ");
    readable = readable.slice(0, start) + blank + readable.slice(end);
  }
  const rest = convert(readable, fileName);
  if (rest === "too deep") {
    const message = "this file is nested too deeply to be read; split its largest expression";
    return { kind: "syntax-error", message, range: { start: 0, end: text.length } };
  }
  if (rest.kind === "syntax-error") return rest;
  return { ...rest, unread: tooDeep.map((range) => ({ range, why: "deep" })) };
}

function convert(text: string, fileName: string): ParseOutcome | "too deep" {
  try {
    // `loc` on: switching it off costs time, because it is computed and then deleted.
    const program = parse(text, {
      filePath: fileName,
      range: true,
      loc: true,
      jsDocParsingMode: "none",
    });
    return { kind: "parsed", program: inOneShape(program as Program), unread: [] };
  } catch (error) {
    if (error instanceof RangeError) return "too deep";
    return syntaxError(error, text);
  }
}

function syntaxError(error: unknown, text: string): ParseOutcome {
  const { message, location } = error as {
    message?: string;
    location?: { start: { offset: number }; end: { offset: number } };
  };
  const start = Math.min(location?.start.offset ?? 0, text.length);
  const end = Math.min(Math.max(location?.end.offset ?? start, start), text.length);
  return { kind: "syntax-error", message: message ?? String(error), range: { start, end } };
}

/** The parser's own tree is built without recursion for long sums, so its depth can be measured first. */
function deepStatements(text: string, fileName: string): readonly SourceRange[] {
  return splitStatements(text).filter(({ start, end }) => {
    try {
      return depthOf(sourceFileOf(text.slice(start, end), fileName)) > maximumDepth;
    } catch {
      return true;
    }
  });
}

function sourceFileOf(text: string, fileName: string): ts.SourceFile {
  return ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, false);
}

function depthOf(root: ts.Node): number {
  const pending: [ts.Node, number][] = [[root, 0]];
  let deepest = 0;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [node, depth] = next;
    if (depth > deepest) deepest = depth;
    if (deepest > maximumDepth) return deepest;
    ts.forEachChild(node, (child) => {
      pending.push([child, depth + 1]);
    });
  }
  return deepest;
}

/** The comments standing directly before an offset, in order: ranges with their delimiters. */
export function commentsBefore(text: string, offset: number): readonly SourceRange[] {
  const ranges = ts.getLeadingCommentRanges(text, offset) ?? [];
  return ranges.map(({ pos, end }) => ({ start: pos, end }));
}

/** A type written in a comment, such as `number[]`, as a syntax tree; nothing when it is not a type. */
export function parseType(text: string): Program | undefined {
  if (text.length > 500) return undefined;
  const known = parsedTypes.get(text);
  if (known) return known.program;
  const outcome = convert(`type T = ${text};`, "type.ts");
  const program = outcome !== "too deep" && outcome.kind === "parsed" ? outcome.program : undefined;
  if (parsedTypes.size >= maximumTypes) parsedTypes.clear();
  parsedTypes.set(text, { program });
  return program;
}

/** Each search asks many times, and comments say `number` again and again. */
const parsedTypes = new Map<string, { readonly program: Program | undefined }>();
const maximumTypes = 1_000;
