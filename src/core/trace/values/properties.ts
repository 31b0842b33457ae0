import type { Node } from "../../syntax/ast.ts";
import { lookUp } from "../functions/scope.ts";
import { noteEmpty } from "../inputs/missing.ts";
import { ask } from "../inputs/questions.ts";
import type { ArrayValue, Callable, Machine, ObjectValue, Property, Value } from "../machine.ts";
import { objectOf } from "./value.ts";

/** The prototype of an object that was made without one. */
export const noPrototype: ObjectValue = objectOf();

/** `Array.prototype` and its kin: kept among the globals under a name that no program can write. */
export function intrinsic(machine: Machine, name: string): ObjectValue {
  return lookUp(machine.globals, intrinsicName(name))?.value as ObjectValue;
}

export function intrinsicName(name: string): string {
  const known = intrinsicNames.get(name);
  if (known !== undefined) return known;
  const made = `%${name}.prototype%`;
  intrinsicNames.set(name, made);
  return made;
}

/** The same text each time: one put together anew is slow to look up. */
const intrinsicNames = new Map<string, string>();

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
  if (property.kind === "data") {
    if (property.emptyAt !== undefined) {
      ask(machine.questions, property.emptyAt, ["present"]);
      if (typeof self === "object" && self?.kind === "object") noteEmpty(machine, self);
    }
    return property.value;
  }
  return property.get ? machine.call(property.get, self, [], site) : undefined;
}

/** The names of an object's own members in JavaScript's order: whole numbers first, by size. */
export function ownKeys(object: { readonly properties: ReadonlyMap<string, Property> }): string[] {
  const keys = [...object.properties.keys()].filter((key) => !isSymbolKey(key));
  const indices = keys.filter(isIndex).sort((a, b) => Number(a) - Number(b));
  return indices.length === 0 ? keys : [...indices, ...keys.filter((key) => !isIndex(key))];
}

/** Those that loops, spread and `Object.keys` come across. */
export function visibleKeys(object: {
  readonly properties: ReadonlyMap<string, Property>;
}): string[] {
  return ownKeys(object).filter((key) => !object.properties.get(key)?.hidden);
}

/** Those that spread and the rest of a pattern copy: the ones under symbols come last. */
export function copiedKeys(object: {
  readonly properties: ReadonlyMap<string, Property>;
}): string[] {
  const symbols = [...object.properties].filter(([key, { hidden }]) => isSymbolKey(key) && !hidden);
  return [...visibleKeys(object), ...symbols.map(([key]) => key)];
}

/** Whether an array has a member of its own: an element, its length or one beside the elements. */
export function isOwnOfArray({ elements, named }: ArrayValue, name: string): boolean {
  if (name === "length") return true;
  return (isIndex(name) && name in elements) || (named?.has(name) ?? false);
}

/** Those of an array: its elements first. */
export function arrayKeys({ elements, named }: ArrayValue): string[] {
  const indices = Object.keys(elements);
  return named ? [...indices, ...visibleKeys({ properties: named })] : indices;
}

/** Begins the keys of members named by symbols; no program writes such a text. */
const symbolMark = "\0@@";

/** How a member named by a symbol is kept among the others; `ownKeys` passes it over. */
export function symbolKey(symbol: symbol): string {
  return symbolMark + symbol.description;
}

export function isSymbolKey(key: string): boolean {
  return key.startsWith(symbolMark);
}

function isIndex(key: string): boolean {
  const index = Number(key);
  return Number.isInteger(index) && index >= 0 && index < 4294967295 && String(index) === key;
}
