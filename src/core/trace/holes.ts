import type { Node } from "../syntax/ast.ts";
import {
  type Cell,
  type CellShape,
  elasticArray,
  elementPath,
  fieldPath,
  maximumElasticLength,
  unknownCell,
} from "./cell.ts";
import { decline } from "./decline.ts";
import type { ArrayValue, Hole, Machine, ObjectValue, Property, Value } from "./machine.ts";

/** What the first use of an unknown parameter shows it to be. */
type Want =
  | "number"
  | "array"
  | "object"
  | "function"
  | { readonly plain: string | boolean | null | undefined };

export function isHole(value: Value): value is Hole {
  return typeof value === "object" && value !== null && value.kind === "hole";
}

/** The value behind a hole that was settled earlier; the hole itself while it is open. */
export function peek(value: Value): Value {
  return isHole(value) && value.settled ? value.settled.value : value;
}

/** Settles a hole by its use; every other value passes through. */
export function settle(machine: Machine, value: Value, want: Want, site: Node): Value {
  if (!isHole(value)) return value;
  if (value.settled) return value.settled.value;
  const { cell } = value;
  if (want === "function" || cell.shape.kind === "function") {
    return decline(
      `"${cell.path}" is a function: give it a default value, or call this function with one`,
      site,
    );
  }
  if (typeof want === "string" && levelsOf(cell.path) > maximumLevels) {
    decline(`"${cell.path.slice(0, 60)}…" goes on without an end: give the parameter a type`, site);
  }
  // State of an instance is known to be a number before it is read.
  if (cell.shape.kind === "unknown") cell.shape = shapeFor(cell, want);
  const settled = instantiate(machine, cell, site);
  value.settled = { value: settled };
  return settled;
}

/** Inputs known by use only are not followed deeper: a recursion over them would never end. */
const maximumLevels = 7;

function levelsOf(path: string): number {
  return path.split(/[.[]/).length;
}

function shapeFor(cell: Cell, want: Exclude<Want, "function">): CellShape {
  if (want === "number") return { kind: "number", sample: undefined };
  if (want === "array") return elasticArray(cell.path, unknownCell);
  if (want === "object") return { kind: "object", fields: new Map(), elastic: true };
  return { kind: "plain", value: want.plain };
}

/** The value an input cell stands for in this run; open cells become holes. */
export function instantiate(machine: Machine, cell: Cell, site: Node): Value {
  const { shape } = cell;
  switch (shape.kind) {
    case "unknown":
      return { kind: "hole", cell, settled: undefined };
    case "number":
      return machine.leaf(cell.path, shape.sample, site);
    case "plain":
      return shape.value;
    case "function":
      return { kind: "hole", cell, settled: undefined };
    case "array": {
      const elements = shape.elements.map((element) => instantiate(machine, element, site));
      return {
        kind: "array",
        elements,
        ...(shape.typed === undefined ? {} : { typed: shape.typed }),
        ...(shape.elastic ? { elastic: cell } : {}),
      };
    }
    case "object": {
      const properties = new Map<string, Property>();
      for (const [key, field] of shape.fields) {
        properties.set(key, { kind: "data", value: instantiate(machine, field, site) });
      }
      const base = { kind: "object" as const, properties, prototype: undefined };
      return shape.elastic ? { ...base, elastic: cell } : base;
    }
  }
}

/** A read past the end of an elastic array: the element it would have, and a longer array next time. */
export function elementBeyond(
  machine: Machine,
  array: ArrayValue,
  index: number,
  site: Node,
): Value {
  const cell = array.elastic;
  if (cell?.shape.kind !== "array" || !Number.isInteger(index) || index < 0) return undefined;
  if (index >= maximumElasticLength) return undefined;
  cell.shape.wanted = Math.max(cell.shape.wanted, index + 1);
  return instantiate(machine, cell.shape.makeElement(elementPath(cell.path, index)), site);
}

/** A read of a member that an elastic object does not have yet: it gets one. */
export function newField(machine: Machine, object: ObjectValue, key: string, site: Node): Value {
  const cell = object.elastic;
  if (cell?.shape.kind !== "object") return undefined;
  const field = cell.shape.fields.get(key) ?? unknownCell(fieldPath(cell.path, key));
  cell.shape.fields.set(key, field);
  const value = instantiate(machine, field, site);
  object.properties.set(key, { kind: "data", value });
  return value;
}
