import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { elementBeyond, isHole, newField, peek } from "../inputs/holes.ts";
import { comparedLength } from "../inputs/listUse.ts";
import { noteMissing } from "../inputs/missing.ts";
import { askLength } from "../inputs/questions.ts";
import { settleForMember } from "../inputs/settleForMember.ts";
import type {
  ArrayValue,
  Callable,
  Machine,
  ObjectValue,
  PrivateName,
  Property,
  Value,
} from "../machine.ts";
import { raise } from "../raise.ts";
import { doubtAbout } from "./doubts.ts";
import { integrityOf, mayWrite, refused } from "./integrity.ts";
import { exactly, textOf, toNumeric } from "./numbers.ts";
import { getPrivate, setPrivate } from "./privateNames.ts";
import {
  inherited,
  intrinsic,
  noPrototype,
  ownOrInherited,
  readProperty,
  symbolKey,
} from "./properties.ts";
import { prototypeOf } from "./prototypes.ts";
import { bytesOf, stored } from "./typedArrays.ts";
import { isTraced } from "./value.ts";

/** A member's name as the program computes it: `a[i]` keeps i a number, `o[k]` is text. */
export type Key = string | number;

/** Longer arrays than this are a mistake or an attack, not numeric code. */
const maximumLength = 5_000_000;

export function toKey(machine: Machine, raw: Value, site: Node): Key {
  if (typeof raw === "string" || typeof raw === "number") return raw;
  if (typeof raw === "symbol") return symbolKey(raw);
  const value = peek(raw);
  if (isHole(value) || (isTraced(value) && !value.isBoolean))
    return exactly(machine, toNumeric(machine, value, site), site, "index");
  return textOf(machine, value, site);
}

export function getMember(machine: Machine, raw: Value, key: Key | PrivateName, site: Node): Value {
  if (typeof key === "object") return getPrivate(machine, raw, key, site);
  const object = settleForMember(machine, raw, key, site);
  if (object === undefined || object === null) {
    return raise("TypeError", `cannot read "${String(key)}" of ${object}`, site);
  }
  if (typeof object === "string") {
    if (key === "length") return object.length;
    const index = indexOf(key);
    if (index !== undefined) return object[index];
    return builtinMember(machine, "String", object, key, site);
  }
  if (typeof object === "symbol") return decline("members of symbols are not read", site);
  if (typeof object !== "object") {
    const kind = typeof object === "boolean" ? "Boolean" : "Number";
    return builtinMember(machine, kind, object, key, site);
  }
  switch (object.kind) {
    case "traced":
      return builtinMember(machine, object.isBoolean ? "Boolean" : "Number", object, key, site);
    case "array":
      return arrayMember(machine, object, key, site);
    case "object":
      return objectMember(machine, object, String(key), site);
    case "hole":
      return undefined;
    default:
      return functionMember(machine, object, String(key), site);
  }
}

/**
 * The members that JavaScript itself has, to tell one that this interpreter lacks from one that is undefined;
 * as they were before any other code of this process could add to them.
 */
const hosts = {
  Array: namesOf(Array.prototype),
  Boolean: namesOf(Boolean.prototype),
  Date: namesOf(Date.prototype),
  Function: namesOf(Function.prototype),
  Number: namesOf(Number.prototype),
  Object: namesOf(Object.prototype),
  String: namesOf(String.prototype),
  TypedArray: namesOf(Float64Array.prototype),
} as const;

function namesOf(prototype: object): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at: object | null = prototype; at; at = Object.getPrototypeOf(at))
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  return names;
}

function builtinMember(
  machine: Machine,
  kind: keyof typeof hosts,
  self: Value,
  key: Key,
  site: Node,
  from: ObjectValue = intrinsic(machine, kind),
): Value {
  const name = String(key);
  const property = inherited(machine, from, name);
  if (property) return readProperty(machine, property, self, site);
  if (hosts[kind].has(name)) decline(`the built-in member "${name}" is not read`, site);
  return undefined;
}

function arrayMember(machine: Machine, array: ArrayValue, key: Key, site: Node): Value {
  if (key === "length") {
    if (array.elastic) askLength(machine.questions, comparedLength(site));
    return array.elements.length;
  }
  const index = indexOf(key);
  if (index === undefined) {
    const own = array.named?.get(String(key));
    if (own) return readProperty(machine, own, array, site);
    const { typed } = array;
    if (array.isArguments) {
      if (key === "callee") decline("`arguments.callee` is not read; name the function", site);
      return builtinMember(machine, "Object", array, key, site);
    }
    if (typed === undefined) return builtinMember(machine, "Array", array, key, site);
    if (key === "byteLength") return array.elements.length * bytesOf(typed);
    return builtinMember(machine, "TypedArray", array, key, site, intrinsic(machine, typed));
  }
  if (index < array.elements.length) return array.elements[index];
  return array.elastic ? elementBeyond(machine, array, index, site) : undefined;
}

function objectMember(machine: Machine, object: ObjectValue, key: string, site: Node): Value {
  const property = inherited(machine, object, key);
  if (property) return readProperty(machine, property, object, site);
  if (object.elastic)
    return machine.instances.recognize(machine, object, key, site)
      ? objectMember(machine, object, key, site)
      : newField(machine, object, key, site);
  if (key in Object.prototype && rootOf(object) !== noPrototype)
    decline(`the built-in member "${key}" is not read`, site);
  noteMissing(machine, object, key);
  return undefined;
}

function rootOf(object: ObjectValue): ObjectValue {
  return object.prototype ? rootOf(object.prototype) : object;
}

function functionMember(machine: Machine, callee: Callable, key: string, site: Node): Value {
  const own = ownOrInherited(callee, key);
  if (own) return readProperty(machine, own, callee, site);
  if (key === "prototype") return hasPrototype(callee) ? prototypeOf(callee) : undefined;
  if (key === "length") return lengthOf(callee, site);
  if (key === "name") return callee.name;
  const doubt = key in Function.prototype ? undefined : doubtAbout(callee);
  if (doubt) decline(`"${key}" may be missing: ${doubt.message}`, site);
  if (callee.kind === "builtin" && Object.hasOwn(hostOf(callee.name) ?? {}, key))
    decline(`the built-in member "${key}" is not read`, site);
  return builtinMember(machine, "Function", callee, key, site);
}

/** JavaScript's own constructor or function of this name. */
function hostOf(name: string): object | undefined {
  const host: unknown = Object.hasOwn(globalThis, name) && globalThis[name as never];
  return typeof host === "function" ? host : undefined;
}

function hasPrototype(callee: Callable): boolean {
  if (callee.kind === "closure") return callee.node.type !== "ArrowFunctionExpression";
  return callee.kind === "class" || callee.construct !== undefined;
}

export function setMember(
  machine: Machine,
  raw: Value,
  key: Key | PrivateName,
  value: Value,
  site: Node,
): void {
  if (typeof key === "object") return setPrivate(machine, raw, key, value, site);
  const object = settleForMember(machine, raw, key, site);
  if (object === undefined || object === null) {
    raise("TypeError", `cannot set "${String(key)}" of ${object}`, site);
  }
  if (typeof object !== "object" || object.kind === "traced") {
    refused(`"${String(key)}" cannot be set: this is no object`, site);
    return;
  }
  if (object.kind === "array") return setElement(machine, object, key, value, site);
  if (object.kind === "hole") return;
  if (object.kind === "builtin" && !object.construct)
    decline("a built-in function is given a member here; use an object", site);
  const name = String(key);
  if (name.charCodeAt(0) < 58 && isCommon(machine, object))
    decline("elements that all arrays share are not read; give each array its own", site);
  if (object.kind !== "object") {
    const isOwn = object.properties.has(name);
    if (name === "arguments" || name === "caller")
      decline(`the member "${name}" of a function is not read`, site);
    if (!isOwn && (name === "name" || name === "length")) {
      refused(`"${name}" of a function cannot be written`, site);
      return;
    }
  }
  const own = object.properties.get(name);
  const existing =
    own ??
    (object.kind === "object" ? inherited(machine, object, name) : ownOrInherited(object, name));
  if (existing?.kind === "accessor") {
    if (existing.set) machine.call(existing.set, object, [value], site);
    else refused(`"${name}" has only a getter`, site);
    return;
  }
  if (existing?.fixed) refused(`"${name}" cannot be written`, site);
  else if (
    integrityOf(object) === undefined ||
    mayWrite(object, own !== undefined, `"${name}"`, site)
  ) {
    const property: Property = { kind: "data", value };
    object.properties.set(name, own?.hidden ? { ...property, hidden: true } : property);
  }
}

function isCommon(machine: Machine, object: Value): boolean {
  return object === intrinsic(machine, "Array") || object === intrinsic(machine, "Object");
}

function setElement(machine: Machine, array: ArrayValue, key: Key, value: Value, site: Node): void {
  if (key === "length") return setLength(machine, array, value, site);
  const index = indexOf(key);
  if (index === undefined) {
    if (array.typed !== undefined && typeof key === "number") return;
    if (array.isArguments) decline("`arguments` is given a member here; use an array", site);
    setNamed(array, String(key), value, site);
    return;
  }
  if (array.isArguments && index >= array.elements.length)
    decline("`arguments` is given more elements here; use an array", site);
  if (index >= maximumLength) decline(`an array with an element ${index} is not read`, site);
  if (array.typed !== undefined) {
    const kept = stored(machine, array.typed, value, site);
    if (index < array.elements.length) array.elements[index] = kept;
    return;
  }
  if (
    integrityOf(array) === undefined ||
    mayWrite(array, index in array.elements, `[${index}]`, site)
  ) {
    array.elements[index] = value;
  }
}

function setNamed(array: ArrayValue, name: string, value: Value, site: Node): void {
  array.named ??= new Map();
  const before = array.named.get(name);
  if (integrityOf(array) === undefined || mayWrite(array, before !== undefined, `"${name}"`, site))
    array.named.set(name, { kind: "data", value });
}

function setLength(machine: Machine, array: ArrayValue, value: Value, site: Node): void {
  const length = exactly(machine, toNumeric(machine, value, site), site);
  if (!Number.isInteger(length) || length < 0 || length >= 2 ** 32)
    raise("RangeError", "Invalid array length", site);
  if (length > maximumLength) decline("an array of this length is not read", site);
  if (array.typed !== undefined) refused(`"length" has only a getter`, site);
  else if (mayWrite(array, true, `"length"`, site)) array.elements.length = length;
}

function indexOf(key: Key): number | undefined {
  const index = typeof key === "number" ? key : Number(key);
  return Number.isInteger(index) && index >= 0 && (typeof key === "number" || String(index) === key)
    ? index
    : undefined;
}

/** A function's `length`: parameters before the first default or rest. */
function lengthOf(callee: Callable, site: Node): number {
  if (callee.kind === "builtin")
    return decline(`the "length" of the built-in ${callee.name} is not read`, site);
  const body = callee.kind === "class" ? callee.body : callee;
  if (!body) return 0;
  const parameters = body.node.params.filter(
    (param) => !(param.type === "Identifier" && param.name === "this"),
  );
  const first = parameters.findIndex(
    ({ type }) => type === "AssignmentPattern" || type === "RestElement",
  );
  return first < 0 ? parameters.length : first;
}
