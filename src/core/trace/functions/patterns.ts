import type { Node, NodeOf } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { instantiate, isHole, peek, settle } from "../inputs/holes.ts";
import { shapeOfValue } from "../inputs/inputs.ts";
import type { PointValue } from "../inputs/point.ts";
import type { Machine, ObjectValue, PrivateName, Scope, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { closing, type Steps } from "../steps.ts";
import { stepsOf } from "../values/elements.ts";
import { isStrict } from "../values/integrity.ts";
import { getMember, type Key, setMember, toKey } from "../values/members.ts";
import { isReference } from "../values/numbers.ts";
import { privateNameAt } from "../values/privateNames.ts";
import { visibleKeys } from "../values/properties.ts";
import { arrayOf, isTraced, objectOf } from "../values/value.ts";
import { declare, lookUp } from "./scope.ts";

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
    if (!binding) return assignGlobal(machine, name, value, site);
    if (binding.state === "uninitialized")
      raise("ReferenceError", `"${name}" is used before it is set`, site);
    if (binding.constant) {
      if (isOwnName(binding.value, name) && !isStrict(site)) return;
      raise("TypeError", `"${name}" is a constant`, site);
    }
    nameOnTape(machine, name, value);
    binding.value = value;
    binding.state = "ready";
  };
}

/** In code that is not strict, assigning to a name that nothing declares makes it a global. */
function assignGlobal(machine: Machine, name: string, value: Value, site: Node): void {
  if (isStrict(site)) {
    const message = `"${name}" is assigned but declared nowhere in this file; declare it with \`let\``;
    return decline(message, site);
  }
  nameOnTape(machine, name, value);
  declare(machine.globals, name, value);
}

/** The name of a function expression inside it: old code may assign to it, without effect. */
function isOwnName(value: Value, name: string): boolean {
  return (
    typeof value === "object" &&
    value?.kind === "closure" &&
    value.node.type === "FunctionExpression" &&
    value.node.id?.name === name
  );
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
      const target = targetOf(machine, pattern, scope);
      return assignMember(machine, pattern, target, value);
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

/** A member that will be assigned to: its object and its key are evaluated, before the value is. */
export interface MemberTarget {
  readonly object: Value;
  readonly key: Value | PrivateName;
}

export function targetOf(
  machine: Machine,
  node: NodeOf<"MemberExpression">,
  scope: Scope,
): MemberTarget {
  if (node.object.type === "Super") return decline("`super.x = …` is not read; use `this`", node);
  const object = machine.evaluate(node.object, scope);
  const { property } = node;
  if (node.computed) return { object, key: machine.evaluate(property, scope) };
  const isPrivate = property.type === "PrivateIdentifier";
  return {
    object,
    key: isPrivate ? privateNameAt(scope, `#${property.name}`, property) : plainKey(property),
  };
}

export function assignMember(
  machine: Machine,
  node: NodeOf<"MemberExpression">,
  target: MemberTarget,
  value: Value,
): void {
  const { object } = target;
  const key = isPrivateName(target.key)
    ? target.key
    : keyOn(machine, object, target.key, node.property);
  nameOnTape(machine, memberName(machine, node, key), value);
  setMember(machine, object, key, value, node);
}

function isPrivateName(key: Value | PrivateName): key is PrivateName {
  return typeof key === "object" && key !== null && !("kind" in key);
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
  if (typeof made === "object" && made?.kind === "object" && made.prototype) {
    value.cell.shape = { kind: "default" };
    const adopted = machine.instances.adopt(made, value.cell.path);
    value.settled = { value: adopted };
    return adopted;
  }
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
    const steps = stepsOf(machine, value, pattern);
    closing(machine, steps, () => bindSteps(machine, pattern, steps, scope, bind));
    return;
  }
  for (const [index, element] of pattern.elements.entries()) {
    if (!element) continue;
    if (element.type === "RestElement") {
      const rest = () => arrayOf(value.elements.slice(index));
      bindPart(machine, element.argument, rest, scope, bind);
    } else {
      // An array of unknown length grows when it is asked for more.
      bindPart(machine, element, () => getMember(machine, value, index, element), scope, bind);
    }
  }
}

function bindSteps(
  machine: Machine,
  pattern: Node & { elements: readonly (Node | null)[] },
  steps: Steps,
  scope: Scope,
  bind: Bind,
): void {
  const rest = () => {
    const elements: Value[] = [];
    for (let step = steps.next(); step; step = steps.next()) elements.push(step.value);
    return arrayOf(elements);
  };
  for (const element of pattern.elements) {
    if (!element) steps.next();
    else if (element.type === "RestElement") bindPart(machine, element.argument, rest, scope, bind);
    else bindPart(machine, element, () => steps.next()?.value, scope, bind);
  }
}

/** A member that a part goes to is found before the part is read. */
function bindPart(
  machine: Machine,
  pattern: Node,
  read: () => Value,
  scope: Scope,
  bind: Bind,
): void {
  const target = pattern.type === "AssignmentPattern" ? pattern.left : pattern;
  if (target.type !== "MemberExpression") return bindPattern(machine, pattern, read(), scope, bind);
  const place = targetOf(machine, target, scope);
  const value = read();
  const kept =
    pattern.type === "AssignmentPattern"
      ? withDefault(machine, target, value, pattern.right, scope)
      : value;
  assignMember(machine, target, place, kept);
}

function bindObject(
  machine: Machine,
  pattern: Node & { properties: readonly Node[] },
  raw: Value,
  scope: Scope,
  bind: Bind,
): void {
  const value = settle(machine, raw, "object", pattern);
  if (value === undefined || value === null) {
    raise("TypeError", `${value} cannot be taken apart with { }`, pattern);
  }
  const taken = new Set<string>();
  for (const property of pattern.properties) {
    if (property.type === "RestElement") {
      const rest = () => restOf(machine, value, taken, property);
      bindPart(machine, property.argument, rest, scope, bind);
    } else if (property.type === "Property") {
      const key: Key = property.computed
        ? toKey(machine, machine.evaluate(property.key, scope), property.key)
        : plainKey(property.key);
      taken.add(String(key));
      const item = () => getMember(machine, value, key, property);
      bindPart(machine, property.value, item, scope, bind);
    }
  }
}

function restOf(
  machine: Machine,
  value: Value,
  taken: ReadonlySet<string>,
  site: Node,
): ObjectValue {
  if (typeof value !== "object" || value?.kind !== "object") {
    return decline("the rest of this value is not read; name the members", site);
  }
  const keys = visibleKeys(value).filter((key) => !taken.has(key));
  return objectOf(keys.map((key) => [key, getMember(machine, value, key, site)]));
}

export function plainKey(key: Node): Key {
  if (key.type === "Identifier") return key.name;
  if (key.type === "Literal") return typeof key.value === "number" ? key.value : String(key.value);
  return decline("this member name is not read", key);
}

export function memberKey(
  machine: Machine,
  node: Node & { computed: boolean; property: Node },
  scope: Scope,
  object?: Value,
): MemberKey {
  const { property } = node;
  if (node.computed) return keyOn(machine, object, machine.evaluate(property, scope), property);
  return property.type === "PrivateIdentifier"
    ? privateNameAt(scope, `#${property.name}`, property)
    : plainKey(property);
}

type MemberKey = Key | PrivateName;

/** An index that is an object is asked for its text only once it is known that there is something to index. */
function keyOn(machine: Machine, object: Value, raw: Value, site: Node): Key {
  if (isReference(raw) && (object === undefined || object === null))
    raise("TypeError", `${object} has no members`, site);
  return toKey(machine, raw, site);
}

/** `p.x` and `y[2]`: the text of a member whose indices are known. */
export function memberName(machine: Machine, node: Node, key: MemberKey): string {
  if (node.type !== "MemberExpression") return "";
  const [start, end] = node.object.range;
  const object = machine.module.text.slice(start, Math.min(end, start + 40));
  if (typeof key === "number") return `${object}[${key}]`;
  return `${object}.${typeof key === "string" ? key : key.text}`;
}
