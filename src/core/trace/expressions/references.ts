import { isFunctionNode, type Node, type NodeOf, nodeRange } from "../../syntax/ast.ts";
import { Decline, decline } from "../decline.ts";
import { construct, superCall } from "../functions/construct.ts";
import { memberKey } from "../functions/memberTargets.ts";
import { lookUp } from "../functions/scope.ts";
import type { Binding, Machine, Scope, Value } from "../machine.ts";
import { loadExtensions } from "../modules/extensions.ts";
import { lateBinding } from "../modules/moduleScope.ts";
import { raise } from "../raise.ts";
import { isStrict } from "../values/integrity.ts";
import { getMember } from "../values/members.ts";
import { inherited, ownOrInherited, readProperty } from "../values/properties.ts";
import { prototypeOf } from "../values/prototypes.ts";
import { isCallable } from "../values/value.ts";
import { spread } from "./literals.ts";

export function identifier(machine: Machine, node: NodeOf<"Identifier">, scope: Scope): Value {
  const binding = lookUp(scope, node.name) ?? lateBinding(machine, node.name);
  if (binding?.state === "ready") return binding.value;
  if (node.name === "undefined") return undefined;
  return unreadable(node, binding);
}

function unreadable(node: NodeOf<"Identifier">, binding: Binding | undefined): never {
  if (!binding) return decline(`"${node.name}" is not defined in this file`, node);
  if (binding.state === "unreadable") {
    const why = binding.reason?.message ?? "its declaration could not be read";
    throw new Decline({ message: `"${node.name}" is not known: ${why}`, range: nodeRange(node) });
  }
  return raise("ReferenceError", `"${node.name}" is used before it is set`, node);
}

export function thisExpression(machine: Machine, node: Node, scope: Scope): Value {
  const { self } = scope;
  if (isPending(self)) raise("ReferenceError", "`this` is used before `super()`", node);
  if (self !== undefined) return self;
  // Strict code that is called on nothing sees that; of the traced function nobody knows what it is called on.
  if (isStrict(node) && functionWithThis(node) !== machine.traced) return undefined;
  return decline("`this` is not known here: pass what it holds as an argument", node);
}

/** The function whose `this` is meant: arrow functions have none of their own. */
function functionWithThis(node: Node): Node | undefined {
  let at: Node | undefined = node;
  while (at && !(isFunctionNode(at) && at.type !== "ArrowFunctionExpression")) at = at.parent;
  return at;
}

function isPending(self: Value): boolean {
  return typeof self === "object" && self?.kind === "object" && self.pending === true;
}

/** What `a?.b` throws when a is null or undefined: it ends the whole chain. */
const shortCircuit = Symbol("short circuit");

export function chainExpression(
  machine: Machine,
  node: NodeOf<"ChainExpression">,
  scope: Scope,
): Value {
  return shortCircuited(machine, () => machine.evaluate(node.expression, scope));
}

function shortCircuited<T>(machine: Machine, chain: () => T): T | undefined {
  const { depth } = machine.budget;
  try {
    return chain();
  } catch (thrown) {
    if (thrown !== shortCircuit) throw thrown;
    machine.budget.depth = depth;
    return undefined;
  }
}

export function memberExpression(
  machine: Machine,
  node: NodeOf<"MemberExpression">,
  scope: Scope,
): Value {
  if (node.object.type === "Super") {
    return superMember(machine, node, scope);
  }
  return memberOf(machine, node, machine.evaluate(node.object, scope), scope);
}

/** Another file may give all numbers, texts and arrays methods of its own. */
function methodOf(
  machine: Machine,
  node: NodeOf<"MemberExpression">,
  self: Value,
  scope: Scope,
): Value {
  const method = memberOf(machine, node, self, scope);
  if (method !== undefined || node.computed) return method;
  const isOwnAffair =
    typeof self === "object" && self !== null && /^(object|hole)$/.test(self.kind);
  if (isOwnAffair || !loadExtensions(machine, node)) return method;
  return memberOf(machine, node, self, scope);
}

function memberOf(
  machine: Machine,
  node: NodeOf<"MemberExpression">,
  object: Value,
  scope: Scope,
): Value {
  if (node.optional && (object === undefined || object === null)) throw shortCircuit;
  return getMember(machine, object, memberKey(machine, node, scope, object), node);
}

export function callExpression(
  machine: Machine,
  node: NodeOf<"CallExpression">,
  scope: Scope,
): Value {
  if (node.callee.type === "Super") return callSuper(machine, node, scope);
  const { callee, self } = reference(machine, node.callee, scope);
  if (node.optional && (callee === undefined || callee === null)) throw shortCircuit;
  const args = argumentsOf(machine, node, scope);
  if (!isCallable(callee)) return notCallable(machine, callee, node);
  return machine.call(callee, self, args, node);
}

/** What is called, and on what: a member on its object, also in parentheses and under a type. */
function reference(
  machine: Machine,
  target: Node,
  scope: Scope,
): { readonly callee: Value; readonly self: Value } {
  switch (target.type) {
    case "MemberExpression": {
      if (target.object.type === "Super")
        return { callee: memberExpression(machine, target, scope), self: scope.self };
      const self = machine.evaluate(target.object, scope);
      return { callee: methodOf(machine, target, self, scope), self };
    }
    case "ChainExpression":
      return (
        shortCircuited(machine, () => reference(machine, target.expression, scope)) ?? {
          callee: undefined,
          self: undefined,
        }
      );
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
      return reference(machine, target.expression, scope);
    default:
      return { callee: machine.evaluate(target, scope), self: undefined };
  }
}

function argumentsOf(
  machine: Machine,
  node: NodeOf<"CallExpression"> | NodeOf<"NewExpression">,
  scope: Scope,
): Value[] {
  const args: Value[] = [];
  for (const argument of node.arguments) {
    if (argument.type === "SpreadElement") args.push(...spread(machine, argument, scope));
    else args.push(machine.evaluate(argument, scope));
  }
  return args;
}

function notCallable(
  machine: Machine,
  callee: Value,
  node: NodeOf<"CallExpression"> | NodeOf<"NewExpression">,
): never {
  const [start, end] = node.callee.range;
  const text = machine.module.text.slice(start, Math.min(end, start + 60));
  if (typeof callee === "object" && callee?.kind === "hole") {
    callee.cell.shape = { kind: "function" };
    return decline(
      `"${text}" is a function that the caller gives: give the parameter a default`,
      node.callee,
    );
  }
  return decline(`"${text}" is not a function that is read here`, node.callee);
}

export function newExpression(
  machine: Machine,
  node: NodeOf<"NewExpression">,
  scope: Scope,
): Value {
  const callee = machine.evaluate(node.callee, scope);
  const args = argumentsOf(machine, node, scope);
  if (!isCallable(callee)) return notCallable(machine, callee, node);
  return construct(machine, callee, args, node);
}

/** `super(...)` in a constructor. */
function callSuper(machine: Machine, node: NodeOf<"CallExpression">, scope: Scope): Value {
  const { home, self } = scope;
  if (!home || typeof self !== "object" || self?.kind !== "object")
    return decline("`super` is not known here", node);
  superCall(machine, home.owner, self, argumentsOf(machine, node, scope), node);
  return self;
}

/** `super.name`: looked for in the parent of the class in which the method stands, a getter runs on `this`. */
function superMember(machine: Machine, node: NodeOf<"MemberExpression">, scope: Scope): Value {
  const { home, self } = scope;
  if (isPending(self)) raise("ReferenceError", "`super` is used before `super()`", node);
  const parent = home?.owner.parent;
  if (!parent) return decline("`super` is not known here", node);
  const key = memberKey(machine, node, scope);
  const property = home.isStatic
    ? ownOrInherited(parent, String(key))
    : inherited(machine, prototypeOf(parent), String(key));
  if (property) return readProperty(machine, property, self, node);
  return getMember(machine, home.isStatic ? parent : prototypeOf(parent), key, node);
}
