import type { Node, NodeOf } from "../syntax/ast.ts";
import { isStateless } from "../syntax/effects.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import { declaredNames } from "../syntax/reach.ts";
import type { SourceRange } from "../util/sourceRange.ts";
import { moduleStatementSteps } from "./budget.ts";
import { makeClass } from "./classes.ts";
import { whereIn } from "./crossing.ts";
import { Decline, UserThrow } from "./decline.ts";
import { exported, hoistBlock, hoistVars } from "./hoist.ts";
import type { Binding, LoadedFile, Machine, Reason, Scope } from "./machine.ts";
import { declare, lookUp, moduleScopeOf } from "./scope.ts";
import { objectOf } from "./value.ts";

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
  for (const statement of statements) {
    if (statement.range[0] > range.end || statement.range[1] < range.start) continue;
    for (const name of declaredNames(statement)) lookUp(file.scope, name);
  }
  return file.scope;
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
  return { scope, evaluated: new Set(), failure: undefined };
}

/** In source order; what ran before does not run again. */
export function evaluateStatements(
  machine: Machine,
  file: LoadedFile,
  statements: readonly Node[],
): void {
  const fresh = statements.filter((statement) => !file.evaluated.has(statement));
  for (const statement of fresh) file.evaluated.add(statement);
  hoistBlock(machine, fresh, file.scope);
  const imports = fresh.filter(isImport);
  for (const statement of imports) evaluateStatement(machine, statement, file);
  for (const statement of fresh) {
    if (!isImport(statement)) evaluateStatement(machine, statement, file);
  }
}

function isImport({ type }: Node): boolean {
  return type === "ImportDeclaration" || type === "TSImportEqualsDeclaration";
}

function evaluateStatement(machine: Machine, statement: Node, file: LoadedFile): void {
  const { budget } = machine;
  const { stopAt, depth } = budget;
  budget.stopAt = Math.min(stopAt, budget.steps + moduleStatementSteps);
  try {
    const lazy = classMadeOnUse(statement);
    if (lazy) bindClass(machine, lazy, file.scope);
    else machine.execute(statement, file.scope);
  } catch (thrown) {
    if (!(thrown instanceof Decline) && !(thrown instanceof UserThrow)) throw thrown;
    const reason = whereIn(machine, thrown.reason);
    const names = declaredNames(statement);
    if (names.length === 0) file.failure ??= reason;
    spoil(file.scope, names, reason);
    budget.depth = depth;
  }
  budget.stopAt = stopAt;
}

/** Making it does nothing else, so it can wait until it is used: most classes of a library never are. */
function classMadeOnUse(statement: Node): NamedClass | undefined {
  const declaration = exported(statement) ?? statement;
  return declaration.type === "ClassDeclaration" && declaration.id && isStateless(declaration)
    ? (declaration as NamedClass)
    : undefined;
}

type NamedClass = NodeOf<"ClassDeclaration"> & { readonly id: NodeOf<"Identifier"> };

function bindClass(machine: Machine, node: NamedClass, scope: Scope): void {
  const load = (): Binding => {
    const value = makeClass(machine, node, scope);
    return { value, state: "ready", constant: false };
  };
  scope.bindings.set(node.id.name, {
    value: undefined,
    state: "unreadable",
    constant: false,
    load,
  });
}

function spoil(scope: Scope, names: readonly string[], reason: Reason): void {
  for (const name of names) {
    const binding = scope.bindings.get(name);
    if (binding?.state === "ready" && binding.value !== undefined) continue;
    scope.bindings.set(name, { value: undefined, state: "unreadable", constant: false, reason });
  }
}
