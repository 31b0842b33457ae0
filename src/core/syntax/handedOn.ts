import type { Node } from "./ast.ts";
import { walk } from "./names.ts";

/** A statement that was not edited is the same node in the next tree of its file (see `reparse`). */
const known = new WeakMap<Node, readonly string[]>();

/** The names whose values go somewhere: all but those that are only set, compared or used as the key of a member. */
export function namesHandedOn(statement: Node): readonly string[] {
  const before = known.get(statement);
  if (before) return before;
  const names = new Set<string>();
  walk(statement, (node) => {
    if (node.type === "Identifier" && !isOnlyLookedAt(node)) names.add(node.name);
    return true;
  });
  const found = [...names];
  known.set(statement, found);
  return found;
}

function isOnlyLookedAt(name: Node): boolean {
  const { parent } = name;
  switch (parent?.type) {
    case "MemberExpression":
      return parent.property === name;
    case "MethodDefinition":
    case "PropertyDefinition":
      return parent.key === name;
    case "BinaryExpression":
      return parent.operator !== "in" && parent.operator !== "instanceof";
    case "SwitchCase":
      return true;
    case "AssignmentExpression":
      return parent.left === name && parent.parent.type === "ExpressionStatement";
    case "VariableDeclarator":
      return parent.id === name;
    default:
      return false;
  }
}
