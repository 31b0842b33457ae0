import type { Node } from "../../syntax/ast.ts";
import { holds, walk } from "../../syntax/names.ts";
import { decline } from "../decline.ts";
import type { Builtin, Callable, ClassValue, Machine, ObjectValue, Value } from "../machine.ts";
import { crossing } from "../modules/crossing.ts";
import { raise } from "../raise.ts";
import { isReference } from "../values/numbers.ts";
import { isConstructor, plainPrototypeOf } from "../values/prototypes.ts";
import { defineFields } from "./classes.ts";

/** `new callee(...args)`. */
export function construct(
  machine: Machine,
  callee: Callable,
  args: readonly Value[],
  site: Node,
): Value {
  if (!isConstructor(callee))
    return raise("TypeError", `${callee.name} is not a constructor`, site);
  if (callee.kind === "builtin") return callee.construct?.(machine, args, site);
  const instance: ObjectValue = {
    kind: "object",
    properties: new Map(),
    prototype: plainPrototypeOf(callee, site),
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
  const { module } = callee.scope;
  if (module && module !== machine.module)
    return crossing(machine, module, site, (own) => initialize(own, callee, instance, args, site));
  if (callee.kind === "closure") {
    const result = machine.call(callee, instance, args, site);
    return isReference(result) ? result : instance;
  }
  return callee.parent
    ? initializeDerived(machine, callee, instance, args, site)
    : initializeBase(machine, callee, instance, args, site);
}

function initializeBase(
  machine: Machine,
  callee: ClassValue,
  instance: ObjectValue,
  args: readonly Value[],
  site: Node,
): Value {
  defineFields(machine, callee, instance);
  const result = callee.body ? machine.call(callee.body, instance, args, site) : undefined;
  return isReference(result) ? result : instance;
}

function initializeDerived(
  machine: Machine,
  callee: ClassValue,
  instance: ObjectValue,
  args: readonly Value[],
  site: Node,
): Value {
  instance.pending = true;
  if (!callee.body) {
    superCall(machine, callee, instance, args, site);
    return instance;
  }
  const result = machine.call(callee.body, instance, args, site);
  if (isReference(result)) return result;
  if (result !== undefined)
    raise("TypeError", "a constructor returned something that is no object", site);
  if (instance.pending) raise("ReferenceError", "`super()` was not called", site);
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
  const { parent } = owner;
  if (!parent) return decline("`super` is called in a class without a parent", site);
  if (!isConstructor(parent)) raise("TypeError", `${parent.name} is not a constructor`, site);
  if (!instance.pending) {
    construct(machine, parent, args, site);
    raise("ReferenceError", "`super()` is called twice", site);
  }
  if (owner.body && readsThisEarly(owner.body.node, site))
    decline("a function made before `super()` that uses `this` is not read", site);
  instance.pending = false;
  if (initialize(machine, parent, instance, args, site) !== instance)
    decline("a class whose parent makes another object than `this` is not read", site);
  defineFields(machine, owner, instance);
}

const early = new WeakMap<Node, boolean>();

/** Whether an arrow function that stands before `super()` uses the `this` that the call makes. */
function readsThisEarly(body: Node, site: Node): boolean {
  const before = early.get(site);
  if (before !== undefined) return before;
  let found = false;
  walk(body, (node) => {
    if (node.range[0] > site.range[0] || found) return false;
    if (node.type === "ArrowFunctionExpression" && node.range[1] < site.range[0])
      found = holds(node, ({ type }) => type === "ThisExpression");
    return true;
  });
  early.set(site, found);
  return found;
}

/** Errors and plain objects can be extended; their members move over to the instance. */
function initializeFromBuiltin(
  machine: Machine,
  callee: Builtin,
  instance: ObjectValue,
  args: readonly Value[],
  site: Node,
): Value {
  if (callee.name !== "Object" && !callee.name.endsWith("Error")) {
    return decline(
      `a class that extends ${callee.name} is not read; keep the values in a field`,
      site,
    );
  }
  const made = callee.name === "Object" ? undefined : callee.construct?.(machine, args, site);
  if (typeof made === "object" && made?.kind === "object") {
    for (const [key, property] of made.properties) instance.properties.set(key, property);
  }
  return instance;
}
