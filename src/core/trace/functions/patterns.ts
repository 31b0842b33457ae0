import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { settle } from "../inputs/holes.ts";
import type { Machine, ObjectValue, Scope, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { closing, type Steps } from "../steps.ts";
import { stepsOf } from "../values/elements.ts";
import { getMember, type Key, toKey } from "../values/members.ts";
import { copiedKeys } from "../values/properties.ts";
import { arrayOf, objectOf } from "../values/value.ts";
import type { Bind } from "./binding.ts";
import { assignMember, plainKey, targetOf } from "./memberTargets.ts";
import { withDefault } from "./patternDefault.ts";

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
  const hasRest = pattern.properties.at(-1)?.type === "RestElement";
  const taken = new Set<string>();
  for (const property of pattern.properties) {
    if (property.type === "RestElement") {
      const rest = () => restOf(machine, value, taken, property);
      bindPart(machine, property.argument, rest, scope, bind);
    } else if (property.type === "Property") {
      const key: Key = property.computed
        ? toKey(machine, machine.evaluate(property.key, scope), property.key)
        : plainKey(property.key);
      if (hasRest) taken.add(String(key));
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
  const keys = copiedKeys(value).filter((key) => !taken.has(key));
  return objectOf(keys.map((key) => [key, getMember(machine, value, key, site)]));
}
