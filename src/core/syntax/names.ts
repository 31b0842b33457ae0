import { childrenOf, type Node } from "./ast.ts";

/** In source order, without recursion; `enter` returns false to leave a subtree out. */
export function walk(root: Node, enter: (node: Node) => boolean): void {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!enter(node)) continue;
    // One by one: an array literal may have more elements than a call may have arguments.
    for (const child of childrenOf(node).reverse()) pending.push(child);
  }
}

/** Whether something in a tree, its root included, is what is looked for. */
export function holds(root: Node, isIt: (node: Node) => boolean): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= isIt(node);
    return !found;
  });
  return found;
}

/** What a parameter is called, with a default value or without; "" for a pattern. */
export function parameterName(parameter: Node): string {
  const own = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  return own.type === "Identifier" ? own.name : "";
}

/** The names a pattern binds. */
export function boundNames(pattern: Node): readonly string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "AssignmentPattern":
      return boundNames(pattern.left);
    case "RestElement":
      return boundNames(pattern.argument);
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? boundNames(element) : []));
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === "RestElement" ? property : property.value),
      );
    case "TSParameterProperty":
      return boundNames(pattern.parameter);
    default:
      return [];
  }
}
