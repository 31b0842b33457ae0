import { type Edit, editBetween } from "../util/textEdit.ts";
import type { Node, Program } from "./ast.ts";
import { type ParseOutcome, parseSource, type UnreadStatement } from "./parse.ts";

/** A text and its tree. */
interface Parsed {
  readonly text: string;
  readonly program: Program;
  readonly unread: readonly UnreadStatement[];
}

/**
 * Parses only the top-level statement that was edited, where that gives exactly what parsing the whole
 * text would give; otherwise nothing. It steps back from whatever might reach beyond the statement.
 *
 * The older tree is used up: its other statements become part of the new one, moved to their new place.
 */
export function reparse(older: Parsed, text: string, fileName: string): ParseOutcome | undefined {
  const { program } = older;
  const edit = editBetween(older.text, text);
  const index = program.body.findIndex(({ range }) => edit.start < range[1]);
  const old = program.body[index];
  const next = program.body[index + 1];
  if (!old || older.unread.length > 0 || !isInside(edit, old, older.text, text)) return undefined;

  const [start, oldEnd] = old.range;
  const shift = text.length - older.text.length;
  const oldText = older.text.slice(start, oldEnd);
  const newText = text.slice(start, oldEnd + shift);
  if (moduleWords.test(oldText) || moduleWords.test(newText)) return undefined;
  if (next && !newText.endsWith(";") && !beginsAnew(next, old, older.text)) return undefined;
  const alone = parseSource(newText, fileName);
  if (alone.kind !== "parsed" || alone.unread.length > 0) return undefined;
  const [statement, another] = alone.program.body;
  if (!statement || another || statement.type !== old.type) return undefined;
  if (statement.range[0] !== 0 || statement.range[1] !== newText.length) return undefined;

  moveTree(statement, start, fromOrigin(old.loc.start));
  const editEnd = endOf(older.text, edit.oldEnd);
  const newEnd = endOf(text, edit.newEnd);
  const moveOn = acrossEdit(editEnd, newEnd);
  const stays = shift === 0 && editEnd.line === newEnd.line && editEnd.column === newEnd.column;
  if (!stays) for (const later of program.body.slice(index + 1)) moveTree(later, shift, moveOn);
  const range: Program["range"] = [program.range[0], program.range[1] + shift];
  const loc = { start: program.loc.start, end: moveOn(program.loc.end) };
  const body = [...program.body.slice(0, index), statement, ...program.body.slice(index + 1)];
  return { kind: "parsed", program: { ...program, range, loc, body }, unread: [] };
}

/**
 * Whether the edit leaves alone the statement's first word, what separates that from the second, and the
 * last character: its neighbours then see the same as before. Nor may it part a line break's two halves.
 */
function isInside(edit: Edit, { range }: Node, before: string, after: string): boolean {
  const word = /^[A-Za-z]+/.exec(before.slice(range[0], range[0] + 50))?.[0];
  return (
    word !== undefined &&
    edit.start > range[0] + word.length &&
    edit.oldEnd < range[1] &&
    before[edit.oldEnd - 1] !== "\r" &&
    after[edit.newEnd - 1] !== "\r"
  );
}

/** What makes a file a module, beside statements that begin with `export`, or is read by whether it is one. */
const moduleWords = /\b(?:await|import)\b/;

/** Whether `next` stands on a line of its own, with a word that nothing before it could go on with. */
function beginsAnew(next: Node, old: Node, text: string): boolean {
  const between = text.slice(old.range[1], next.range[0]);
  const beginning = text.slice(next.range[0], next.range[0] + 20);
  return /[\r\n]/.test(between) && statementWords.test(beginning);
}

const statementWords =
  /^(?:export|import|const|let|var|function|class|interface|type|enum|abstract|declare|if|for|switch|throw|try)\b/;

/** Lines from 1, columns from 0. */
interface Position {
  readonly line: number;
  readonly column: number;
}

type Move = (position: Position) => Position;

/** From a text of its own to where it stands in the file. */
function fromOrigin(origin: Position): Move {
  return ({ line, column }) => ({
    line: line + origin.line - 1,
    column: line === 1 ? column + origin.column : column,
  });
}

/** On the last line of the edit columns move too. */
function acrossEdit(before: Position, after: Position): Move {
  return ({ line, column }) => ({
    line: line + after.line - before.line,
    column: line === before.line ? column + after.column - before.column : column,
  });
}

/** With all line breaks that the parser knows. */
function endOf(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/);
  return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
}

/**
 * Every node there is, also of the few kinds that nobody visits. Ranges and places are replaced rather
 * than changed, because some nodes share theirs with a child.
 */
function moveTree(root: Node, shift: number, move: Move): void {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (Array.isArray(value)) pending.push(...value);
    else if (isNode(value)) {
      value.range = [value.range[0] + shift, value.range[1] + shift];
      value.loc = { start: move(value.loc.start), end: move(value.loc.end) };
      for (const [key, child] of Object.entries(value)) {
        if (typeof child === "object" && child !== null && key !== "parent") pending.push(child);
      }
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "range" in value;
}
