import type { Node, NodeOf } from "../../syntax/ast.ts";
import { regExpLiteral } from "../builtins/regExp.ts";
import { decline } from "../decline.ts";
import { nameByKey, nameFromPlace } from "../functions/functionNames.ts";
import { makeClosure } from "../functions/hoist.ts";
import { plainKey } from "../functions/memberTargets.ts";
import { blockIn, declare } from "../functions/scope.ts";
import { settle } from "../inputs/holes.ts";
import type { Machine, ObjectValue, Property, Scope, Value } from "../machine.ts";
import { elementsOf } from "../values/elements.ts";
import { getMember, toKey } from "../values/members.ts";
import { isReference, textOf } from "../values/numbers.ts";
import { arrayKeys, copiedKeys, noPrototype } from "../values/properties.ts";
import { arrayOf, isCallable, objectOf } from "../values/value.ts";

export function literal(machine: Machine, node: NodeOf<"Literal">): Value {
  if ("bigint" in node) return decline("BigInt has no derivative; use a number", node);
  if ("regex" in node) return regExpLiteral(machine, node, node.regex.pattern, node.regex.flags);
  return node.value as Value;
}

export function templateLiteral(
  machine: Machine,
  node: NodeOf<"TemplateLiteral">,
  scope: Scope,
): Value {
  let text = node.quasis[0]?.value.cooked ?? "";
  for (const [index, expression] of node.expressions.entries()) {
    text += textOf(machine, machine.evaluate(expression, scope), expression);
    text += node.quasis[index + 1]?.value.cooked ?? "";
  }
  return text;
}

export function arrayExpression(
  machine: Machine,
  node: NodeOf<"ArrayExpression">,
  scope: Scope,
): Value {
  const elements: Value[] = [];
  for (const element of node.elements) {
    if (!element) elements.length++;
    else if (element.type !== "SpreadElement") elements.push(machine.evaluate(element, scope));
    else for (const value of spread(machine, element, scope)) elements.push(value);
  }
  return arrayOf(elements);
}

/** The elements of `...value` in a call or an array literal. */
export function spread(
  machine: Machine,
  node: NodeOf<"SpreadElement">,
  scope: Scope,
): readonly Value[] {
  return elementsOf(machine, machine.evaluate(node.argument, scope), node.argument);
}

export function objectExpression(
  machine: Machine,
  node: NodeOf<"ObjectExpression">,
  scope: Scope,
): Value {
  const object = objectOf();
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      copyMembers(machine, object, machine.evaluate(property.argument, scope), property);
      continue;
    }
    const key = String(
      property.computed
        ? toKey(machine, machine.evaluate(property.key, scope), property.key)
        : plainKey(property.key),
    );
    const value = machine.evaluate(property.value, scope);
    if (key === "__proto__" && setsPrototype(property)) {
      const prototype = settle(machine, value, "object", property);
      if (prototype === null) object.prototype = noPrototype;
      else if (typeof prototype === "object" && prototype.kind === "object") {
        object.prototype = prototype;
      } else if (isReference(prototype)) {
        decline("a prototype that is a function or an array is not read", property);
      }
      continue;
    }
    if (property.computed) nameByKey(value, property, key);
    rememberOwner(machine, property.value, object);
    object.properties.set(key, propertyOf(property.kind, value, object.properties.get(key)));
  }
  return object;
}

/** `{ __proto__: value }` is no member, unlike `{ ["__proto__"]: value }`, a method or a shorthand. */
function setsPrototype({ computed, shorthand, method, kind }: NodeOf<"Property">): boolean {
  return !computed && !shorthand && !method && kind === "init";
}

/** A member function is traced with its object as `this`. */
function rememberOwner(machine: Machine, node: Node, self: ObjectValue): void {
  if (node === machine.traced && machine.subject.closure) machine.subject.self ??= self;
}

function propertyOf(
  kind: "init" | "get" | "set",
  value: Value,
  before: Property | undefined,
): Property {
  if (kind === "init") return { kind: "data", value };
  const get = before?.kind === "accessor" ? before.get : undefined;
  const set = before?.kind === "accessor" ? before.set : undefined;
  const accessor = isCallable(value) ? value : undefined;
  return kind === "get"
    ? { kind: "accessor", get: accessor, set }
    : { kind: "accessor", get, set: accessor };
}

function copyMembers(machine: Machine, target: ObjectValue, raw: Value, site: Node): void {
  const source = settle(machine, raw, "object", site);
  const keys =
    typeof source === "string"
      ? Object.keys(source)
      : isReference(source)
        ? source.kind === "array"
          ? arrayKeys(source)
          : copiedKeys(source)
        : [];
  for (const key of keys) {
    const value = getMember(machine, source, key, site);
    target.properties.set(key, { kind: "data", value });
  }
}

export function functionExpression(
  machine: Machine,
  node: NodeOf<"FunctionExpression"> | NodeOf<"ArrowFunctionExpression">,
  scope: Scope,
): Value {
  if (!node.id) return makeClosure(machine, node, nameFromPlace(node), scope);
  // Its own name is known inside it only, and cannot be given another value.
  const inside = blockIn(scope);
  const made = makeClosure(machine, node, node.id.name, inside);
  declare(inside, node.id.name, made, true);
  return made;
}
