import { visitorKeys } from "@typescript-eslint/visitor-keys";
import type { TSESTree } from "typescript-estree";
import type { SourceRange } from "../util/sourceRange.ts";

/** The syntax tree that the rest of the core reads; the parser's own types stop here. */
export type Node = TSESTree.Node;
export type Program = TSESTree.Program;
export type NodeType = Node["type"];
export type NodeOf<T extends string> = Extract<Node, { type: `${T}` }>;

export type FunctionNode =
  | TSESTree.FunctionDeclarationWithName
  | TSESTree.FunctionDeclarationWithOptionalName
  | TSESTree.FunctionExpression
  | TSESTree.ArrowFunctionExpression;

export function isFunctionNode(node: Node): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

export function nodeRange(node: Node): SourceRange {
  return { start: node.range[0], end: node.range[1] };
}

const shared = new WeakMap<Node, SourceRange>();

/** The same object each time: for what loops leave by the hundred thousand. */
export function sharedRange(node: Node): SourceRange {
  const known = shared.get(node);
  // An edit before it moves a node that is kept.
  if (known && known.start === node.range[0] && known.end === node.range[1]) return known;
  const range = nodeRange(node);
  shared.set(node, range);
  return range;
}

/** The members of a node that hold its children, in source order. */
export function childKeys(node: Node): readonly string[] {
  return visitorKeys[node.type] ?? [];
}

/** The node's children in source order, without a visitor: used by walks that must not recurse. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const key of childKeys(node)) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) {
      for (const item of value) if (item !== null) children.push(item as Node);
    } else if (value) children.push(value as Node);
  }
  return children;
}
