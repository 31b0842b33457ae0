import type { Node } from "../../syntax/ast.ts";
import type { Value } from "../machine.ts";

/** What stands around a value in TypeScript only, and is gone when the code runs. */
const typeWrappers = new Set<string>([
  "TSAsExpression",
  "TSNonNullExpression",
  "TSSatisfiesExpression",
  "TSTypeAssertion",
]);

/** A function or class without a name takes that of the place it is written in: a variable, a member, a default. */
export function nameFromPlace(written: Node): string {
  let node = written;
  while (node.parent && typeWrappers.has(node.parent.type)) node = node.parent;
  const { parent } = node;
  switch (parent?.type) {
    case "VariableDeclarator":
      return nameOf(parent.id);
    case "AssignmentPattern":
      return parent.right === node ? nameOf(parent.left) : "";
    case "AssignmentExpression": {
      const names = ["=", "&&=", "||=", "??="].includes(parent.operator);
      // A target in parentheses gives no name.
      const isBare = parent.left.range[0] === parent.range[0];
      return names && isBare && parent.right === node ? nameOf(parent.left) : "";
    }
    case "Property":
    case "PropertyDefinition":
    case "MethodDefinition":
      return parent.computed || parent.value !== node ? "" : prefixOf(parent) + keyText(parent.key);
    case "ExportDefaultDeclaration":
      return "default";
    default:
      return "";
  }
}

function nameOf(target: Node): string {
  return target.type === "Identifier" ? target.name : "";
}

function keyText(key: Node): string {
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  return key.type === "Literal" ? String(key.value) : nameOf(key);
}

/** Getters and setters are called "get x" and "set x". */
function prefixOf(member: Node): string {
  return "kind" in member && (member.kind === "get" || member.kind === "set")
    ? `${member.kind} `
    : "";
}

/** Under a computed key the name is known only when the program runs. */
export function nameByKey(value: Value, member: Node & { value: Node | null }, key: string): void {
  if (typeof value !== "object" || (value?.kind !== "closure" && value?.kind !== "class")) return;
  if (value.node === member.value && !value.node.id) value.name = prefixOf(member) + key;
}
