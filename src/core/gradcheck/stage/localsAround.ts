import { isFunctionNode, type Node } from "../../syntax/ast.ts";
import { boundNames, walk } from "../../syntax/names.ts";

/** Names bound in the function, and in those around it. */
export function localsAround(root: Node): ReadonlySet<string> {
  const local = new Set<string>();
  for (let at: Node | undefined = root; at; at = at.parent) {
    if (!isFunctionNode(at)) continue;
    for (const name of at.params.flatMap(boundNames)) local.add(name);
    walk(at, (inner) => {
      if (inner.type === "VariableDeclarator")
        for (const name of boundNames(inner.id)) local.add(name);
      if (inner.type === "FunctionDeclaration" && inner.id) local.add(inner.id.name);
      return true;
    });
  }
  return local;
}
