import { type FunctionNode, isFunctionNode, type Node } from "../../syntax/ast.ts";
import { walk } from "../../syntax/names.ts";

const known = new WeakMap<FunctionNode, ReadonlySet<string>>();

/** Whether what a call is given first is used as a list in the function around it: `v.length`, `v[0]`, `v.map`. */
export function isListElsewhere(call: Node): boolean {
  if (call.type !== "NewExpression" && call.type !== "CallExpression") return false;
  const [first] = call.arguments;
  if (first?.type !== "Identifier") return false;
  let around: Node | undefined = call.parent;
  while (around && !isFunctionNode(around)) around = around.parent;
  return around !== undefined && namesOfLists(around).has(first.name);
}

function namesOfLists(code: FunctionNode): ReadonlySet<string> {
  const before = known.get(code);
  if (before) return before;
  const names = new Set<string>();
  walk(code, (node) => {
    if (node.type === "MemberExpression" && node.object.type === "Identifier") {
      const { property, computed } = node;
      if (computed || (property.type === "Identifier" && isOfArrays(property.name)))
        names.add(node.object.name);
    }
    return true;
  });
  known.set(code, names);
  return names;
}

function isOfArrays(member: string): boolean {
  return member in Array.prototype && !(member in Object.prototype);
}
