import type { Node } from "../syntax/ast.ts";
import { declaredNames } from "../syntax/reach.ts";
import type { SourceRange } from "../util/sourceRange.ts";
import { moduleStatementSteps } from "./budget.ts";
import { createGlobals } from "./builtins/globals.ts";
import { Decline, nodeRange, UserThrow } from "./decline.ts";
import { hoistBlock, hoistVars } from "./hoist.ts";
import type { Machine, Reason, Scope } from "./machine.ts";
import { createScope, declare } from "./scope.ts";
import { objectOf } from "./value.ts";

/**
 * Runs what the code at `range` can depend on of the file's top level. A statement that cannot be read spoils only the names it declares: code
 * that uses one of them is declined with that statement's reason, everything else goes on.
 */
export function evaluateModule(machine: Machine, range: SourceRange): Scope {
  const { program, reach } = machine.module;
  const statements = reach.from(range);
  const scope = createScope("module", createGlobals(), undefined);
  const exportsObject = objectOf();
  // In CommonJS the file's own `this` is its exports; helpers that compilers put there ask for it.
  scope.self = exportsObject;
  declare(scope, "exports", exportsObject);
  declare(scope, "module", objectOf([["exports", exportsObject]]));
  hoistVars(machine, program, scope);
  hoistBlock(machine, statements, scope);
  for (const statement of statements) evaluateStatement(machine, statement, scope);
  return scope;
}

function evaluateStatement(machine: Machine, statement: Node, scope: Scope): void {
  const { budget } = machine;
  const end = budget.stopAt;
  budget.stopAt = Math.min(end, budget.steps + moduleStatementSteps);
  try {
    if (statement.type === "ImportDeclaration") importNames(statement, scope);
    else if (statement.type === "TSImportEqualsDeclaration") {
      spoil(scope, [statement.id.name], importReason(statement));
    } else machine.execute(statement, scope);
  } catch (thrown) {
    if (!(thrown instanceof Decline) && !(thrown instanceof UserThrow)) throw thrown;
    spoil(scope, declaredNames(statement), thrown.reason);
    budget.depth = 0;
  }
  budget.stopAt = end;
}

function importNames(
  statement: Node & { importKind?: string; specifiers?: readonly Node[] },
  scope: Scope,
): void {
  if (statement.importKind === "type") return;
  const names = (statement.specifiers ?? []).flatMap((specifier) =>
    "local" in specifier && specifier.local.type === "Identifier" ? [specifier.local.name] : [],
  );
  spoil(scope, names, importReason(statement));
}

function importReason(statement: Node): Reason {
  return {
    message:
      "it is imported, and other files are not followed yet: copy the function into this file",
    range: nodeRange(statement),
  };
}

function spoil(scope: Scope, names: readonly string[], reason: Reason): void {
  for (const name of names) {
    const binding = scope.bindings.get(name);
    if (binding?.state === "ready" && binding.value !== undefined) continue;
    scope.bindings.set(name, { value: undefined, state: "unreadable", constant: false, reason });
  }
}
