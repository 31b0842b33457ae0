import { isFunctionNode, type Node, type NodeOf } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import type {
  Callable,
  ClassValue,
  Field,
  Home,
  Machine,
  ObjectValue,
  PrivateName,
  Property,
  Scope,
  Value,
} from "../machine.ts";
import { raise } from "../raise.ts";
import { runAll } from "../statements/control.ts";
import { integrityOf } from "../values/integrity.ts";
import { toKey } from "../values/members.ts";
import {
  addPrivateMethods,
  declarePrivateNames,
  definePrivate,
  privateNameAt,
} from "../values/privateNames.ts";
import { isConstructor, plainPrototypeOf, prototypeOf } from "../values/prototypes.ts";
import { isCallable, objectOf } from "../values/value.ts";
import { nameByKey, nameFromPlace } from "./functionNames.ts";
import { hoistBlock, hoistVars, makeClosure } from "./hoist.ts";
import { plainKey } from "./memberTargets.ts";
import { blockIn, createScope, declare, reserve } from "./scope.ts";

/** Where its members stand, in the class itself or in its instances. */
interface Homes {
  readonly static: Home;
  readonly own: Home;
}

type ClassNode = NodeOf<"ClassDeclaration"> | NodeOf<"ClassExpression">;

/** Makes a class: its prototype with the methods, its static side, its parent. */
export function makeClass(machine: Machine, node: ClassNode, outer: Scope): ClassValue {
  const scope = blockIn(outer);
  if (node.id) reserve(scope, node.id.name, true);
  const parent = node.superClass ? parentOf(machine, node.superClass, scope) : undefined;
  const prototype = objectOf();
  prototype.prototype = parent ? prototypeOf(parent) : undefined;
  const made: ClassValue = {
    kind: "class",
    name: node.id?.name ?? nameFromPlace(node),
    node,
    scope,
    parent,
    prototype,
    properties: new Map([
      ["prototype", { kind: "data", value: prototype, hidden: true, fixed: true }],
    ]),
    body: undefined,
    fields: [],
    privateNames: new Map(),
    privates: undefined,
  };
  prototype.properties.set("constructor", { kind: "data", value: made, hidden: true });
  declarePrivateNames(made);
  const homes: Homes = {
    static: { owner: made, isStatic: true },
    own: { owner: made, isStatic: false },
  };
  const statics: Field[] = [];
  for (const member of node.body.body) {
    const field = defineMember(machine, made, member, homes);
    if (field) statics.push(field);
  }
  if (node.id) declare(scope, node.id.name, made, true);
  addPrivateMethods(made, made, node);
  const inside = createScope("function", scope, made, homes.static);
  for (const field of statics) {
    if (field.node.type === "StaticBlock") runBlock(machine, field.node, inside);
    else defineField(machine, made, field, inside);
  }
  return made;
}

function parentOf(machine: Machine, node: Node, scope: Scope): Callable {
  const parent = machine.evaluate(node, scope);
  if (isCallable(parent)) {
    if (isConstructor(parent)) {
      plainPrototypeOf(parent, node);
      return parent;
    }
    if (parent.kind === "builtin") decline(`a class that extends ${parent.name} is not read`, node);
    return raise("TypeError", `${parent.name} is not a constructor`, node);
  }
  if (parent === null || (typeof parent === "object" && parent.kind === "hole"))
    decline("this class extends something that is not read", node);
  return raise("TypeError", "a class extends something that is not a constructor", node);
}

/** Methods are there at once; static fields and blocks are returned, to be run when all members are known. */
function defineMember(
  machine: Machine,
  owner: ClassValue,
  member: Node,
  homes: Homes,
): Field | undefined {
  switch (member.type) {
    case "MethodDefinition":
      defineMethod(machine, owner, member, member.static ? homes.static : homes.own);
      return undefined;
    case "StaticBlock":
      return { key: "", node: member };
    case "PropertyDefinition": {
      if (member.declare) return undefined;
      const field = { key: memberKey(machine, owner.scope, member), node: member };
      if (member.static && field.key === "prototype")
        raise("TypeError", `a class cannot have a static "prototype"`, member);
      if (member.static) return field;
      owner.fields.push(field);
      return undefined;
    }
    case "AccessorProperty":
      return decline("`accessor` fields are not read; write a getter and a setter", member);
    default:
      return undefined;
  }
}

function defineMethod(
  machine: Machine,
  owner: ClassValue,
  member: NodeOf<"MethodDefinition">,
  home: Home,
): void {
  if (!isFunctionNode(member.value)) return;
  if (member.kind === "constructor") {
    owner.body = makeClosure(machine, member.value, owner.name, owner.scope, home);
    return;
  }
  const key = memberKey(machine, owner.scope, member);
  const closure = makeClosure(
    machine,
    member.value,
    nameFromPlace(member.value),
    owner.scope,
    home,
  );
  if (member.static && member.value === machine.traced)
    Object.assign(machine.subject, { closure, self: owner });
  if (typeof key === "object") {
    key.member = propertyOf(member.kind, closure, key.member, false);
    return;
  }
  if (member.computed) nameByKey(closure, member, key);
  if (member.static && key === "prototype")
    raise("TypeError", `a class cannot have a static "prototype"`, member);
  const target = member.static ? owner.properties : owner.prototype.properties;
  target.set(key, propertyOf(member.kind, closure, target.get(key), true));
}

function propertyOf(
  kind: "get" | "method" | "set",
  value: Callable,
  before: Property | undefined,
  hidden: boolean,
): Property {
  if (kind === "method") return { kind: "data", value, hidden };
  const known = before?.kind === "accessor" ? before : { get: undefined, set: undefined };
  return {
    kind: "accessor",
    hidden,
    get: kind === "get" ? value : known.get,
    set: kind === "set" ? value : known.set,
  };
}

function runBlock(machine: Machine, node: NodeOf<"StaticBlock">, inside: Scope): void {
  const scope = createScope("function", inside, inside.self, inside.home);
  hoistVars(machine, node, scope);
  hoistBlock(machine, node.body, scope);
  runAll(machine, node.body, scope);
}

/** A function stored in a field is traced with the owner as `this`. */
function remember(machine: Machine, node: Node | null, self: Value): void {
  if (node && node === machine.traced && machine.subject.closure) machine.subject.self = self;
}

function memberKey(
  machine: Machine,
  scope: Scope,
  member: { readonly computed: boolean; readonly key: Node },
): string | PrivateName {
  const { key } = member;
  if (key.type === "PrivateIdentifier") return privateNameAt(scope, `#${key.name}`, key);
  return String(
    member.computed ? toKey(machine, machine.evaluate(key, scope), key) : plainKey(key),
  );
}

/** What every new instance of a class gets: its private methods, then its fields in order. */
export function defineFields(machine: Machine, owner: ClassValue, instance: ObjectValue): void {
  if (owner.privateNames.size > 0) addPrivateMethods(owner, instance, owner.node);
  if (owner.fields.length === 0) return;
  const scope = createScope("function", owner.scope, instance, { owner, isStatic: false });
  for (const field of owner.fields) defineField(machine, instance, field, scope);
}

function defineField(
  machine: Machine,
  holder: ObjectValue | ClassValue,
  { key, node }: Field,
  scope: Scope,
): void {
  if (node.type !== "PropertyDefinition") return;
  const value = node.value ? machine.evaluate(node.value, scope) : undefined;
  remember(machine, node.value, holder);
  const property: Property = { kind: "data", value };
  if (typeof key === "object") return definePrivate(holder, key, property, node);
  if (node.computed) nameByKey(value, node, key);
  if (integrityOf(holder) !== undefined && !holder.properties.has(key))
    raise("TypeError", `"${key}" cannot be added to an object that is closed`, node);
  holder.properties.set(key, property);
}
