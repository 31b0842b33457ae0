import type { Node } from "../../syntax/ast.ts";
import { lookUp } from "../functions/scope.ts";
import type { Callable, Machine, ObjectValue, Property, Value } from "../machine.ts";
import { objectOf } from "./value.ts";

/** The prototype of an object that was made without one. */
export const noPrototype: ObjectValue = objectOf();

/** `Array.prototype` and its kin: kept among the globals under a name that no program can write. */
export function intrinsic(machine: Machine, name: string): ObjectValue {
  return lookUp(machine.globals, intrinsicName(name))?.value as ObjectValue;
}

export function intrinsicName(name: string): string {
  return `%${name}.prototype%`;
}

/** An object's own member, or the nearest of its prototypes'. */
export function inherited(
  machine: Machine,
  object: ObjectValue,
  key: string,
): Property | undefined {
  for (let at: ObjectValue | undefined = object; at; at = at.prototype) {
    const property = at.properties.get(key);
    if (property) return property;
    if (at === noPrototype) return undefined;
  }
  return intrinsic(machine, "Object").properties.get(key);
}

/** The static side of a class goes on with its parent's. */
export function ownOrInherited(callee: Callable, key: string): Property | undefined {
  const own = callee.properties.get(key);
  if (own || callee.kind !== "class" || !callee.parent) return own;
  return ownOrInherited(callee.parent, key);
}

export function readProperty(machine: Machine, property: Property, self: Value, site: Node): Value {
  if (property.kind === "data") return property.value;
  return property.get ? machine.call(property.get, self, [], site) : undefined;
}

/** The names of an object's own members in JavaScript's order: whole numbers first, by size. */
export function ownKeys(object: { readonly properties: ReadonlyMap<string, Property> }): string[] {
  const keys = [...object.properties.keys()].filter((key) => !key.startsWith("@@"));
  const indices = keys.filter(isIndex).sort((a, b) => Number(a) - Number(b));
  return indices.length === 0 ? keys : [...indices, ...keys.filter((key) => !isIndex(key))];
}

/** Those that loops, spread and `Object.keys` come across. */
export function visibleKeys(object: {
  readonly properties: ReadonlyMap<string, Property>;
}): string[] {
  return ownKeys(object).filter((key) => !object.properties.get(key)?.hidden);
}

/** Members of an array other than its elements are not read, so these are all of its names. */
export function indexKeys(elements: readonly Value[]): string[] {
  return Object.keys(elements);
}

function isIndex(key: string): boolean {
  const index = Number(key);
  return Number.isInteger(index) && index >= 0 && index < 4294967295 && String(index) === key;
}
