import { childrenOf, type FunctionNode, type Node } from "../../syntax/ast.ts";

/** The smallest expression that contains the offset; on an operator that is the whole operation. */
export function smallestExpressionAt(root: FunctionNode, offset: number): Node | undefined {
  let best: Node | undefined;
  let at: Node | undefined = root.body;
  while (at) {
    if (isValue(at)) best = at;
    at = childrenOf(at).find(
      (child) =>
        child.range[0] <= offset && offset <= child.range[1] && !child.type.startsWith("TSType"),
    );
  }
  return best;
}

/** Nodes that have a value of their own: a member's property or an object's key has none. */
function isValue(node: Node): boolean {
  if (node.type === "Identifier") return !isKey(node);
  if (node.type === "Literal") return typeof node.value === "number";
  return (
    /Expression$/.test(node.type) && !/^(ArrowFunction|Function|Class|Object|Array)/.test(node.type)
  );
}

function isKey(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === "MemberExpression") return parent.property === node && !parent.computed;
  return (
    parent?.type === "Property" && parent.key === node && !parent.computed && !parent.shorthand
  );
}
