import { type Node, nodeRange } from "../syntax/ast.ts";
import { walk } from "../syntax/names.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import { constructorOf } from "./tapes/tapeStep.ts";

/** The class under which a layer of the sizes asked for is made. */
export const sizedName = "GradlensSized";

/**
 * A subclass that makes a layer with one size for everything it is asked for, so that what goes in and what
 * the layer holds fit together: `super(2, 2)`, or `super({ in_sx: 2, in_depth: 2 })` of the options it reads.
 * What has a default keeps it. Nothing where the constructor wants nothing.
 */
export function sizedClass(module: ParsedModule, owner: string, size: number): string | undefined {
  const made = constructorOf(module, owner);
  if (!made) return undefined;
  const given: string[] = [];
  for (const parameter of made.params) {
    const value = argumentFor(module, made, parameter, size);
    if (value === undefined) break;
    given.push(value);
  }
  if (given.length === 0) return undefined;
  return `\nclass ${sizedName} extends ${owner} { constructor() { super(${given.join(", ")}); } }`;
}

function argumentFor(
  module: ParsedModule,
  made: Node,
  parameter: Node,
  size: number,
): string | undefined {
  if (parameter.type === "TSParameterProperty")
    return argumentFor(module, made, parameter.parameter, size);
  if (parameter.type === "ObjectPattern")
    return record(
      parameter.properties.flatMap((property) =>
        property.type === "Property" &&
        property.key.type === "Identifier" &&
        property.value.type === "Identifier"
          ? [property.key.name]
          : [],
      ),
      size,
    );
  if (parameter.type !== "Identifier") return undefined;
  const fields = fieldsRead(module, made, parameter.name);
  return fields ? record(fields, size) : String(size);
}

function record(fields: readonly string[], size: number): string {
  return `{ ${fields.map((field) => `${field}: ${size}`).join(", ")} }`;
}

/** `opt.sx`, unless the code says what to take where there is none; nothing of what is no object. */
function fieldsRead(
  { text }: ParsedModule,
  made: Node,
  options: string,
): readonly string[] | undefined {
  const read = new Set<string>();
  const optional = new Set<string>();
  walk(made, (node) => {
    if (node.type !== "MemberExpression" || node.computed) return true;
    const { object, property } = node;
    if (object.type !== "Identifier" || object.name !== options) return true;
    if (property.type !== "Identifier") return true;
    read.add(property.name);
    if (hasDefault(text, node)) optional.add(property.name);
    return true;
  });
  return read.size === 0 ? undefined : [...read].filter((field) => !optional.has(field));
}

/** `typeof opt.pad !== "undefined" ? … : 0`, `"pad" in opt ? …`, `opt.pad || 0`, `opt.pad ?? 0`. */
function hasDefault(text: string, member: Node): boolean {
  for (let node: Node = member; node.parent; node = node.parent) {
    const { parent } = node;
    if (parent.type === "LogicalExpression" && parent.left === node && parent.operator !== "&&")
      return true;
    if (parent.type === "ConditionalExpression" && parent.test === node) return true;
    if (parent.type === "IfStatement" && parent.test === node)
      return isAbsence(text, nodeRange(parent.test));
    if (/Statement$|^VariableDeclaration$/.test(parent.type)) return false;
  }
  return false;
}

function isAbsence(text: string, { start, end }: { start: number; end: number }): boolean {
  return /undefined|null|\bin\b/.test(text.slice(start, end));
}
