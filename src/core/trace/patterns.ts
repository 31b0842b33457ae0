import type { Node } from "../syntax/ast.ts";
import { decline } from "./decline.ts";
import { instantiate, isHole, peek, settle } from "./holes.ts";
import { shapeOfValue } from "./inputs.ts";
import type { Machine, ObjectValue, Scope, Value } from "./machine.ts";
import { getMember, type Key, setMember, toKey } from "./members.ts";
import type { PointValue } from "./point.ts";
import { raise } from "./raise.ts";
import { declare, lookUp } from "./scope.ts";
import { arrayOf, isTraced, objectOf } from "./value.ts";

/** How a pattern's names get their values: as new bindings, or into existing ones. */
export type Bind = (name: string, value: Value, site: Node) => void;

export function declaring(machine: Machine, scope: Scope, constant: boolean): Bind {
  return (name, value) => {
    nameOnTape(machine, name, value);
    declare(scope, name, value, constant);
  };
}

export function assigning(machine: Machine, scope: Scope): Bind {
  return (name, value, site) => {
    const binding = lookUp(scope, name);
    if (!binding) return decline(`"${name}" is assigned but declared nowhere in this file`, site);
    if (binding.state === "uninitialized")
      raise("ReferenceError", `"${name}" is used before it is set`, site);
    if (binding.constant) raise("TypeError", `"${name}" is a constant`, site);
    nameOnTape(machine, name, value);
    binding.value = value;
    binding.state = "ready";
  };
}

/** The tape's nodes carry the names that people gave them; elements and members are named through theirs. */
export function nameOnTape(machine: Machine, name: string, value: Value): void {
  if (isTraced(value)) machine.tape.name(value.node, name);
  else if (typeof value === "object" && value?.kind === "array" && value.elements.length <= 64) {
    for (const [index, element] of value.elements.entries()) {
      if (isTraced(element)) machine.tape.name(element.node, `${name}[${index}]`);
    }
  }
}

/** Takes a value apart along a pattern: an identifier, a member, `[a, b = 1, ...rest]`, `{ x, y: { z } }`. */
export function bindPattern(
  machine: Machine,
  pattern: Node,
  value: Value,
  scope: Scope,
  bind: Bind,
): void {
  switch (pattern.type) {
    case "Identifier":
      return bind(pattern.name, value, pattern);
    case "MemberExpression": {
      const object = machine.evaluate(pattern.object, scope);
      const key = memberKey(machine, pattern, scope);
      nameOnTape(machine, memberName(machine, pattern, key), value);
      return setMember(machine, object, key, value, pattern);
    }
    case "AssignmentPattern":
      return bindPattern(
        machine,
        pattern.left,
        withDefault(machine, pattern.left, value, pattern.right, scope),
        scope,
        bind,
      );
    case "ArrayPattern":
      return bindArray(machine, pattern, value, scope, bind);
    case "ObjectPattern":
      return bindObject(machine, pattern, value, scope, bind);
    case "TSParameterProperty":
      return bindPattern(machine, pattern.parameter, value, scope, bind);
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "TSSatisfiesExpression":
      return bindPattern(machine, pattern.expression, value, scope, bind);
    default:
      return decline("this cannot be assigned to", pattern);
  }
}

/**
 * A default stands in for undefined. For an unknown parameter it also says what it is: `k = 2` is a
 * number, `v = [1, 2]` an array of two, and `{ a = 1 } = {}` an object whose members are asked for.
 */
function withDefault(
  machine: Machine,
  pattern: Node,
  value: Value,
  fallback: Node,
  scope: Scope,
): Value {
  if (!isHole(value) || value.settled) {
    const known = peek(value);
    return known === undefined ? machine.evaluate(fallback, scope) : known;
  }
  if (pattern.type === "ObjectPattern") return settle(machine, value, "object", fallback);
  const made = machine.evaluate(fallback, scope);
  const plain = plainOf(made);
  if (plain === undefined) return settle(machine, value, { plain: undefined }, fallback) ?? made;
  value.cell.shape = shapeOfValue(plain, value.cell);
  const settled = instantiate(machine, value.cell, fallback);
  value.settled = { value: settled };
  return settled;
}

/** A value as data, if it is nothing but data. */
function plainOf(value: Value): PointValue | undefined {
  if (value === null || typeof value !== "object") return value;
  if (value.kind === "array") {
    const elements = value.elements.map(plainOf);
    return elements.every((element) => element !== undefined) ? elements : undefined;
  }
  if (value.kind !== "object" || value.prototype) return undefined;
  const entries: [string, PointValue][] = [];
  for (const [key, property] of value.properties) {
    const plain = property.kind === "data" ? plainOf(property.value) : undefined;
    if (plain === undefined) return undefined;
    entries.push([key, plain]);
  }
  return Object.fromEntries(entries);
}

function bindArray(
  machine: Machine,
  pattern: Node & { elements: readonly (Node | null)[] },
  raw: Value,
  scope: Scope,
  bind: Bind,
): void {
  const value = settle(machine, raw, "array", pattern);
  if (typeof value !== "object" || value?.kind !== "array") {
    raise("TypeError", "only arrays can be taken apart with [ ]", pattern);
  }
  for (const [index, element] of pattern.elements.entries()) {
    if (!element) continue;
    if (element.type === "RestElement") {
      bindPattern(machine, element.argument, arrayOf(value.elements.slice(index)), scope, bind);
    } else bindPattern(machine, element, getMember(machine, value, index, element), scope, bind);
  }
}

function bindObject(
  machine: Machine,
  pattern: Node & { properties: readonly Node[] },
  raw: Value,
  scope: Scope,
  bind: Bind,
): void {
  const value = settle(machine, raw, "object", pattern);
  const taken = new Set<string>();
  for (const property of pattern.properties) {
    if (property.type === "RestElement") {
      bindPattern(machine, property.argument, restOf(value, taken, property), scope, bind);
    } else if (property.type === "Property") {
      const key: Key = property.computed
        ? toKey(machine, machine.evaluate(property.key, scope), property.key)
        : plainKey(property.key);
      taken.add(String(key));
      bindPattern(machine, property.value, getMember(machine, value, key, property), scope, bind);
    }
  }
}

function restOf(value: Value, taken: ReadonlySet<string>, site: Node): ObjectValue {
  if (typeof value !== "object" || value?.kind !== "object") {
    return decline("the rest of this value is not read; name the members", site);
  }
  const entries: [string, Value][] = [];
  for (const [key, property] of value.properties) {
    if (property.kind === "data" && !taken.has(key)) entries.push([key, property.value]);
  }
  return objectOf(entries);
}

export function plainKey(key: Node): Key {
  if (key.type === "Identifier") return key.name;
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (key.type === "Literal") return typeof key.value === "number" ? key.value : String(key.value);
  return decline("this member name is not read", key);
}

export function memberKey(
  machine: Machine,
  node: Node & { computed: boolean; property: Node },
  scope: Scope,
): Key {
  return node.computed
    ? toKey(machine, machine.evaluate(node.property, scope), node.property)
    : plainKey(node.property);
}

/** `p.x` and `y[2]`: the text of a member whose indices are known. */
function memberName(machine: Machine, node: Node, key: Key): string {
  if (node.type !== "MemberExpression") return "";
  const [start, end] = node.object.range;
  const object = machine.module.text.slice(start, Math.min(end, start + 40));
  return typeof key === "number" ? `${object}[${key}]` : `${object}.${key}`;
}
