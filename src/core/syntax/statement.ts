import type { Node } from "./ast.ts";
import { hasEffect, writtenMembers } from "./effects.ts";
import { type Part, partsOf } from "./statementParts.ts";

/** A top-level statement and what is known of it alone. */
export interface Statement {
  readonly node: Node;
  readonly isEffect: boolean;
  /** Members written, by the name they are members of. */
  readonly writes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly parts: readonly Part[];
}

/** A statement that was not edited is the same node in the next tree of its file (see `reparse`). */
const known = new WeakMap<Node, Statement>();

export function statementOf(node: Node): Statement {
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

/** The statements reached, and all members that the code reached mentions. */
export type Closure = (
  first: readonly number[],
  also: (index: number) => readonly number[],
) => { readonly reached: ReadonlySet<number>; readonly members: ReadonlySet<string> };
