import { childrenOf, type Node, type Program } from "./ast.ts";
import { parseSource } from "./parse.ts";

/**
 * Brings the tree of an older text up to date by parsing only the top-level statement that was edited.
 * Returns whether it could; the tree is untouched otherwise, and is nobody else's afterwards: the
 * statements after the edit are moved in place.
 *
 * It must give exactly what parsing the whole text gives, so it steps back from whatever might reach
 * beyond the statement: see the conditions below.
 */
export function reparse(
  before: string,
  after: string,
  program: Program,
  fileName: string,
): boolean {
  const edit = editBetween(before, after);
  const index = program.body.findIndex(({ range }) => edit.start < range[1]);
  const old = program.body[index];
  if (!old || !isInside(edit, old, before)) return false;

  const [start, oldEnd] = old.range;
  const shift = after.length - before.length;
  const text = after.slice(start, oldEnd + shift);
  if (contextual.test(text) || contextual.test(before.slice(start, oldEnd))) return false;
  if (!endsForSure(text, before.slice(oldEnd))) return false;
  const alone = parseSource(text, fileName);
  if (alone.kind !== "parsed" || alone.tooDeep.length > 0) return false;
  const [statement] = alone.program.body;
  const isWhole = statement?.range[0] === 0 && statement.range[1] === text.length;
  if (!isWhole || alone.program.body.length > 1 || statement.type !== old.type) return false;

  const moveIn = moveFromOrigin(start, old.loc.start);
  const moveOn = moveAfterEdit(before, after, edit);
  moveTree(statement, moveIn);
  for (const later of program.body.slice(index + 1)) moveTree(later, moveOn);
  program.body[index] = statement;
  program.range[1] += shift;
  moveOn(program.loc.end);
  statement.parent = program;
  return true;
}

/** What stands between the common start and the common end of both texts. */
interface Edit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}

/**
 * Whether the edit leaves the statement's first word alone, with what separates it from the second,
 * and its last character: what stands before and after then sees the same neighbour.
 */
function isInside(edit: Edit, { range }: Node, text: string): boolean {
  const word = /^[A-Za-z]+/.exec(text.slice(range[0], range[0] + 50))?.[0];
  return word !== undefined && edit.start > range[0] + word.length && edit.oldEnd < range[1];
}

/** Words whose meaning, in a statement, makes the file a module or depends on whether it is one. */
const contextual = /\b(?:await|import)\b/;

/** Whether the statement ends where it does whatever it says, and not because the next one begins. */
function endsForSure(text: string, rest: string): boolean {
  return (
    text.endsWith(";") || /^\s*$/.test(rest) || (/^[ \t]*\r?\n/.test(rest) && nextBegins.test(rest))
  );
}

/** After white space and comments, a word that no expression, type or statement goes on with. */
const nextBegins =
  /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*(?:export|import|const|let|var|function|class|interface|type|enum|abstract|declare|if|for|switch|throw|try)\b/;

interface Position {
  line: number;
  column: number;
}

/** Moves a position, its offset aside. */
type Move = ((position: Position) => void) & { readonly shift: number };

/** From a text of its own to where the statement stands. */
function moveFromOrigin(shift: number, origin: Position): Move {
  const { line, column } = origin;
  return Object.assign(
    (position: Position) => {
      if (position.line === 1) position.column += column;
      position.line += line - 1;
    },
    { shift },
  );
}

/** What stood after the edit; on its last line columns move too. */
function moveAfterEdit(before: string, after: string, edit: Edit): Move {
  const old = endOf(before, edit.oldEnd);
  const now = endOf(after, edit.newEnd);
  return Object.assign(
    (position: Position) => {
      if (position.line === old.line) position.column += now.column - old.column;
      position.line += now.line - old.line;
    },
    { shift: after.length - before.length },
  );
}

/** Lines from 1 and columns from 0, with all line breaks that JavaScript knows. */
function endOf(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (const { index, 0: lineBreak } of text
    .slice(0, offset)
    .matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
    line++;
    lineStart = index + lineBreak.length;
  }
  return { line, column: offset - lineStart };
}

function moveTree(root: Node, move: Move): void {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    node.range[0] += move.shift;
    node.range[1] += move.shift;
    move(node.loc.start);
    move(node.loc.end);
    pending.push(...childrenOf(node));
  }
}
