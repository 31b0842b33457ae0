import type { Node } from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import {
  type Cell,
  type CellShape,
  elasticArray,
  elementPath,
  fieldPath,
  numberCell,
  unknownCell,
} from "./cell.ts";
import type { Point, PointValue } from "./point.ts";
import { signatureOf } from "./signature.ts";
import { cellOfType, cellOfTypeText } from "./typeCells.ts";

/** One cell per parameter, from types and doc comments, before any use was looked at. */
export function parameterCells(module: ParsedModule, entry: FunctionEntry): readonly Cell[] {
  const { parameters, usesArguments } = signatureOf(entry.node);
  // Without names for them, what it is called with is known by `arguments` alone.
  if (usesArguments && parameters.length === 0) {
    const shape = elasticArray("arguments", unknownCell);
    return [{ path: "arguments", optional: false, shape }];
  }
  return cellsOfParameters(module, parameters, module.tagsOf(entry).parameterTypes);
}

/** Whether a parameter stands for all arguments from its place on. */
export function takesTheRest({ node }: FunctionEntry, index: number): boolean {
  const { parameters } = signatureOf(node);
  return index >= parameters.length || parameters[index]?.type === "RestElement";
}

export function cellsOfParameters(
  module: ParsedModule,
  parameters: readonly Node[],
  types: ReadonlyMap<string, string>,
): readonly Cell[] {
  return parameters
    .filter((parameter) => !(parameter.type === "Identifier" && parameter.name === "this"))
    .map((parameter) => parameterCell(module, parameter, types));
}

function parameterCell(
  module: ParsedModule,
  parameter: Node,
  types: ReadonlyMap<string, string>,
): Cell {
  const { pattern, hasDefault } = bareParameter(parameter);
  const path = pattern.type === "Identifier" ? pattern.name : "";
  const isOptional = hasDefault || ("optional" in pattern && pattern.optional === true);
  if (pattern.type === "ArrayPattern" && !hasDefault) return arrayPatternCell(pattern.elements);
  // Whoever leaves out a parameter with a default gets the default: its value and shape come first.
  if (hasDefault) return unknownCell(path, true);
  const annotation = annotationOf(parameter) ?? annotationOf(pattern);
  const written = types.get(path);
  const cell =
    annotation || written === undefined
      ? cellOfType(module, annotation, path, isOptional)
      : cellOfTypeText(module, written, path, isOptional);
  if (parameter.type === "RestElement" && cell.shape.kind === "unknown") {
    cell.shape = elasticArray(path, unknownCell);
  }
  // An optional flag, option bag or callback is left out; an optional number is an input.
  if (isOptional && cell.shape.kind === "instance") cell.shape = { kind: "unknown" };
  if (isOptional && cell.shape.kind !== "number" && cell.shape.kind !== "unknown") {
    cell.shape = { kind: "plain", value: undefined };
  }
  return cell;
}

function bareParameter(parameter: Node): { readonly pattern: Node; readonly hasDefault: boolean } {
  let pattern = parameter.type === "TSParameterProperty" ? parameter.parameter : parameter;
  const hasDefault = pattern.type === "AssignmentPattern";
  if (pattern.type === "AssignmentPattern") pattern = pattern.left;
  return { pattern: pattern.type === "RestElement" ? pattern.argument : pattern, hasDefault };
}

function annotationOf(node: Node): Node | undefined {
  if (!("typeAnnotation" in node)) return undefined;
  const annotation = node.typeAnnotation as Node | undefined;
  return annotation?.type === "TSTypeAnnotation" ? annotation.typeAnnotation : undefined;
}

/** `([a, b])`: the elements are called by the names they get. */
function arrayPatternCell(patterns: readonly (Node | null)[]): Cell {
  const elements = patterns
    .filter((element) => element?.type !== "RestElement")
    .map((element, index) =>
      unknownCell(element?.type === "Identifier" ? element.name : elementPath("", index)),
    );
  return {
    path: "",
    optional: false,
    shape: {
      kind: "array",
      typed: undefined,
      elements,
      makeElement: unknownCell,
      elastic: false,
      wanted: elements.length,
    },
  };
}

/** Writes a person's values into the cells whose paths they name. Returns the names that fit nothing. */
export function applyPoint(cells: readonly Cell[], point: Point): readonly string[] {
  const unknown: string[] = [];
  for (const [name, value] of point) {
    if (!cells.some((cell) => applyTo(cell, name, value))) unknown.push(name);
  }
  return unknown;
}

/** Whether a name in a point speaks of this cell or of something in it. */
export function isInput(cell: Cell, name: string): boolean {
  const { shape } = cell;
  if (cell.path === name && cell.path !== "") return true;
  if (shape.kind === "array") return shape.elements.some((element) => isInput(element, name));
  if (shape.kind === "instance") return name.startsWith(`${cell.path}.`);
  if (shape.kind !== "object") return false;
  return [...shape.fields.values()].some((field) => isInput(field, name));
}

function applyTo(cell: Cell, name: string, value: PointValue): boolean {
  if (cell.path === name) {
    cell.shape = shapeOfValue(value, cell);
    return true;
  }
  const isInside =
    cell.path === "" || name.startsWith(`${cell.path}.`) || name.startsWith(`${cell.path}[`);
  if (!isInside) return false;
  const { shape } = cell;
  if (shape.kind === "array")
    return shape.elements.some((element) => applyTo(element, name, value));
  if (shape.kind === "instance") {
    cell.shape = { ...shape, written: new Map([...(shape.written ?? []), [name, value]]) };
    return true;
  }
  if (shape.kind === "object") {
    if ([...shape.fields.values()].some((field) => applyTo(field, name, value))) return true;
    if (!shape.elastic) return false;
  } else if (shape.kind !== "unknown") return false;
  return newMember(cell, name, value);
}

/** `p.x = 1` on a parameter known by nothing else makes it an object with that member. */
function newMember(cell: Cell, name: string, value: PointValue): boolean {
  const rest = cell.path === "" ? name : name.slice(cell.path.length + 1);
  if (
    !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(rest) ||
    (cell.path !== "" && name[cell.path.length] !== ".")
  ) {
    return false;
  }
  if (cell.shape.kind === "unknown")
    cell.shape = { kind: "object", fields: new Map(), elastic: true };
  if (cell.shape.kind !== "object") return false;
  const field = unknownCell(fieldPath(cell.path, rest));
  field.shape = shapeOfValue(value, field);
  cell.shape.fields.set(rest, field);
  return true;
}

/** A written value fixes the shape; types already known are kept where the value says nothing (typed arrays). */
export function shapeOfValue(value: PointValue, cell: Cell): CellShape {
  if (typeof value === "number") return { kind: "number", sample: value };
  if (value === null || typeof value !== "object") return { kind: "plain", value };
  if (Array.isArray(value)) {
    const known = cell.shape.kind === "array" ? cell.shape : undefined;
    const elements = value.map((item: PointValue, index) => {
      const element =
        known?.elements[index] ??
        known?.makeElement(elementPath(cell.path, index)) ??
        unknownCell(elementPath(cell.path, index));
      const shape = shapeOfValue(item, element);
      const { typed } = known ?? {};
      element.shape = shape.kind === "number" && typed ? { ...shape, typed } : shape;
      return element;
    });
    return {
      kind: "array",
      typed: known?.typed,
      elements,
      makeElement: numberCell,
      elastic: false,
      wanted: elements.length,
    };
  }
  const fields = new Map<string, Cell>(cell.shape.kind === "object" ? cell.shape.fields : []);
  for (const [key, item] of Object.entries(value)) {
    const field = fields.get(key) ?? unknownCell(fieldPath(cell.path, key));
    field.shape = shapeOfValue(item, field);
    fields.set(key, field);
  }
  return {
    kind: "object",
    fields,
    elastic: cell.shape.kind === "object" ? cell.shape.elastic : false,
  };
}
