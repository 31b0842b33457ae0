import type { ArrayValue, ObjectValue, Scope, Value } from "../machine.ts";
import { integrityOf } from "../values/integrity.ts";
import { hasSharedStorage } from "../values/typedArrays.ts";
import { isCallable } from "../values/value.ts";

/** What holds numbers and text. */
export type Data = ArrayValue | ObjectValue;

const maximumDepth = 8;

/** Numbers, text and plain arrays and objects of them, all the way down. */
export function isPlainData(value: Value, seen: Set<Value>, depth = 0): boolean {
  if (typeof value === "symbol") return false;
  if (typeof value !== "object" || value === null || seen.has(value)) return true;
  if (depth > maximumDepth || !isData(value) || integrityOf(value) !== undefined) return false;
  seen.add(value);
  const isPlain = (item: Value) => isPlainData(item, seen, depth + 1);
  if (value.kind === "array") {
    const { elements, elastic, named, isArguments } = value;
    if (elastic || named || isArguments || hasSharedStorage(elements)) return false;
    return elements.every(isPlain);
  }
  if (value.prototype || value.iterate || value.privates || value.elastic) return false;
  return [...value.properties.values()].every(
    (property) =>
      property.kind === "data" && !property.fixed && !property.hidden && isPlain(property.value),
  );
}

/** The same data anew; what stands twice in it still does. */
export function copyOf(value: Value, copies: Map<Data, Data>): Value {
  if (!isData(value)) return value;
  const known = copies.get(value);
  if (known) return known;
  if (value.kind === "array") {
    const array: ArrayValue = { ...value, elements: value.elements.slice() };
    copies.set(value, array);
    for (const [index, item] of value.elements.entries())
      if (isData(item)) array.elements[index] = copyOf(item, copies);
    return array;
  }
  const object: ObjectValue = { ...value, properties: new Map() };
  copies.set(value, object);
  for (const [key, property] of value.properties) {
    const isValue = property.kind === "data";
    const same = isValue ? { ...property, value: copyOf(property.value, copies) } : property;
    object.properties.set(key, same);
  }
  return object;
}

export function sizeOf(data: Data): number {
  return data.kind === "array" ? data.elements.length : data.properties.size;
}

/** Whether something leads to one of these things: an element, a member, a variable that a function sees. */
export function leadsTo(things: ReadonlySet<Data>, from: Value): boolean {
  const seen = new Set<Value | Scope>();
  const pending: Value[] = [from];
  const addMembers = (properties: ObjectValue["properties"]) => {
    for (const property of properties.values())
      if (property.kind === "data") pending.push(property.value);
      else pending.push(property.get, property.set);
  };
  for (
    let value = pending.pop();
    pending.length > 0 || value !== undefined;
    value = pending.pop()
  ) {
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isData(value)) {
      if (things.has(value)) return true;
      if (value.kind === "array") for (const item of value.elements) pending.push(item);
      else addMembers(value.properties);
      if (value.kind === "object" && value.prototype) pending.push(value.prototype);
    } else if (isCallable(value)) {
      addMembers(value.properties);
      let scope = value.kind === "builtin" ? undefined : value.scope;
      for (; scope && scope.kind !== "module" && !seen.has(scope); scope = scope.parent) {
        seen.add(scope);
        pending.push(scope.self);
        for (const binding of scope.bindings.values()) pending.push(binding.value);
      }
    }
  }
  return false;
}

function isData(value: Value): value is Data {
  return (
    typeof value === "object" &&
    value !== null &&
    (value.kind === "array" || value.kind === "object")
  );
}
