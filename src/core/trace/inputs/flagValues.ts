import type { Node } from "../../syntax/ast.ts";
import { walk } from "../../syntax/names.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";

type Flag = string | boolean;

const known = new WeakMap<ParsedModule, ReadonlyMap<string, readonly Flag[]>>();

/** The literals that a name, or a member of this name, is compared with or looked for among anywhere in the file, in source order. */
export function flagValues(module: ParsedModule, operand: Node | undefined): readonly Flag[] {
  const name = operand ? lastName(operand) : undefined;
  if (name === undefined) return [];
  const before = known.get(module);
  const all = before ?? comparisonsIn(module);
  if (!before) known.set(module, all);
  return all.get(name) ?? [];
}

function comparisonsIn(module: ParsedModule): ReadonlyMap<string, readonly Flag[]> {
  const found = new Map<string, Flag[]>();
  const note = (operand: Node, other: Node | null) => {
    const name = lastName(operand);
    if (name === undefined || other?.type !== "Literal") return;
    const { value } = other;
    if (typeof value !== "string" && typeof value !== "boolean") return;
    const values = found.get(name) ?? [];
    if (!values.includes(value)) values.push(value);
    found.set(name, values);
  };
  walk(module.program, (node) => {
    if (node.type === "BinaryExpression" && /^[!=]==?$/.test(node.operator)) {
      note(node.left, node.right);
      note(node.right, node.left);
    } else if (node.type === "SwitchStatement") {
      for (const { test } of node.cases) note(node.discriminant, test);
    } else if (node.type === "CallExpression") {
      const [sought] = node.arguments;
      if (sought) for (const element of listedIn(node.callee)) note(sought, element);
    }
    return true;
  });
  return found;
}

/** `["m", "km"].includes(unit)`. */
function listedIn(callee: Node): readonly (Node | null)[] {
  if (callee.type !== "MemberExpression" || callee.object.type !== "ArrayExpression") return [];
  const { property } = callee;
  const isSearch = property.type === "Identifier" && /^(includes|indexOf)$/.test(property.name);
  return isSearch ? callee.object.elements : [];
}

/** `kind` of `kind`, `options.kind` and `kind.toLowerCase()`. */
function lastName(node: Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type === "CallExpression" && node.callee.type === "MemberExpression")
    return lastName(node.callee.object);
  return node.type === "MemberExpression" && !node.computed ? lastName(node.property) : undefined;
}
