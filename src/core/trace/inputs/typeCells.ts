import type { Node, NodeOf } from "../../syntax/ast.ts";
import { declaringModule, importedNames } from "../../syntax/declaringModule.ts";
import { parseType } from "../../syntax/parse.ts";
import type { ParsedModule, TypeDeclaration } from "../../syntax/parsedModule.ts";
import { typedArrayNames } from "../values/typedArrays.ts";
import {
  type Cell,
  type CellShape,
  elasticArray,
  elementPath,
  fieldPath,
  unknownCell,
} from "./cell.ts";

/** A type nested or recursive beyond this says no more about a shape. */
const maximumDepth = 6;

/** What a parameter's type says about its shape. */
export function cellOfType(
  module: ParsedModule,
  type: Node | undefined,
  path: string,
  optional = false,
): Cell {
  return { path, shape: type ? shapeOf(module, type, path, 0) : { kind: "unknown" }, optional };
}

/** The same for a type written in a doc comment: `number[]`, `{x: number}`, `number=`. */
export function cellOfTypeText(
  module: ParsedModule,
  text: string,
  path: string,
  optional = false,
): Cell {
  const isOptional = optional || text.endsWith("=");
  const bare = text.replace(/^[?!]|=$/g, "").replace(/^\.\.\.(.*)$/, "($1)[]");
  const statement = parseType(bare)?.body[0];
  const type = statement?.type === "TSTypeAliasDeclaration" ? statement.typeAnnotation : undefined;
  return cellOfType(module, type, path, isOptional);
}

function shapeOf(module: ParsedModule, type: Node, path: string, depth: number): CellShape {
  if (depth > maximumDepth) return { kind: "unknown" };
  const inner = (node: Node, innerPath: string, optional = false): Cell => ({
    path: innerPath,
    shape: shapeOf(module, node, innerPath, depth + 1),
    optional,
  });
  switch (type.type) {
    case "TSNumberKeyword":
      return { kind: "number", sample: undefined };
    case "TSStringKeyword":
      return { kind: "unknown", isText: true };
    case "TSBooleanKeyword":
      return { kind: "plain", value: false, others: [true] };
    case "TSUndefinedKeyword":
    case "TSVoidKeyword":
      return { kind: "plain", value: undefined };
    case "TSNullKeyword":
      return { kind: "plain", value: null };
    case "TSLiteralType":
      return literalShape(type);
    case "TSArrayType":
      return elasticArray(path, (elementAt) => inner(type.elementType, elementAt));
    case "TSTupleType":
      return tupleShape(type, path, inner);
    case "TSTypeLiteral":
      return membersShape(type.members, path, inner);
    case "TSTypeOperator":
      return type.typeAnnotation
        ? shapeOf(module, type.typeAnnotation, path, depth)
        : { kind: "unknown" };
    case "TSFunctionType":
      return { kind: "function" };
    case "TSUnionType":
      return unionShape(module, type, path, depth);
    case "TSIntersectionType":
      return intersectionShape(module, type, path, depth);
    case "TSTypeReference":
      return referenceShape(module, type, path, depth, inner);
    default:
      return { kind: "unknown" };
  }
}

type Inner = (node: Node, path: string, optional?: boolean) => Cell;

function literalShape(type: NodeOf<"TSLiteralType">): CellShape {
  const { literal } = type;
  if (literal.type === "UnaryExpression") return { kind: "number", sample: undefined };
  if (literal.type !== "Literal") return { kind: "unknown" };
  if (typeof literal.value === "number") return { kind: "number", sample: literal.value };
  return typeof literal.value === "string" || typeof literal.value === "boolean"
    ? { kind: "plain", value: literal.value }
    : { kind: "unknown" };
}

function tupleShape(type: NodeOf<"TSTupleType">, path: string, inner: Inner): CellShape {
  const types = type.elementTypes.filter(({ type: kind }) => kind !== "TSRestType");
  const elements = types.map((element, index) => {
    const bare = element.type === "TSNamedTupleMember" ? element.elementType : element;
    return inner(bare, elementPath(path, index));
  });
  return {
    kind: "array",
    typed: undefined,
    elements,
    makeElement: unknownCell,
    elastic: false,
    wanted: elements.length,
  };
}

function membersShape(members: readonly Node[], path: string, inner: Inner): CellShape {
  const fields = new Map<string, Cell>();
  for (const member of members) {
    if (member.type !== "TSPropertySignature" || member.computed) continue;
    if (member.key.type !== "Identifier" && member.key.type !== "Literal") continue;
    const key = member.key.type === "Identifier" ? member.key.name : String(member.key.value);
    const type = member.typeAnnotation?.typeAnnotation;
    const memberPath = fieldPath(path, key);
    // A member that may be missing is known to exist only once it is used.
    fields.set(
      key,
      type ? inner(type, memberPath, member.optional) : unknownCell(memberPath, member.optional),
    );
  }
  return { kind: "object", fields, elastic: false };
}

/** `number | undefined` is a number; of several strings the first is tried; a number comes before an array. */
function unionShape(
  module: ParsedModule,
  type: NodeOf<"TSUnionType">,
  path: string,
  depth: number,
): CellShape {
  const shapes = type.types.map((member) => shapeOf(module, member, path, depth + 1));
  const flags = shapes.flatMap((shape) =>
    shape.kind === "plain" && shape.value !== null && shape.value !== undefined
      ? [shape.value]
      : [],
  );
  const useful = shapes.filter(
    (shape) => !(shape.kind === "plain" && (shape.value === undefined || shape.value === null)),
  );
  const [first = shapes[0]] = useful;
  if (first?.kind === "plain" && flags.length > 1)
    return { kind: "plain", value: first.value, others: flags };
  return useful.find(({ kind }) => kind === "number") ?? first ?? { kind: "unknown" };
}

function intersectionShape(
  module: ParsedModule,
  type: NodeOf<"TSIntersectionType">,
  path: string,
  depth: number,
): CellShape {
  const fields = new Map<string, Cell>();
  for (const member of type.types) {
    const shape = shapeOf(module, member, path, depth + 1);
    if (shape.kind === "number") return shape;
    if (shape.kind === "object") for (const [key, field] of shape.fields) fields.set(key, field);
  }
  return fields.size > 0 ? { kind: "object", fields, elastic: false } : { kind: "unknown" };
}

function referenceShape(
  module: ParsedModule,
  type: NodeOf<"TSTypeReference">,
  path: string,
  depth: number,
  inner: Inner,
): CellShape {
  if (type.typeName.type === "TSQualifiedName") {
    const { left, right } = type.typeName;
    if (left.type !== "Identifier") return { kind: "unknown" };
    return { kind: "instance", className: `${left.name}.${right.name}` };
  }
  if (type.typeName.type !== "Identifier") return { kind: "unknown" };
  const { name } = type.typeName;
  const argument = type.typeArguments?.params[0];
  if (name === "Array" || name === "ReadonlyArray" || name === "ArrayLike") {
    return elasticArray(path, (elementAt) =>
      argument ? inner(argument, elementAt) : unknownCell(elementAt),
    );
  }
  if (name === "Readonly" || name === "Required" || name === "Partial" || name === "NonNullable") {
    return argument ? shapeOf(module, argument, path, depth + 1) : { kind: "unknown" };
  }
  if (typedArrayNames.includes(name)) {
    return elasticArray(
      path,
      (at) => ({
        path: at,
        shape: { kind: "number", sample: undefined, typed: name },
        optional: false,
      }),
      name,
    );
  }
  const parameter = typeParameter(type, name);
  if (parameter) {
    const known = parameter.default ?? parameter.constraint;
    return known ? shapeOf(module, known, path, depth + 1) : { kind: "unknown" };
  }
  const declared = module.types.get(name);
  if (!declared) {
    const imported = importedNames(module).find(({ local }) => local === name);
    const home = imported && declaringModule(module, imported);
    const type = home?.module.types.get(home.name);
    if (home && type) return declaredShape(home.module, type, path, depth + 1);
    return name === "Function" ? { kind: "function" } : { kind: "instance", className: name };
  }
  return declaredShape(module, declared, path, depth);
}

/** `T` of the function, class or type around it: what it is if nobody says, or else what it is at least. */
function typeParameter(type: Node, name: string): NodeOf<"TSTypeParameter"> | undefined {
  for (let at: Node | undefined = type; at; at = at.parent) {
    const list = "typeParameters" in at ? at.typeParameters?.params : undefined;
    const found = list?.find((parameter) => parameter.name.name === name);
    if (found) return found;
  }
  return undefined;
}

/** A type alias or an interface, with what it extends; its own names mean what they mean in its file. */
function declaredShape(
  module: ParsedModule,
  declared: TypeDeclaration,
  path: string,
  depth: number,
): CellShape {
  const inner: Inner = (node, innerPath, optional = false) => ({
    path: innerPath,
    shape: shapeOf(module, node, innerPath, depth + 1),
    optional,
  });
  if (declared.type === "TSTypeAliasDeclaration")
    return shapeOf(module, declared.typeAnnotation, path, depth + 1);
  const inherited = declared.extends.flatMap(({ expression }) => {
    const base = expression.type === "Identifier" ? module.types.get(expression.name) : undefined;
    return base?.type === "TSInterfaceDeclaration" ? base.body.body : [];
  });
  return membersShape([...inherited, ...declared.body.body], path, inner);
}
