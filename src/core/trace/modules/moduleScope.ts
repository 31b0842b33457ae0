import { type Node, nodeRange } from "../../syntax/ast.ts";
import { changedNames } from "../../syntax/changes.ts";
import { declaredNames } from "../../syntax/declaredNames.ts";
import { hasEffect } from "../../syntax/effects.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import { moduleStatementSteps } from "../budget.ts";
import { Decline, UserThrow } from "../decline.ts";
import { hoistBlock, hoistVars } from "../functions/hoist.ts";
import { declare, lookUp, moduleScopeOf } from "../functions/scope.ts";
import type { Binding, LoadedFile, Machine, Reason, Scope } from "../machine.ts";
import { defaultExport } from "../statements/declarations.ts";
import { doubtMembersOf } from "../values/doubts.ts";
import { isReference } from "../values/numbers.ts";
import { isCallable, objectOf } from "../values/value.ts";
import { whereIn } from "./crossing.ts";
import { recalled, runAndKeep } from "./loadMemo.ts";
import { aloneOf, rosterOf } from "./roster.ts";

/**
 * Runs what the code at `range` can depend on of its file's top level. A statement that cannot be read spoils only the names it declares: code
 * that uses one of them is declined with that statement's reason, everything else goes on.
 */
export function evaluateModule(
  machine: Machine,
  range: SourceRange,
  statements = machine.module.reach.from(range),
): Scope {
  const file = openFile(machine);
  evaluateStatements(machine, file, statements);
  // The traced function may be a member of one that was to be made on use.
  const own = statements.find((statement) => statement.range[1] >= range.end);
  for (const name of own ? declaredNames(own) : []) lookUp(file.scope, name);
  return file.scope;
}

/**
 * A name that another file's code turns out to need only when it runs: a method that is called from here, by
 * a name that its own file may never mention.
 */
export function lateBinding(machine: Machine, name: string): Binding | undefined {
  const { module, root, files } = machine;
  const file = files.get(module);
  if (module === root || !file) return undefined;
  const statement = module.program.body.find(
    (each) => !file.evaluated.has(each) && declaredNames(each).includes(name),
  );
  return statement && lookUp(evaluateModule(machine, nodeRange(statement)), name);
}

/** The scope of the machine's file, in which nothing may have run yet. */
export function openFile(machine: Machine): LoadedFile {
  const { module, files } = machine;
  const known = files.get(module);
  if (known) return known;
  const file = newFile(machine, module);
  files.set(module, file);
  return file;
}

function newFile(machine: Machine, module: ParsedModule): LoadedFile {
  const scope = moduleScopeOf(module, machine.globals);
  const exportsObject = objectOf();
  // In CommonJS the file's own `this` is its exports; helpers that compilers put there ask for it.
  scope.self = exportsObject;
  declare(scope, "exports", exportsObject);
  declare(scope, "module", objectOf([["exports", exportsObject]]));
  hoistVars(machine, module.program, scope);
  const file: LoadedFile = {
    scope,
    evaluated: new Set(),
    waiting: new Set(),
    later: [],
    failure: undefined,
  };
  scope.later = { get: (name) => madeOnUse(machine, file, name) };
  return file;
}

/** The first look at one of its names runs a statement that could wait. */
function madeOnUse(machine: Machine, file: LoadedFile, name: string): Binding | undefined {
  const statement = file.later.map((names) => names.get(name)).find((each) => each !== undefined);
  if (!statement) return undefined;
  const { scope } = file;
  hoistBlock(machine, aloneOf(statement), scope);
  for (const each of declaredNames(statement))
    if (!scope.bindings.has(each)) declare(scope, each, undefined);
  evaluateNow(machine, statement, file);
  return scope.bindings.get(name);
}

/** In source order; what ran before does not run again. */
export function evaluateStatements(
  machine: Machine,
  file: LoadedFile,
  statements: readonly Node[],
): void {
  // The same list each time, where it can be: what it declares is then known.
  const fresh =
    file.evaluated.size === 0
      ? statements
      : statements.filter((statement) => !file.evaluated.has(statement));
  if (fresh.length === 0) return;
  for (const statement of fresh) file.evaluated.add(statement);
  const { now, later } = rosterOf(machine.module, fresh);
  for (const name of file.waiting.size > 0 ? fresh.flatMap(declaredNames) : [])
    if (file.waiting.delete(name)) declare(file.scope, name, undefined);
  // What `var` declares was there, undefined, until now.
  for (const name of later.keys()) file.scope.bindings.delete(name);
  if (later.size > 0) file.later.push(later);
  hoistBlock(machine, now, file.scope);
  for (const statement of now) evaluateNow(machine, statement, file);
}

function evaluateNow(machine: Machine, statement: Node, file: LoadedFile): void {
  const { budget } = machine;
  const { stopAt, depth } = budget;
  budget.stopAt = Math.min(stopAt, budget.steps + moduleStatementSteps);
  try {
    if (!recalled(machine, statement, file)) runAndKeep(machine, statement, file, stopAt);
  } catch (thrown) {
    if (!(thrown instanceof Decline) && !(thrown instanceof UserThrow)) throw thrown;
    const reason = whereIn(machine, thrown.reason);
    const isDefault = statement.type === "ExportDefaultDeclaration";
    const names = [...declaredNames(statement), ...(isDefault ? [defaultExport] : [])];
    if (names.length === 0) file.failure ??= reason;
    spoil(file.scope, names, reason);
    spoilChanged(machine, file.scope, statement, reason);
    budget.depth = depth;
  }
  budget.stopAt = stopAt;
}

/** A statement that ended half-way may have changed a part of what it was to change: nobody may use that. */
function spoilChanged(machine: Machine, scope: Scope, statement: Node, reason: Reason): void {
  if (!hasEffect(statement)) return;
  const isPlain = (name: string) => {
    const value = scope.bindings.get(name)?.value;
    return value !== undefined && !isReference(value);
  };
  for (const name of changedNames(machine.module.program, statement, isPlain)) {
    const binding = scope.bindings.get(name);
    if (binding?.state !== "ready" || binding.value === undefined) continue;
    if (isCallable(binding.value)) {
      doubtMembersOf(binding.value, reason);
      continue;
    }
    if (binding.constant && !isReference(binding.value)) continue;
    scope.bindings.set(name, { value: undefined, state: "unreadable", constant: false, reason });
  }
}

function spoil(scope: Scope, names: readonly string[], reason: Reason): void {
  for (const name of names) {
    const binding = scope.bindings.get(name);
    if (binding?.state === "ready" && binding.value !== undefined) continue;
    scope.bindings.set(name, { value: undefined, state: "unreadable", constant: false, reason });
  }
}
