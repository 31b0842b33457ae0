import type { NodeOf } from "../../syntax/ast.ts";
import { withoutExport } from "../../syntax/declaredNames.ts";
import { decline } from "../decline.ts";
import { assigning, assignName, declareName, declaring } from "../functions/binding.ts";
import { makeClass } from "../functions/classes.ts";
import { hoistBlock, makeClosure } from "../functions/hoist.ts";
import { plainKey } from "../functions/memberTargets.ts";
import { bindPattern } from "../functions/patterns.ts";
import { blockIn, declare, lookUp } from "../functions/scope.ts";
import type { Completion, Machine, ObjectValue, Scope, Value } from "../machine.ts";
import { objectOf } from "../values/value.ts";
import { runAll } from "./control.ts";

export function variableDeclaration(
  machine: Machine,
  node: NodeOf<"VariableDeclaration">,
  scope: Scope,
): Completion {
  if (node.declare) return undefined;
  if (node.kind === "using" || node.kind === "await using")
    decline("`using` is not read; use `const`", node);
  // `var` was declared for the whole function already: its initialiser is an assignment.
  const isVar = node.kind === "var";
  const constant = node.kind === "const";
  for (const { id, init } of node.declarations) {
    if (!init && isVar) continue;
    const value = init ? machine.evaluate(init, scope) : undefined;
    if (id.type !== "Identifier") {
      const bind = isVar ? assigning(machine, scope) : declaring(machine, scope, constant);
      bindPattern(machine, id, value, scope, bind);
    } else if (isVar) assignName(machine, scope, id.name, value, id);
    else declareName(machine, scope, constant, id.name, value);
  }
  return undefined;
}

/** Hoisted when its block began. */
export function functionDeclaration(): Completion {
  return undefined;
}

export function exportDeclaration(
  machine: Machine,
  node: NodeOf<"ExportNamedDeclaration"> | NodeOf<"ExportDefaultDeclaration">,
  scope: Scope,
): Completion {
  const declaration = withoutExport(node);
  if (declaration === node) return undefined;
  if (declaration.type === "FunctionDeclaration") {
    if (!declaration.id) {
      declare(scope, defaultExport, makeClosure(machine, declaration, "default", scope), true);
    }
  } else if (declaration.type === "ClassDeclaration" && !declaration.id) {
    declare(scope, defaultExport, makeClass(machine, declaration, scope), true);
  } else if (node.type === "ExportDefaultDeclaration" && !/Declaration$/.test(declaration.type)) {
    declare(scope, defaultExport, machine.evaluate(declaration, scope), true);
  } else machine.execute(declaration, scope);
  return undefined;
}

/** `export = value`. */
export function exportAssignment(
  machine: Machine,
  node: NodeOf<"TSExportAssignment">,
  scope: Scope,
): Completion {
  declare(scope, defaultExport, machine.evaluate(node.expression, scope), true);
  return undefined;
}

/** Under no name that a program can write. */
export const defaultExport = "*default*";

/** Numeric members count up from the one before; a numeric enum also maps values back to names. */
export function enumDeclaration(
  machine: Machine,
  node: NodeOf<"TSEnumDeclaration">,
  outer: Scope,
): Completion {
  const scope = blockIn(outer);
  const members = objectOf();
  let next: Value = 0;
  for (const member of node.body.members) {
    const name = String(plainKey(member.id));
    const value: Value = member.initializer ? machine.evaluate(member.initializer, scope) : next;
    declare(scope, name, value, true);
    members.properties.set(name, { kind: "data", value });
    if (typeof value === "number")
      members.properties.set(String(value), { kind: "data", value: name });
    next = typeof value === "number" ? value + 1 : undefined;
  }
  declare(outer, node.id.name, members, true);
  return undefined;
}

export function namespaceDeclaration(
  machine: Machine,
  node: NodeOf<"TSModuleDeclaration">,
  outer: Scope,
): Completion {
  if (node.declare || node.id.type !== "Identifier" || !node.body) return undefined;
  const existing = lookUp(outer, node.id.name)?.value;
  const members: ObjectValue =
    typeof existing === "object" && existing?.kind === "object" ? existing : objectOf();
  const scope = blockIn(outer);
  hoistBlock(machine, node.body.body, scope);
  runAll(machine, node.body.body, scope);
  for (const [name, binding] of scope.bindings) {
    members.properties.set(name, { kind: "data", value: binding.value });
  }
  declare(outer, node.id.name, members, true);
  return undefined;
}

export function classDeclaration(
  machine: Machine,
  node: NodeOf<"ClassDeclaration">,
  scope: Scope,
): Completion {
  const made = makeClass(machine, node, scope);
  if (node.id) declare(scope, node.id.name, made);
  return undefined;
}
