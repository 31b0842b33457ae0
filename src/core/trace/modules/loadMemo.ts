import type { Node } from "../../syntax/ast.ts";
import { changedNames, mentionedNames } from "../../syntax/changes.ts";
import { declaredNames } from "../../syntax/declaredNames.ts";
import { hasEffect } from "../../syntax/effects.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Reads } from "../../syntax/sources.ts";
import { charge } from "../builtins/convert.ts";
import { Decline } from "../decline.ts";
import { lookUp } from "../functions/scope.ts";
import type { LoadedFile, Machine, Reason, Value } from "../machine.ts";
import { isCallable } from "../values/value.ts";
import { copyOf, type Data, isPlainData, leadsTo, sizeOf } from "./keptData.ts";

/** What a statement of a file's load left behind: nothing but numbers, text and what holds them; or why it failed. */
type Memo =
  | { readonly kind: "data"; readonly values: ReadonlyMap<string, Value>; readonly size: number }
  | { readonly kind: "failed"; readonly reason: Reason };

type Kept = Memo & {
  /** The other files on which it may depend. */
  readonly reads: Reads;
};

/**
 * A search runs a function many times, each time from a fresh module. A table that takes long to fill comes out
 * the same each time; it is kept, and each run gets a copy. By the file of the traced function, which is
 * parsed anew for each analysis, so that what is kept is never older than the files it was made of.
 */
const kept = new WeakMap<ParsedModule, Map<Node, Kept>>();

/** Cheaper statements are run again. */
const leastSteps = 10_000;
/** More values than these are no table. */
const maximumSize = 200_000;

/** Puts what the statement gave in an earlier run in place; false where it has to be run. */
export function recalled(machine: Machine, statement: Node, file: LoadedFile): boolean {
  const memo = kept.get(machine.root)?.get(statement);
  if (!memo || !isAlike(machine, statement)) return false;
  machine.root.reading.note(memo.reads);
  if (memo.kind === "failed") throw new Decline(memo.reason);
  charge(machine, memo.size, statement);
  const copies = new Map<Data, Data>();
  for (const [name, value] of memo.values) {
    const binding = lookUp(file.scope, name);
    if (binding) Object.assign(binding, { value: copyOf(value, copies), state: "ready" });
  }
  return true;
}

/** Runs a statement and keeps what it gave, if that took long and is data alone, or that it fails. */
export function runAndKeep(
  machine: Machine,
  statement: Node,
  file: LoadedFile,
  /** Beyond this the whole run is stopped, which says nothing about the statement. */
  end: number,
): void {
  const { budget, tape, root } = machine;
  const { steps } = budget;
  const { size } = tape;
  const keep = (memo: () => Memo | undefined) => {
    if (budget.steps - steps < leastSteps || tape.size > size || !isAlike(machine, statement))
      return;
    const made = memo();
    const known = kept.get(root) ?? new Map<Node, Kept>();
    if (made) kept.set(root, known.set(statement, { ...made, reads: root.reading.soFar() }));
  };
  try {
    machine.execute(statement, file.scope);
    keep(() => memoOf(machine, statement, file));
  } catch (thrown) {
    if (thrown instanceof Decline && budget.steps <= end)
      keep(() => ({ kind: "failed", reason: thrown.reason }));
    throw thrown;
  }
}

/** Only while files are loaded, by themselves and unobserved, is a statement's run like any other. */
function isAlike(
  { budget, observe, onEnter, questions, traced, module }: Machine,
  statement: Node,
): boolean {
  const [start, end] = statement.range;
  const holdsTraced = traced && traced.range[0] >= start && traced.range[1] <= end;
  return (
    (budget.isLoading || module.reach.canWait(statement)) &&
    module.reach.isOwn(statement) &&
    observe === undefined &&
    onEnter === undefined &&
    !questions.isAmongOthers &&
    !holdsTraced
  );
}

function memoOf({ module, files }: Machine, statement: Node, file: LoadedFile): Memo | undefined {
  const { bindings } = file.scope;
  // A function of another file may keep something for itself.
  for (const name of mentionedNames(module.program, statement)) {
    const value = bindings.get(name)?.value;
    if (isCallable(value) && value.kind !== "builtin" && value.scope.module !== module)
      return undefined;
  }
  const values = new Map<string, Value>();
  const copies = new Map<Data, Data>();
  const changed = hasEffect(statement) ? changedNames(module.program, statement, () => false) : [];
  for (const name of new Set([...declaredNames(statement), ...changed])) {
    const binding = bindings.get(name);
    if (!binding || binding.load) continue;
    if (binding.state !== "ready" || !isPlainData(binding.value, new Set())) return undefined;
    values.set(name, copyOf(binding.value, copies));
  }
  // What others hold too would be two things after a copy.
  const held = new Set(copies.keys());
  for (const each of files.values()) {
    for (const [name, { value }] of each.scope.bindings)
      if (!(each === file && values.has(name)) && leadsTo(held, value)) return undefined;
  }
  const size = [...held].reduce((sum, data) => sum + sizeOf(data), values.size);
  return size > maximumSize ? undefined : { kind: "data", values, size };
}
