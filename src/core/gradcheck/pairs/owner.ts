import type { Node } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";

/** Where a function belongs: the block, object or class whose names it stands among. */
export interface Owner {
  /** Equal for functions of the same scope. */
  readonly key: string;
  readonly kind: "scope" | "record";
}

export function ownerOf(entry: FunctionEntry): Owner {
  let node: Node | undefined = entry.node.parent;
  while (node && isWrapper(node)) node = node.parent;
  const prefix = entry.name.replace(/@\d+$/, "").split(".").slice(0, -1).join(".");
  const member =
    node?.type === "Property" ||
    node?.type === "MethodDefinition" ||
    node?.type === "PropertyDefinition";
  if (member) {
    const side = entry.instanceOf === undefined ? "static" : "instance";
    return { key: `${node?.parent?.range[0]} ${side}`, kind: "record" };
  }
  let scope: Node | undefined = entry.node;
  while (scope && !isScope(scope, entry.node)) scope = scope.parent;
  return { key: `${prefix}@${scope?.range[0] ?? 0}`, kind: "scope" };
}

function isWrapper(node: Node): boolean {
  return (
    node.type === "TSAsExpression" ||
    node.type === "TSSatisfiesExpression" ||
    node.type === "TSNonNullExpression" ||
    node.type === "TSTypeAssertion"
  );
}

function isScope(node: Node, self: Node): boolean {
  if (node === self) return false;
  return node.type === "Program" || node.type === "BlockStatement" || node.type === "TSModuleBlock";
}

/** `sigmoid` of `m.sigmoid = function …` and of `Unit.prototype.sigmoid = …`. */
export function ownName({ shortName }: FunctionEntry): string {
  return shortName.slice(shortName.lastIndexOf(".") + 1);
}
