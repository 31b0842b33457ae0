import { type FunctionNode, isFunctionNode, type Node } from "../../syntax/ast.ts";
import { walk } from "../../syntax/names.ts";
import { maximumElasticLength } from "./cell.ts";

const known = new WeakMap<FunctionNode, ReadonlySet<string>>();

/**
 * Whether what a call is given first is a list: the function around it uses it as one (`v.length`, `v[0]`, `v.map`),
 * or what is made of it keeps its name, as a copy does (`this.v = new Float32Array(v)`).
 */
export function isListElsewhere(call: Node): boolean {
  if (call.type !== "NewExpression" && call.type !== "CallExpression") return false;
  const [first] = call.arguments;
  if (first?.type !== "Identifier") return false;
  if (isKeptAs(first.name, call)) return true;
  let around: Node | undefined = call.parent;
  while (around && !isFunctionNode(around)) around = around.parent;
  return around !== undefined && namesOfLists(around).has(first.name);
}

function isKeptAs(name: string, { parent }: Node): boolean {
  if (parent?.type !== "AssignmentExpression" || parent.left.type !== "MemberExpression")
    return false;
  const { property, computed } = parent.left;
  return !computed && property.type === "Identifier" && property.name === name;
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

/** What the length of a list is compared with: `points.length !== 5`. */
export function comparedLength(site: Node): number | undefined {
  const { parent } = site;
  if (parent?.type !== "BinaryExpression" || !/^[!=]==?$/.test(parent.operator)) return undefined;
  const other = parent.left === site ? parent.right : parent.left;
  const value = other.type === "Literal" ? other.value : undefined;
  const isLength = Number.isInteger(value) && Number(value) > 0;
  return isLength && Number(value) <= maximumElasticLength ? Number(value) : undefined;
}
