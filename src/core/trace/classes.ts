import { isFunctionNode, type Node, type NodeOf } from "../syntax/ast.ts";
import { decline } from "./decline.ts";
import { makeClosure } from "./hoist.ts";
import type {
  Callable,
  ClassValue,
  Home,
  Machine,
  ObjectValue,
  Property,
  Scope,
  Value,
} from "./machine.ts";
import { toKey } from "./members.ts";
import { plainKey } from "./patterns.ts";
import { prototypeOf } from "./prototypes.ts";
import { raise } from "./raise.ts";
import { blockIn, createScope, declare } from "./scope.ts";
import { runAll } from "./statements/control.ts";
import { isCallable, objectOf } from "./value.ts";

type ClassNode = NodeOf<"ClassDeclaration"> | NodeOf<"ClassExpression">;

/** Makes a class: its prototype with the methods, its static side, its parent. */
export function makeClass(machine: Machine, node: ClassNode, outer: Scope): ClassValue {
  const parent = node.superClass ? machine.evaluate(node.superClass, outer) : undefined;
  if (node.superClass && !isCallable(parent))
    decline("this class extends something that is not read", node.superClass);
  const scope = blockIn(outer);
  const above = isCallable(parent) ? parent : undefined;
  const prototype = objectOf();
  prototype.prototype = above ? prototypeOf(above) : undefined;
  const made: ClassValue = {
    kind: "class",
    name: node.id?.name ?? "class",
    node,
    scope,
    parent: above,
    prototype,
    properties: new Map([["prototype", { kind: "data", value: prototype }]]),
  };
  prototype.properties.set("constructor", { kind: "data", value: made });
  if (node.id) declare(scope, node.id.name, made, true);
  for (const member of node.body.body) defineMethod(machine, made, member);
  defineStatics(machine, made);
  return made;
}

function defineMethod(machine: Machine, owner: ClassValue, member: Node): void {
  if (member.type !== "MethodDefinition" || !isFunctionNode(member.value)) return;
  const home: Home = { owner, isStatic: member.static };
  const name = memberName(machine, owner.scope, member);
  const closure = makeClosure(machine, member.value, name, owner.scope, home);
  if (member.static) machine.closures.set(member.value, { closure, self: owner });
  if (member.kind === "constructor") return;
  const target = member.static ? owner.properties : owner.prototype.properties;
  target.set(name, propertyOf(member.kind, closure, target.get(name)));
}

function propertyOf(
  kind: "get" | "method" | "set",
  value: Callable,
  before: Property | undefined,
): Property {
  if (kind === "method") return { kind: "data", value };
  const known = before?.kind === "accessor" ? before : { get: undefined, set: undefined };
  return {
    kind: "accessor",
    get: kind === "get" ? value : known.get,
    set: kind === "set" ? value : known.set,
  };
}

/** Static fields and blocks, in order, with the class as `this`. */
function defineStatics(machine: Machine, owner: ClassValue): void {
  const scope = createScope("function", owner.scope, owner, { owner, isStatic: true });
  for (const member of owner.node.body.body) {
    if (member.type === "StaticBlock") runAll(machine, member.body, blockIn(scope));
    if (member.type !== "PropertyDefinition" || !member.static || member.declare) continue;
    const value = member.value ? machine.evaluate(member.value, scope) : undefined;
    remember(machine, member.value, owner);
    owner.properties.set(memberName(machine, owner.scope, member), { kind: "data", value });
  }
}

/** A function stored in a field is traced with the owner as `this`. */
function remember(machine: Machine, node: Node | null, self: Value): void {
  const known = node && isFunctionNode(node) ? machine.closures.get(node) : undefined;
  if (node && isFunctionNode(node) && known) machine.closures.set(node, { ...known, self });
}

function memberName(
  machine: Machine,
  scope: Scope,
  member: { readonly computed: boolean; readonly key: Node },
): string {
  return String(
    member.computed
      ? toKey(machine, machine.evaluate(member.key, scope), member.key)
      : plainKey(member.key),
  );
}

/** `new callee(...args)`. */
export function construct(
  machine: Machine,
  callee: Callable,
  args: readonly Value[],
  site: Node,
): Value {
  if (callee.kind === "builtin") {
    if (!callee.construct) return raise("TypeError", `${callee.name} is not a constructor`, site);
    return callee.construct(machine, args, site);
  }
  if (callee.kind === "closure" && callee.node.type === "ArrowFunctionExpression") {
    return raise("TypeError", `${callee.name} is not a constructor`, site);
  }
  const instance: ObjectValue = {
    kind: "object",
    properties: new Map(),
    prototype: prototypeOf(callee),
  };
  return initialize(machine, callee, instance, args, site);
}

/** Runs a constructor on an object that exists already: the object's own class, then what `super()` calls. */
function initialize(
  machine: Machine,
  callee: Callable,
  instance: ObjectValue,
  args: readonly Value[],
  site: Node,
): Value {
  if (callee.kind === "builtin")
    return initializeFromBuiltin(machine, callee, instance, args, site);
  if (callee.kind === "closure") {
    const result = machine.call(callee, instance, args, site);
    return typeof result === "object" && result !== null && result.kind === "object"
      ? result
      : instance;
  }
  if (!callee.parent) defineFields(machine, callee, instance);
  const own = callee.node.body.body.find(
    (member) =>
      member.type === "MethodDefinition" &&
      member.kind === "constructor" &&
      isFunctionNode(member.value),
  );
  if (own?.type === "MethodDefinition" && isFunctionNode(own.value)) {
    const closure = makeClosure(machine, own.value, callee.name, callee.scope, {
      owner: callee,
      isStatic: false,
    });
    machine.call(closure, instance, args, site);
  } else if (callee.parent) superCall(machine, callee, instance, args, site);
  return instance;
}

/** `super(...args)`: the parent's constructor on this object, then this class's own fields. */
export function superCall(
  machine: Machine,
  owner: ClassValue,
  instance: ObjectValue,
  args: readonly Value[],
  site: Node,
): void {
  if (!owner.parent) decline("`super` is called in a class without a parent", site);
  initialize(machine, owner.parent, instance, args, site);
  defineFields(machine, owner, instance);
}

/** Errors and plain objects can be extended; their members move over to the instance. */
function initializeFromBuiltin(
  machine: Machine,
  callee: Callable & { kind: "builtin" },
  instance: ObjectValue,
  args: readonly Value[],
  site: Node,
): Value {
  const made = callee.construct?.(machine, args, site);
  if (typeof made !== "object" || made?.kind !== "object") {
    return decline(
      `a class that extends ${callee.name} is not read; keep the values in a field`,
      site,
    );
  }
  for (const [key, property] of made.properties) instance.properties.set(key, property);
  return instance;
}

function defineFields(machine: Machine, owner: ClassValue, instance: ObjectValue): void {
  const scope = createScope("function", owner.scope, instance, { owner, isStatic: false });
  for (const member of owner.node.body.body) {
    if (member.type !== "PropertyDefinition" || member.static || member.declare) continue;
    const value = member.value ? machine.evaluate(member.value, scope) : undefined;
    remember(machine, member.value, instance);
    instance.properties.set(memberName(machine, owner.scope, member), { kind: "data", value });
  }
}
