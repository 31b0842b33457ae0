import {
  childrenOf,
  type FunctionNode,
  isFunctionNode,
  type Node,
  nodeRange,
} from "../../syntax/ast.ts";
import { boundNames, walk } from "../../syntax/names.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import { smallestExpressionAt } from "./smallestExpression.ts";

/** An expression or name to tell about, and where in a run its value is seen. */
export interface HoverTarget {
  readonly range: SourceRange;
  /** Each sees the same value; those of a name that no expression defines are its uses. */
  readonly nodes: readonly Node[];
}

/**
 * What the mouse asks for, the likeliest first: a function's name is asked for the value of its call,
 * a name that is being defined for what it is given.
 */
export function hoverTargetsAt(root: FunctionNode, offset: number): readonly HoverTarget[] {
  const node = smallestExpressionAt(root, offset);
  if (!node) return [];
  const range = nodeRange(node);
  const binding = bindingOf(node, root);
  if (binding) return [{ range, nodes: binding }];
  return callsOver(node).map((each) => ({ range: nodeRange(each), nodes: [each] }));
}

/** `Math`, `Math.cos` and `Math.cos(x)`, each where the one before is only there to be called. */
function callsOver(node: Node): readonly Node[] {
  const { parent } = node;
  if (parent?.type === "CallExpression" && parent.callee === node) return [node, parent];
  const isCalled =
    parent?.type === "MemberExpression" &&
    parent.parent.type === "CallExpression" &&
    parent.parent.callee === parent;
  return isCalled && parent.object === node ? [node, parent.parent] : [node];
}

/** The expressions that show what a name (or member) is given where it stands; nothing where it is read. */
function bindingOf(node: Node, root: FunctionNode): readonly Node[] | undefined {
  const { parent } = node;
  if (parent?.type === "VariableDeclarator" && parent.id === node && parent.init)
    return [parent.init];
  if (parent?.type === "AssignmentExpression" && parent.left === node) return [parent];
  if (node.type !== "Identifier" || !isBound(node)) return undefined;
  return usesOf(node.name, functionAround(node, root));
}

/** Whether a name stands in a pattern, among parameters, in a loop's head or before `++`. */
function isBound(node: Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case "VariableDeclarator":
      return parent.id === node;
    case "UpdateExpression":
      return true;
    case "Property":
      return parent.parent.type === "ObjectPattern" && (parent.value === node || parent.shorthand);
    case "AssignmentPattern":
      return parent.left === node;
    case "ArrayPattern":
    case "RestElement":
      return true;
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "FunctionDeclaration":
      return parent.params.some((parameter) => parameter === node);
    default:
      return false;
  }
}

function functionAround(node: Node, root: FunctionNode): Node {
  let at: Node | undefined = node.parent;
  while (at && at !== root && !isFunctionNode(at)) at = at.parent;
  return at ?? root;
}

/** Where a name is read in a function, functions inside included unless they have the name for their own. */
function usesOf(name: string, around: Node): readonly Node[] {
  const uses: Node[] = [];
  walk(around, (node) => {
    if (node !== around && isFunctionNode(node) && node.params.flatMap(boundNames).includes(name))
      return false;
    if (node.type === "Identifier" && node.name === name && isRead(node)) uses.push(node);
    return true;
  });
  return uses;
}

function isRead(node: Node): boolean {
  const { parent } = node;
  if (isBound(node) || (parent?.type === "AssignmentExpression" && parent.left === node))
    return false;
  return parent !== undefined && childrenOf(parent).includes(node);
}
