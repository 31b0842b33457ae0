import { type Node, nodeRange } from "../../syntax/ast.ts";
import { walk } from "../../syntax/names.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { constructorOf } from "../stage/constructorOf.ts";

/** The class under which a layer of the sizes asked for is made. */
export const sizedName = "GradlensSized";

/**
 * A subclass that makes a layer with one size for everything it is asked for, so that what goes in and what
 * the layer holds fit together: `super(2, 2)`, or `super({ in_sx: 2, in_depth: 2 })` of the options it reads.
 * What has a default keeps it. Nothing where the constructor wants nothing.
 */
export function sizedClass(
  module: ParsedModule,
  owner: string,
  size: number,
  wide = size,
): string | undefined {
  const made = constructorOf(module, owner);
  if (!made) return undefined;
  const given: string[] = [];
  for (const parameter of made.params) {
    const value = argumentFor(module, made, parameter, { size, wide });
    if (value === undefined) break;
    given.push(value);
  }
  if (given.length === 0) return undefined;
  return `\nclass ${sizedName} extends ${owner} { constructor() { super(${given.join(", ")}); ${settled} } }`;
}

/** The sizes of things, and how a window moves over them. */
interface Sizes {
  readonly size: number;
  /** Of what goes in, from left to right: a window that is as wide as its image never moves. */
  readonly wide: number;
}

const wideOption = /^(in(put)?_?(sx|w|x)|(in(put)?|image|img)?_?(wide|width|cols|columns))$/i;

/** What is geometry stays as it was made: moved, a window lies beside its image. */
const settled =
  "for (const key_ of Object.keys(this)) { let kept_ = this[key_]; if (Number.isInteger(kept_) && /stride|pad|dilation|(^|_)s[xy]$/i.test(key_)) Object.defineProperty(this, key_, { enumerable: true, get: () => kept_, set: (own_) => { kept_ = own_; } }); }";

function argumentFor(
  module: ParsedModule,
  made: Node,
  parameter: Node,
  sizes: Sizes,
): string | undefined {
  if (parameter.type === "TSParameterProperty")
    return argumentFor(module, made, parameter.parameter, sizes);
  if (parameter.type === "ObjectPattern")
    return record(
      parameter.properties.flatMap((property) =>
        property.type === "Property" &&
        property.key.type === "Identifier" &&
        property.value.type === "Identifier"
          ? [property.key.name]
          : [],
      ),
      sizes,
    );
  if (parameter.type !== "Identifier") return undefined;
  const fields = fieldsRead(module, made, parameter.name);
  return fields ? record(fields, sizes) : String(sizes.size);
}

function record(fields: readonly string[], { size, wide }: Sizes): string {
  const sizeOf = (field: string) => (wideOption.test(field) ? wide : size);
  return `{ ${fields.map((field) => `${field}: ${sizeOf(field)}`).join(", ")} }`;
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
