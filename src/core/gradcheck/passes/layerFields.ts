import type { Node, NodeOf } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { walk } from "../../syntax/names.ts";
import { sameName, variablesOf } from "../pairs/affixes.ts";

/** A field that `backward` fills, and the input or parameter whose gradient it holds. */
export interface Filled {
  readonly field: string;
  readonly of: string;
}

/** `this.dw = …` beside `this.w` in forward, `this.dx = …` beside its parameter x. */
export function filledFields(
  forward: FunctionEntry,
  backward: FunctionEntry,
  inputs: readonly string[],
): readonly Filled[] {
  const read = fieldsIn(forward.node, () => true);
  const stored = fieldsIn(backward.node, isStored);
  const found: Filled[] = [];
  const match = (field: string, bases: readonly string[]) => {
    if (found.some((other) => other.field === field)) return;
    const of =
      read.find((other) => other !== field && bases.some((base) => sameName(base, other))) ??
      inputs.find((input) => bases.some((base) => sameName(base, input)));
    if (of === undefined || found.some((other) => other.of === of)) return;
    // One name must not stand for a field and an input.
    if (!inputs.includes(of) || !read.includes(of)) found.push({ field, of });
  };
  const basesOf = (field: string) => variablesOf(field).filter((base) => base !== field);
  for (const field of stored) match(field, basesOf(field));
  for (const field of stored) match(field, basesOf(field).flatMap(otherNames));
  return found;
}

/** What people call one parameter of a layer, in short and in full. */
const parameters: readonly (readonly string[])[] = [
  ["w", "weight", "weights", "kernel", "kernels", "filter", "filters"],
  ["b", "bias", "biases"],
  ["g", "gamma", "scale", "gain"],
  ["beta", "shift", "offset"],
  ["u", "recurrentWeights"],
];

/** `gradW` holds the gradient of `this.weights`, `dBias2` that of `this.b2`. */
function otherNames(base: string): readonly string[] {
  const [, name = "", number = ""] = /^_?([A-Za-z]+?)_?(\d*)$/.exec(base) ?? [];
  const group = parameters.find((names) => names.some((one) => sameName(one, name)));
  return (group ?? []).filter((one) => !sameName(one, name)).map((one) => one + number);
}

/** `this.x = x` in forward: where backward finds the input. */
export function keptInputs({ node: root }: FunctionEntry, inputs: readonly string[]) {
  const kept: (readonly [string, string])[] = [];
  walk(root, (node) => {
    if (node.type !== "AssignmentExpression" || node.right.type !== "Identifier") return true;
    const { left, right } = node;
    const isField =
      left.type === "MemberExpression" &&
      left.object.type === "ThisExpression" &&
      left.property.type === "Identifier";
    if (isField && inputs.includes(right.name))
      kept.push([right.name, `this.${(left.property as NodeOf<"Identifier">).name}`]);
    return true;
  });
  return kept;
}

type Member = NodeOf<"MemberExpression">;

function fieldsIn(root: Node, isWanted: (member: Member) => boolean): readonly string[] {
  const fields = new Set<string>();
  walk(root, (node) => {
    if (
      node.type === "MemberExpression" &&
      node.object.type === "ThisExpression" &&
      node.property.type === "Identifier" &&
      !node.computed &&
      isWanted(node)
    )
      fields.add(node.property.name);
    return true;
  });
  return [...fields];
}

/** `this.dw = …`, `this.dw[i] += …`, `this.dw.push(…)`. */
function isStored(member: Member): boolean {
  let node: Node = member;
  while (node.parent?.type === "MemberExpression" && node.parent.object === node) {
    const { property, computed }: Member = node.parent;
    if (!computed)
      return (
        property.type === "Identifier" &&
        property.name === "push" &&
        node.parent.parent?.type === "CallExpression"
      );
    node = node.parent;
  }
  return node.parent?.type === "AssignmentExpression" && node.parent.left === node;
}
