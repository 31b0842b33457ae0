import type { Node } from "../syntax/ast.ts";
import { arrayMethods } from "./builtins/arrayMethods.ts";
import { functionMethods } from "./builtins/functionMethods.ts";
import { numberMethods } from "./builtins/numberMethods.ts";
import { objectMethods } from "./builtins/objectMethods.ts";
import { stringMethods } from "./builtins/stringMethods.ts";
import { decline } from "./decline.ts";
import { elementBeyond, isHole, newField, peek, settle } from "./holes.ts";
import type {
  ArrayValue,
  Builtin,
  Callable,
  Machine,
  ObjectValue,
  Property,
  Value,
} from "./machine.ts";
import { exactly, primalOf, textOf, toNumeric } from "./numbers.ts";
import { prototypeOf } from "./prototypes.ts";
import { raise } from "./raise.ts";
import { stored } from "./typedArrays.ts";
import { isTraced } from "./value.ts";

/** A member's name as the program computes it: `a[i]` keeps i a number, `o[k]` is text. */
export type Key = string | number;

/** Longer arrays than this are a mistake or an attack, not numeric code. */
const maximumLength = 5_000_000;

export function toKey(machine: Machine, raw: Value, site: Node): Key {
  if (typeof raw === "string" || typeof raw === "number") return raw;
  const value = peek(raw);
  if (isHole(value) || isTraced(value))
    return exactly(machine, toNumeric(machine, value, site), site);
  return textOf(machine, value, site);
}

export function getMember(machine: Machine, raw: Value, key: Key, site: Node): Value {
  const object = settleForMember(machine, raw, key, site);
  if (object === undefined || object === null) {
    return raise("TypeError", `cannot read "${String(key)}" of ${object}`, site);
  }
  if (typeof object === "string") {
    if (key === "length") return object.length;
    if (typeof key === "number") return object[key];
    return builtinMember(stringMethods, String.prototype, key, site);
  }
  if (typeof object !== "object") return builtinMember(numberMethods, Number.prototype, key, site);
  switch (object.kind) {
    case "traced":
      return builtinMember(numberMethods, Number.prototype, key, site);
    case "array":
      return arrayMember(machine, object, key, site);
    case "object":
      return objectMember(machine, object, String(key), site);
    case "hole":
      return undefined;
    default: {
      const own = ownOrInherited(object, String(key));
      if (own) return read(machine, own, object, site);
      if (key === "prototype") return prototypeOf(object);
      if (key === "length")
        return object.kind === "closure" ? expectedArguments(object.node.params) : 0;
      if (key === "name") return object.name;
      return builtinMember(functionMethods, Function.prototype, key, site);
    }
  }
}

/** A member that JavaScript has and this interpreter has not is declined: undefined would be wrong. */
function builtinMember(
  methods: ReadonlyMap<Key, Builtin>,
  host: object,
  key: Key,
  site: Node,
): Value {
  if (typeof key === "number") return undefined;
  const method = methods.get(key);
  if (!method && key in host) decline(`the built-in member "${key}" is not read`, site);
  return method;
}

function settleForMember(machine: Machine, raw: Value, key: Key, site: Node): Value {
  if (!isHole(raw) || raw.settled) return peek(raw);
  const isArray = typeof key === "number" || key === "length" || arrayMethods.has(key);
  return settle(machine, raw, isArray ? "array" : "object", site);
}

function arrayMember(machine: Machine, array: ArrayValue, key: Key, site: Node): Value {
  if (key === "length") return array.elements.length;
  const index = indexOf(key);
  if (index === undefined) return builtinMember(arrayMethods, Array.prototype, key, site);
  if (index < array.elements.length) return array.elements[index];
  return array.elastic ? elementBeyond(machine, array, index, site) : undefined;
}

function objectMember(machine: Machine, object: ObjectValue, key: string, site: Node): Value {
  const property = inherited(object, key);
  if (property) return read(machine, property, object, site);
  if (object.elastic) return newField(machine, object, key, site);
  return builtinMember(objectMethods, Object.prototype, key, site);
}

/** An object's own member, or the nearest of its prototypes'. */
function inherited(object: ObjectValue, key: string): Property | undefined {
  for (let at: ObjectValue | undefined = object; at; at = at.prototype) {
    const property = at.properties.get(key);
    if (property) return property;
  }
  return undefined;
}

/** The static side of a class goes on with its parent's. */
function ownOrInherited(callee: Callable, key: string): Property | undefined {
  const own = callee.properties.get(key);
  if (own || callee.kind !== "class" || !callee.parent) return own;
  return ownOrInherited(callee.parent, key);
}

function read(machine: Machine, property: Property, self: Value, site: Node): Value {
  if (property.kind === "data") return property.value;
  return property.get ? machine.call(property.get, self, [], site) : undefined;
}

export function setMember(machine: Machine, raw: Value, key: Key, value: Value, site: Node): void {
  const object = settleForMember(machine, raw, key, site);
  if (object === undefined || object === null) {
    raise("TypeError", `cannot set "${String(key)}" of ${object}`, site);
  }
  if (typeof object !== "object") return;
  if (object.kind === "array") return setElement(machine, object, key, value, site);
  if (object.kind === "traced" || object.kind === "hole") return;
  const existing =
    object.kind === "object" ? inherited(object, String(key)) : object.properties.get(String(key));
  if (existing?.kind === "accessor") {
    if (existing.set) machine.call(existing.set, object, [value], site);
    return;
  }
  object.properties.set(String(key), { kind: "data", value });
}

function setElement(machine: Machine, array: ArrayValue, key: Key, value: Value, site: Node): void {
  if (key === "length") {
    const length = primalOf(toNumeric(machine, value, site));
    if (!(length >= 0 && length <= maximumLength))
      decline("an array of this length is not read", site);
    while (array.elements.length < length) array.elements.push(undefined);
    array.elements.length = length;
    return;
  }
  const index = indexOf(key);
  if (index === undefined) {
    decline(`the array gets a member "${String(key)}": use an object for named members`, site);
  }
  if (index >= maximumLength) decline(`an array with an element ${index} is not read`, site);
  if (array.typed !== undefined) {
    if (index < array.elements.length)
      array.elements[index] = stored(machine, array.typed, value, site);
    return;
  }
  while (array.elements.length < index) array.elements.push(undefined);
  array.elements[index] = value;
}

function indexOf(key: Key): number | undefined {
  const index = typeof key === "number" ? key : Number(key);
  return Number.isInteger(index) && index >= 0 && (typeof key === "number" || String(index) === key)
    ? index
    : undefined;
}

/** A function's `length`: parameters before the first default or rest. */
function expectedArguments(parameters: readonly Node[]): number {
  const first = parameters.findIndex(
    ({ type }) => type === "AssignmentPattern" || type === "RestElement",
  );
  return first < 0 ? parameters.length : first;
}
