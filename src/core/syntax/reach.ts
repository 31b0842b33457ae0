import type { SourceRange } from "../util/sourceRange.ts";
import { isFunctionNode, type Node, type Program } from "./ast.ts";
import { hasEffect, isStateless, mayChangeGlobals, writtenMembers } from "./effects.ts";
import { boundNames } from "./names.ts";
import { anyMember, type Part, partsOf } from "./statementParts.ts";

/**
 * Which top-level statements a piece of code can depend on: those that declare a name it mentions, and
 * so on, and those that do something to one of them, or to what all code shares, when the file is
 * loaded. A superset; it is what a trace evaluates and what invalidates it.
 */
export interface Reach {
  /** The statements reached from the one that contains `range`, and from these names, in source order. */
  from(range: SourceRange, names?: readonly string[]): readonly Node[];
}

interface Statement {
  readonly node: Node;
  readonly isEffect: boolean;
  /** Members written, by the name they are members of. */
  readonly writes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly parts: readonly Part[];
}

/** A statement that was not edited is the same node in the next tree of its file (see `reparse`). */
const known = new WeakMap<Node, Statement>();

function statementOf(node: Node): Statement {
  const before = known.get(node);
  if (before) return before;
  const statement = {
    node,
    isEffect: hasEffect(node),
    writes: writtenMembers(node),
    parts: partsOf(node),
  };
  known.set(node, statement);
  return statement;
}

export function createReach(program: Program): Reach {
  const statements = program.body.map(statementOf);
  const declarers = new Map<string, number[]>();
  for (const [index, { node, parts, isEffect }] of statements.entries()) {
    const assigned = isEffect
      ? assignedAnywhere.filter((name) => parts.some(({ names }) => names.has(name)))
      : [];
    for (const name of [...declaredNames(node), ...assigned]) {
      const known = declarers.get(name);
      if (known) known.push(index);
      else declarers.set(name, [index]);
    }
  }
  const closure: Closure = (first, also) => closureOf(statements, declarers, first, also);
  const effects = findEffects(statements, declarers, closure);
  const cache = new Map<string, readonly Node[]>();

  return {
    from(range, names = []) {
      const start = indexAt(statements, range.end);
      const key = [start, ...names].join(" ");
      const known = cache.get(key);
      if (known) return known;
      const first = [
        ...(start < statements.length ? [start] : []),
        ...effects.always,
        ...names.flatMap((name) => declarers.get(name) ?? []),
      ];
      const { reached } = closure(first, (index) => effects.on.get(index) ?? []);
      const nodes = [...reached]
        .sort((a, b) => a - b)
        .map((index) => (statements[index] as Statement).node);
      cache.set(key, nodes);
      return nodes;
    },
  };
}

/** Names that no statement declares and several may write to. */
const assignedAnywhere: readonly string[] = ["exports", "module"];

interface Effects {
  /** Statements that may change what all code shares. */
  readonly always: readonly number[];
  /** By statement: those that may change what it declares when they run. */
  readonly on: ReadonlyMap<number, readonly number[]>;
}

function findEffects(
  statements: readonly Statement[],
  declarers: ReadonlyMap<string, readonly number[]>,
  closure: Closure,
): Effects {
  const isDeclared = (name: string) => declarers.has(name);
  const isGlobal = remembering((index) =>
    mayChangeGlobals((statements[index] as Statement).node, isDeclared),
  );
  const written = allWrites(statements);
  const kept = remembering((index) => keptBy((statements[index] as Statement).node, written));
  const always: number[] = [];
  const on = new Map<number, number[]>();
  for (const [index, { isEffect }] of statements.entries()) {
    if (!isEffect) continue;
    const { reached, members } = closure([index], () => []);
    if ([...reached].some(isGlobal)) always.push(index);
    for (const other of reached) {
      const state = kept(other);
      if (state !== "anything" && ![...state].some((member) => members.has(member))) continue;
      const others = on.get(other);
      if (others) others.push(index);
      else on.set(other, [index]);
    }
  }
  return { always, on };
}

function remembering<T>(work: (index: number) => T): (index: number) => T {
  const known = new Map<number, T>();
  return (index) => {
    const answer = known.get(index) ?? work(index);
    known.set(index, answer);
    return answer;
  };
}

type Writes = ReadonlyMap<string, ReadonlySet<string>>;

function allWrites(statements: readonly Statement[]): Writes {
  const all = new Map<string, Set<string>>();
  for (const { writes } of statements) {
    for (const [name, members] of writes) {
      const known = all.get(name);
      all.set(name, known ? new Set([...known, ...members]) : new Set(members));
    }
  }
  return all;
}

/**
 * What running other code may change of what a statement declares: of a function or class the members
 * that are ever written to it (`Vec.ZERO`), so nothing of most; of all else anything.
 */
function keptBy(statement: Node, written: Writes): ReadonlySet<string> | "anything" {
  if (statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration")
    return statement.declaration ? keptBy(statement.declaration, written) : "anything";
  if (!isCode(statement)) return "anything";
  const names = declaredNames(statement).filter((name) => written.has(name));
  const members = new Set(names.flatMap((name) => [...(written.get(name) ?? []), `${name}[]`]));
  return members.has("") ? "anything" : members;
}

function isCode(statement: Node): boolean {
  if (statement.type === "ClassDeclaration") return isStateless(statement);
  if (statement.type !== "VariableDeclaration") return isFunctionNode(statement);
  return statement.declarations.every(({ init }) => init !== null && isFunctionNode(init));
}

/** The statements reached, and all members that the code reached mentions. */
type Closure = (
  first: readonly number[],
  also: (index: number) => readonly number[],
) => { readonly reached: ReadonlySet<number>; readonly members: ReadonlySet<string> };

/** Of a class the methods count that are called by their names somewhere in what is reached. */
function closureOf(
  statements: readonly Statement[],
  declarers: ReadonlyMap<string, readonly number[]>,
  first: readonly number[],
  also: (index: number) => readonly number[],
): ReturnType<Closure> {
  const reached = new Set<number>();
  const members = new Set<string>();
  const waiting = new Map<string, Part[]>();
  const pending = [...first];
  const isFirst = new Set(first);

  const take = (part: Part): void => {
    for (const name of part.names)
      for (const other of declarers.get(name) ?? []) pending.push(other);
    for (const member of part.members) {
      if (members.has(member)) continue;
      members.add(member);
      const released = member === anyMember ? [...waiting.values()].flat() : waiting.get(member);
      if (member === anyMember) waiting.clear();
      else waiting.delete(member);
      for (const other of released ?? []) take(other);
    }
  };
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    for (const part of (statements[index] as Statement).parts) {
      const { key } = part;
      if (key === undefined || isFirst.has(index) || members.has(key) || members.has(anyMember)) {
        take(part);
      } else waiting.set(key, [...(waiting.get(key) ?? []), part]);
    }
    pending.push(...also(index));
  }
  return { reached, members };
}

/** The first statement that ends at or after the offset; they stand in source order. */
function indexAt(statements: readonly Statement[], end: number): number {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle] as Statement).node.range[1] < end) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Everything a top-level statement brings into scope, types included. */
export function declaredNames(statement: Node): readonly string[] {
  switch (statement.type) {
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      return statement.declaration ? declaredNames(statement.declaration) : [];
    case "VariableDeclaration":
      return statement.declarations.flatMap(({ id }) => boundNames(id));
    case "ImportDeclaration":
      return statement.specifiers.map(({ local }) => local.name);
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSDeclareFunction":
      return statement.id ? [statement.id.name] : [];
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSEnumDeclaration":
    case "TSImportEqualsDeclaration":
      return [statement.id.name];
    case "TSModuleDeclaration":
      return statement.id.type === "Identifier" ? [statement.id.name] : [];
    default:
      return [];
  }
}
