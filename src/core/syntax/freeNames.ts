import { childrenOf, isFunctionNode, type Node } from "./ast.ts";
import { boundNames, walk } from "./names.ts";

/** What is bound around a node, innermost first. */
interface Bound {
  readonly names: ReadonlySet<string>;
  readonly outer: Bound | undefined;
}

/**
 * The names that code gets from outside, types included. Rather one too many than one too few: what is
 * bound here follows JavaScript's scopes, what counts as a mention is nearly every identifier. Subtrees in
 * `left` are left out.
 */
export function freeNames(root: Node, left: ReadonlySet<Node> = new Set()): ReadonlySet<string> {
  const free = new Set<string>();
  const visit = (node: Node, outer: Bound | undefined): void => {
    if (left.has(node)) return;
    const names = bindingsOf(node, node === root);
    const bound = names.length > 0 ? { names: new Set(names), outer } : outer;
    const name = mentionedName(node);
    if (name !== undefined && !isBound(bound, name)) free.add(name);
    for (const child of childrenOf(node)) visit(child, bound);
  };
  visit(root, undefined);
  return free;
}

function isBound(bound: Bound | undefined, name: string): boolean {
  for (let at = bound; at; at = at.outer) if (at.names.has(name)) return true;
  return false;
}

/** What the node itself binds for what is inside of it. A statement of the file binds for the file. */
function bindingsOf(node: Node, isRoot: boolean): readonly string[] {
  if (isFunctionNode(node)) {
    const own = node.id && !isRoot ? [node.id.name] : [];
    return ["arguments", ...own, ...node.params.flatMap(boundNames), ...varNames(node.body)];
  }
  switch (node.type) {
    case "BlockStatement":
    case "StaticBlock":
      return node.body.flatMap(lexicalNames);
    case "SwitchStatement":
      return node.cases.flatMap(({ consequent }) => consequent.flatMap(lexicalNames));
    case "ForStatement":
      return node.init ? lexicalNames(node.init) : [];
    case "ForInStatement":
    case "ForOfStatement":
      return lexicalNames(node.left);
    case "CatchClause":
      return node.param ? boundNames(node.param) : [];
    case "ClassExpression":
      return node.id ? [node.id.name] : [];
    default:
      return [];
  }
}

function lexicalNames(statement: Node): readonly string[] {
  if (statement.type === "VariableDeclaration" && statement.kind !== "var")
    return statement.declarations.flatMap(({ id }) => boundNames(id));
  if (statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration")
    return statement.id ? [statement.id.name] : [];
  return [];
}

/** The `var` names of a function's body; those of functions inside are their own. */
function varNames(body: Node): readonly string[] {
  const names: string[] = [];
  walk(body, (node) => {
    if (node.type === "VariableDeclaration" && node.kind === "var")
      names.push(...node.declarations.flatMap(({ id }) => boundNames(id)));
    return !isFunctionNode(node);
  });
  return names;
}

/** Keys and member names are no mentions. */
function mentionedName(node: Node): string | undefined {
  if (node.type === "JSXIdentifier") return node.name;
  if (node.type !== "Identifier") return undefined;
  const { parent } = node;
  switch (parent?.type) {
    case "MemberExpression":
      return parent.property === node && !parent.computed ? undefined : node.name;
    case "Property":
      return parent.key === node && !parent.computed && !parent.shorthand ? undefined : node.name;
    case "MethodDefinition":
    case "PropertyDefinition":
      return parent.key === node && !parent.computed ? undefined : node.name;
    default:
      return node.name;
  }
}
