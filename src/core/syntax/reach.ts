import type { SourceRange } from "../util/sourceRange.ts";
import { isFunctionNode, type Node, type Program } from "./ast.ts";
import { hasEffect, isStateless, mayChangeGlobals, writtenNames } from "./effects.ts";
import { freeNames } from "./freeNames.ts";
import { boundNames } from "./names.ts";

/**
 * Which top-level statements a piece of code can depend on: those that declare a name it mentions, and
 * so on, and those that do something to one of them, or to what all code shares, when the file is
 * loaded. A superset; it is what a trace evaluates and what invalidates it.
 */
export interface Reach {
  /** The statements reached from the one that contains `range`, in source order. */
  from(range: SourceRange): readonly Node[];
}

interface Statement {
  readonly node: Node;
  readonly mentions: ReadonlySet<string>;
  readonly isEffect: boolean;
  readonly writes: readonly string[];
}

/** A statement that was not edited is the same node in the next tree of its file (see `reparse`). */
const known = new WeakMap<Node, Statement>();

function statementOf(node: Node): Statement {
  const before = known.get(node);
  if (before) return before;
  const statement = {
    node,
    mentions: freeNames(node),
    isEffect: hasEffect(node),
    writes: writtenNames(node),
  };
  known.set(node, statement);
  return statement;
}

export function createReach(program: Program): Reach {
  const statements = program.body.map(statementOf);
  const declarers = new Map<string, number[]>();
  for (const [index, { node, mentions, isEffect }] of statements.entries()) {
    const assigned = isEffect ? assignedAnywhere.filter((name) => mentions.has(name)) : [];
    for (const name of [...declaredNames(node), ...assigned]) {
      const known = declarers.get(name);
      if (known) known.push(index);
      else declarers.set(name, [index]);
    }
  }
  const mentionedBy = (index: number): readonly number[] =>
    [...(statements[index] as Statement).mentions].flatMap((name) => declarers.get(name) ?? []);
  const written = new Set(statements.flatMap(({ writes }) => writes));
  const effects = findEffects(statements, declarers, mentionedBy, written);
  const cache = new Map<number, readonly Node[]>();

  return {
    from(range) {
      const start = indexAt(statements, range.end);
      const known = cache.get(start);
      if (known) return known;
      const first = start < statements.length ? [start, ...effects.always] : effects.always;
      const reached = closureOf(first, (index) => [
        ...mentionedBy(index),
        ...(effects.on.get(index) ?? []),
      ]);
      const nodes = [...reached]
        .sort((a, b) => a - b)
        .map((index) => (statements[index] as Statement).node);
      cache.set(start, nodes);
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
  mentionedBy: (index: number) => readonly number[],
  written: ReadonlySet<string>,
): Effects {
  const isDeclared = (name: string) => declarers.has(name);
  const known = new Map<number, boolean>();
  const isGlobal = (index: number) => {
    const answer =
      known.get(index) ?? mayChangeGlobals((statements[index] as Statement).node, isDeclared);
    known.set(index, answer);
    return answer;
  };
  const always: number[] = [];
  const on = new Map<number, number[]>();
  for (const [index, { isEffect }] of statements.entries()) {
    if (!isEffect) continue;
    const gotAt = closureOf([index], mentionedBy);
    if ([...gotAt].some(isGlobal)) always.push(index);
    for (const other of gotAt) {
      if (isOnlyCode((statements[other] as Statement).node, written)) continue;
      const others = on.get(other);
      if (others) others.push(index);
      else on.set(other, [index]);
    }
  }
  return { always, on };
}

/** A function or class that nobody writes to is the same whatever ran before. */
function isOnlyCode(statement: Node, written: ReadonlySet<string>): boolean {
  if (statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration")
    return statement.declaration ? isOnlyCode(statement.declaration, written) : false;
  if (declaredNames(statement).some((name) => written.has(name))) return false;
  if (statement.type === "ClassDeclaration") return isStateless(statement);
  if (statement.type !== "VariableDeclaration") return isFunctionNode(statement);
  return statement.declarations.every(({ init }) => init !== null && isFunctionNode(init));
}

function closureOf(
  first: readonly number[],
  next: (index: number) => readonly number[],
): ReadonlySet<number> {
  const reached = new Set<number>();
  const pending = [...first];
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    for (const other of next(index)) pending.push(other);
  }
  return reached;
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
