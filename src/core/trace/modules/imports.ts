import type { Node, NodeOf } from "../../syntax/ast.ts";
import { exportedName } from "../../syntax/exports.ts";
import { decline } from "../decline.ts";
import { lookUp } from "../functions/scope.ts";
import type { Binding, Builtin, Completion, Machine, Scope, Value } from "../machine.ts";
import { getMember } from "../values/members.ts";
import { builtin } from "../values/value.ts";
import { exportBinding, namespaceOf, ready, runForEffects } from "./exportBindings.ts";
import { linkOf } from "./linkOf.ts";

/** Binds the names of an `import`; the other file is looked into when one of them is used. */
export function importDeclaration(
  machine: Machine,
  node: NodeOf<"ImportDeclaration">,
  scope: Scope,
): Completion {
  if (node.importKind === "type") return undefined;
  const link = () => linkOf(machine, machine.module, node.source.value, "import");
  if (node.specifiers.length === 0) runForEffects(machine, link(), node);
  for (const imported of node.specifiers) {
    if (imported.type === "ImportSpecifier" && imported.importKind === "type") continue;
    bindLazily(scope, imported.local.name, () => {
      switch (imported.type) {
        case "ImportNamespaceSpecifier":
          return ready(namespaceOf(machine, link(), node));
        case "ImportDefaultSpecifier":
          return exportBinding(machine, link(), "default", node);
        default:
          return exportBinding(machine, link(), exportedName(imported.imported), node);
      }
    });
  }
  return undefined;
}

/** `import x = require("…")` and `import x = Namespace.y`. */
export function importEquals(
  machine: Machine,
  node: NodeOf<"TSImportEqualsDeclaration">,
  scope: Scope,
): Completion {
  if (node.importKind === "type") return undefined;
  const { moduleReference } = node;
  bindLazily(scope, node.id.name, () => {
    if (moduleReference.type !== "TSExternalModuleReference")
      return ready(entityValue(machine, moduleReference, scope));
    const specifier = moduleReference.expression;
    return specifier.type === "Literal"
      ? ready(required(machine, String(specifier.value), node))
      : decline("only a written file name can be required", node);
  });
  return undefined;
}

/** CommonJS's way to another file. */
export const requireFunction: Builtin = builtin("require", (machine, _self, [specifier], site) =>
  typeof specifier === "string"
    ? required(machine, specifier, site)
    : decline("only a written file name can be required", site),
);

function required(machine: Machine, specifier: string, site: Node): Value {
  return namespaceOf(machine, linkOf(machine, machine.module, specifier, "require"), site);
}

function entityValue(machine: Machine, entity: Node, scope: Scope): Value {
  if (entity.type === "TSQualifiedName") {
    const left = entityValue(machine, entity.left, scope);
    return getMember(machine, left, entity.right.name, entity);
  }
  const name = entity.type === "Identifier" ? entity.name : "this";
  return lookUp(scope, name)?.value ?? decline(`"${name}" is not known`, entity);
}

function bindLazily(scope: Scope, name: string, load: () => Binding): void {
  scope.bindings.set(name, { value: undefined, state: "unreadable", constant: true, load });
}
