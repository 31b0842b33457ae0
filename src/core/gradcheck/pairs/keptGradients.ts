import { childrenOf, type Node } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { boundNames, walk } from "../../syntax/names.ts";
import { basesOf } from "./affixes.ts";
import { returnedExpressions } from "./returned.ts";

/**
 * Methods that hand out or keep a gradient that was made elsewhere: `get_grad` reads `this.dw[i]` as
 * `get` reads `this.w[i]`. Their names are those of a function and its derivative, but nothing is
 * differentiated.
 */
export function keepsGradient(primal: FunctionEntry, derivative: FunctionEntry): boolean {
  const known = fieldsOf(primal);
  const own = fieldsOf(derivative);
  if (own.size === 0) return false;
  const isKeeper = isAccessor(derivative) && [...own].some((field) => !known.has(field));
  if (isKeeper && (isAccessor(primal) || [...own].some((field) => isGradientOf(field, known))))
    return true;
  const renamed = renamedFields(primal, derivative);
  return (
    renamed !== undefined &&
    renamed.size > 0 &&
    [...renamed].every(([from, to]) => isGradientOf(to, new Set([from])))
  );
}

const gradientName = /grad|adjoint|delta|deriv|^d[wxv]$/i;

function isGradientOf(field: string, known: ReadonlySet<string>): boolean {
  if (known.has(field)) return false;
  return gradientName.test(field) || basesOf(field).some(({ base }) => known.has(base));
}

/** The names under which a function finds something on its instance or on what it is given. */
function fieldsOf({ node }: FunctionEntry): ReadonlySet<string> {
  const given = new Set(node.params.flatMap(boundNames));
  const fields = new Set<string>();
  walk(node, (inner) => {
    const field = fieldOf(inner, given);
    if (field !== undefined) fields.add(field);
    return true;
  });
  return fields;
}

/** `w` of `this.w`, `item.w` and `item.v.w`, the item being a parameter. */
function fieldOf(node: Node, given: ReadonlySet<string>): string | undefined {
  if (node.type !== "MemberExpression" || node.computed) return undefined;
  if (node.property.type !== "Identifier") return undefined;
  let root: Node = node.object;
  while (root.type === "MemberExpression") root = root.object;
  const isState =
    root.type === "ThisExpression" || (root.type === "Identifier" && given.has(root.name));
  return isState ? node.property.name : undefined;
}

/** All that it returns is a place of the state or its owner, all that it keeps is what it is given. */
function isAccessor(entry: FunctionEntry): boolean {
  const given = new Set(entry.node.params.flatMap(boundNames));
  const isPlace = (node: Node): boolean => {
    let root = node;
    while (root.type === "MemberExpression") root = root.object;
    const isOwn = root.type === "Identifier" && given.has(root.name);
    return root.type === "ThisExpression" || (isOwn && root !== node);
  };
  const isGiven = (node: Node) =>
    isPlace(node) || (node.type === "Identifier" && given.has(node.name));
  let isPlain = true;
  let keeps = false;
  walk(entry.node, (node) => {
    if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return true;
    keeps = true;
    isPlain &&= isPlace(node.left) && isGiven(node.right);
    return true;
  });
  const results = returnedExpressions(entry);
  const handsOut = results.some(isPlace);
  return isPlain && (keeps || handsOut) && results.every(keeps ? isGiven : isPlace);
}

/** What each field is called in the other function, if that is all in which they differ. */
function renamedFields(
  primal: FunctionEntry,
  derivative: FunctionEntry,
): ReadonlyMap<string, string> | undefined {
  const renamed = new Map<string, string>();
  const names = new Map<string, string>();
  const [left, right] = [primal.node, derivative.node];
  if (!left.body || !right.body || left.params.length !== right.params.length) return undefined;
  for (const [index, parameter] of left.params.entries()) {
    const [one, other] = [boundNames(parameter)[0], boundNames(right.params[index] as Node)[0]];
    if (one !== undefined && other !== undefined) names.set(one, other);
  }
  const given = [new Set(names.keys()), new Set(names.values())] as const;
  const pending: [Node, Node][] = [[left.body, right.body]];
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    const [one, other] = pair;
    if (!isSameHead(one, other, names)) return undefined;
    const [from, to] = [fieldOf(one, given[0]), fieldOf(other, given[1])];
    const [ones, others] = [childrenOf(one), childrenOf(other)];
    if (ones.length !== others.length) return undefined;
    const isRenamed = from !== undefined && to !== undefined && from !== to;
    if (isRenamed) {
      if ((renamed.get(from) ?? to) !== to) return undefined;
      renamed.set(from, to);
    }
    for (const [index, child] of ones.entries())
      if (!isRenamed || index === 0) pending.push([child, others[index] as Node]);
  }
  return renamed;
}

function isSameHead(one: Node, other: Node, names: ReadonlyMap<string, string>): boolean {
  if (one.type !== other.type) return false;
  if (one.type === "Identifier" && other.type === "Identifier")
    return (names.get(one.name) ?? one.name) === other.name;
  if (one.type === "Literal" && other.type === "Literal") return one.value === other.value;
  const operator = (node: Node) => ("operator" in node ? node.operator : undefined);
  return operator(one) === operator(other);
}
