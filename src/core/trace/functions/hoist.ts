import type { FunctionNode, Node, NodeOf } from "../../syntax/ast.ts";
import { withoutExport } from "../../syntax/declaredNames.ts";
import { boundNames } from "../../syntax/names.ts";
import type { VarRoot } from "../../syntax/parsedModule.ts";
import type { Closure, Home, Machine, Scope } from "../machine.ts";
import { blockIn, declare, reserve } from "./scope.ts";

/** What a list of statements declares for its whole block. */
interface Declarations {
  readonly functions: readonly (FunctionNode & { id: NodeOf<"Identifier"> })[];
  readonly lexical: readonly { readonly name: string; readonly constant: boolean }[];
  /** Nothing here, and no enum or namespace either. */
  readonly isEmpty: boolean;
}

/** Read once per block of the source; the trees themselves are immutable. */
const known = new WeakMap<object, Declarations>();

function declarationsOf(body: readonly Node[]): Declarations {
  const cached = known.get(body);
  if (cached) return cached;
  const functions: Declarations["functions"][number][] = [];
  const lexical: Declarations["lexical"][number][] = [];
  for (const statement of body) {
    const node = withoutExport(statement);
    if (node.type === "FunctionDeclaration" && node.id) functions.push(node as never);
    else if (node.type === "ClassDeclaration" && node.id)
      lexical.push({ name: node.id.name, constant: false });
    else if (node.type === "VariableDeclaration" && node.kind !== "var") {
      for (const { id } of node.declarations) {
        for (const name of boundNames(id)) lexical.push({ name, constant: node.kind === "const" });
      }
    }
  }
  const isEmpty =
    functions.length + lexical.length === 0 && !body.some(({ type }) => type.startsWith("TS"));
  const found = { functions, lexical, isEmpty };
  known.set(body, found);
  return found;
}

/** Functions are callable and let, const and class are known (though not yet set) from the block's start. */
export function hoistBlock(machine: Machine, body: readonly Node[], scope: Scope): void {
  const { functions, lexical } = declarationsOf(body);
  for (const { name, constant } of lexical) reserve(scope, name, constant);
  for (const node of functions)
    declare(scope, node.id.name, makeClosure(machine, node, node.id.name, scope));
}

/** The scope of a block's body: the one around it where the block declares nothing, as most do. */
export function scopeOfBlock(machine: Machine, body: readonly Node[], outer: Scope): Scope {
  if (declarationsOf(body).isEmpty) return outer;
  const scope = blockIn(outer);
  hoistBlock(machine, body, scope);
  return scope;
}

/** `var` names belong to the whole function, undefined until they are set. */
export function hoistVars(machine: Machine, root: VarRoot, scope: Scope): void {
  for (const name of machine.module.varNames(root)) {
    if (!scope.bindings.has(name)) declare(scope, name, undefined);
  }
}

export function makeClosure(
  machine: Machine,
  node: FunctionNode,
  name: string,
  scope: Scope,
  home?: Home,
): Closure {
  const closure: Closure = {
    kind: "closure",
    node,
    name,
    scope,
    properties: new Map(),
    home,
  };
  if (node === machine.traced) machine.subject.closure ??= closure;
  return closure;
}
