import { type Node, nodeRange } from "../../syntax/ast.ts";
import { changedNames } from "../../syntax/changes.ts";
import { declaredNames, withoutExport } from "../../syntax/declaredNames.ts";
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

/** How a list of statements is run: imports first, most of the others when one of their names is first used. */
interface Roster {
  readonly imports: readonly Node[];
  readonly now: readonly Node[];
  readonly later: ReadonlyMap<string, Node>;
}

/** Most runs of a search begin with the same list. */
const rosters = new WeakMap<readonly Node[], Roster>();

function rosterOf({ reach, program, varNames }: ParsedModule, statements: readonly Node[]): Roster {
  const known = rosters.get(statements);
  if (known) return known;
  // What \`var\` declares is there, undefined, before its statement runs.
  const vars = new Set(varNames(program));
  const waits = (statement: Node) =>
    reach.canWait(statement) && !declaredNames(statement).some((name) => vars.has(name));
  const own = statements.filter((statement) => !isImport(statement) && !isType(statement));
  const roster: Roster = {
    imports: statements.filter(isImport),
    now: own.filter((statement) => !waits(statement)),
    later: new Map(
      own.filter(waits).flatMap((each) => declaredNames(each).map((name) => [name, each] as const)),
    ),
  };
  rosters.set(statements, roster);
  return roster;
}

/** The first look at one of its names runs a statement that could wait. */
function madeOnUse(machine: Machine, file: LoadedFile, name: string): Binding | undefined {
  for (const names of file.later) {
    const statement = names.get(name);
    if (!statement) continue;
    hoistBlock(machine, aloneOf(statement), file.scope);
    evaluateNow(machine, statement, file);
    return file.scope.bindings.get(name);
  }
  return undefined;
}

const lists = new WeakMap<Node, readonly Node[]>();

/** One statement as a list, the same each time: what a list declares is read once. */
function aloneOf(statement: Node): readonly Node[] {
  const list = lists.get(statement) ?? [statement];
  lists.set(statement, list);
  return list;
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
  const { imports, now, later } = rosterOf(machine.module, fresh);
  for (const name of file.waiting.size > 0 ? fresh.flatMap(declaredNames) : []) {
    if (!file.waiting.delete(name)) continue;
    if (later.has(name)) file.scope.bindings.delete(name);
    else declare(file.scope, name, undefined);
  }
  if (later.size > 0) file.later.push(later);
  hoistBlock(machine, now, file.scope);
  for (const statement of imports) evaluateStatement(machine, statement, file);
  for (const statement of now) evaluateStatement(machine, statement, file);
}

/** It does nothing when it runs, and may be called like something that does. */
function isType(statement: Node): boolean {
  return /^TS(Interface|TypeAlias|DeclareFunction)/.test(withoutExport(statement).type);
}

function isImport({ type }: Node): boolean {
  return type === "ImportDeclaration" || type === "TSImportEqualsDeclaration";
}

function evaluateStatement(machine: Machine, statement: Node, file: LoadedFile): void {
  if (machine.module.reach.canWait(statement)) evaluateOnUse(machine, statement, file);
  else evaluateNow(machine, statement, file);
}

/** The first look at one of its names runs it. */
function evaluateOnUse(machine: Machine, statement: Node, file: LoadedFile): void {
  const { bindings } = file.scope;
  const reserved = declaredNames(statement).map(
    (name) => [name, bindings.get(name) as Binding] as const,
  );
  for (const [name] of reserved) {
    const load = (): Binding => {
      for (const [each, binding] of reserved) bindings.set(each, binding);
      evaluateNow(machine, statement, file);
      return bindings.get(name) as Binding;
    };
    bindings.set(name, { value: undefined, state: "unreadable", constant: false, load });
  }
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
