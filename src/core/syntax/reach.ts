import type { SourceRange } from "../util/sourceRange.ts";
import type { Node, Program } from "./ast.ts";
import { declaredNames } from "./declaredNames.ts";
import { findLoadEffects } from "./loadEffects.ts";
import { type Closure, type Statement, statementOf } from "./statement.ts";
import { anyMember, type Part } from "./statementParts.ts";

/**
 * Which top-level statements a piece of code can depend on: those that declare a name it mentions, and
 * so on, and those that do something to one of them, or to what all code shares, when the file is
 * loaded. A superset; it is what a trace evaluates and what invalidates it.
 */
export interface Reach {
  /** The statements reached from the one that contains `range`, and from these names, in source order. */
  from(range: SourceRange, names?: readonly string[]): readonly Node[];
  /**
   * Whether nothing tells a statement that runs when the file is loaded from one that runs when a name
   * it declares is first used: a class, or a constant made of nothing that ever changes. Most of a
   * library's are never used.
   */
  canWait(statement: Node): boolean;
  /** Whether running a statement changes nothing that all code shares. */
  isOwn(statement: Node): boolean;
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
  const effects = findLoadEffects(statements, (name) => declarers.get(name) ?? [], closure);
  const cache = new Map<string, readonly Node[]>();
  const shared = new Set(effects.always.map((index) => statements[index]?.node));

  return {
    canWait: (statement) => effects.quiet.has(statement),
    isOwn: (statement) => !shared.has(statement),
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
