import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { declare, lookUp } from "../functions/scope.ts";
import { newField, settle } from "../inputs/holes.ts";
import type {
  ClassValue,
  Machine,
  ObjectValue,
  PrivateName,
  Property,
  Scope,
  Value,
} from "../machine.ts";
import { raise } from "../raise.ts";
import { integrityOf } from "./integrity.ts";
import { readProperty } from "./properties.ts";

/** Makes the `#names` of a class body known inside it; every evaluation of the class has names of its own. */
export function declarePrivateNames(owner: ClassValue): void {
  for (const member of owner.node.body.body) {
    if (!("key" in member) || member.key.type !== "PrivateIdentifier") continue;
    const text = `#${member.key.name}`;
    if (owner.privateNames.has(text)) continue;
    const isMethod = member.type === "MethodDefinition" && member.kind === "method";
    owner.privateNames.set(text, { text, isMethod, isStatic: member.static, member: undefined });
    declare(owner.scope, text, owner, true);
  }
}

export function privateNameAt(scope: Scope, text: string, site: Node): PrivateName {
  const owner = lookUp(scope, text)?.value;
  const name =
    typeof owner === "object" && owner?.kind === "class" ? owner.privateNames.get(text) : undefined;
  return name ?? decline(`the class that has "${text}" is not read`, site);
}

/** Gives an instance the private methods and accessors of a class; fields follow one by one. */
export function addPrivateMethods(owner: ClassValue, holder: Holder, site: Node): void {
  for (const name of owner.privateNames.values()) {
    if (name.member && name.isStatic === (holder === owner))
      definePrivate(holder, name, name.member, site);
  }
}

type Holder = ObjectValue | ClassValue;

export function definePrivate(
  holder: Holder,
  name: PrivateName,
  property: Property,
  site: Node,
): void {
  holder.privates ??= new Map();
  if (integrityOf(holder) !== undefined)
    decline("private members of an object that is closed are not read", site);
  if (holder.privates.has(name)) raise("TypeError", `the object has "${name.text}" already`, site);
  holder.privates.set(name, property);
}

/** `#name in value`. */
export function hasPrivate(machine: Machine, raw: Value, name: PrivateName, site: Node): boolean {
  const value = settle(machine, raw, "object", site);
  if (typeof value !== "object" || value === null || value.kind === "traced")
    return raise("TypeError", "`in` needs an object on its right", site);
  if (value.kind !== "object" && value.kind !== "class") return false;
  return Boolean(value.privates?.has(name)) || (value.kind === "object" && Boolean(value.elastic));
}

export function getPrivate(machine: Machine, raw: Value, name: PrivateName, site: Node): Value {
  const holder = holderOf(machine, raw, name, site);
  const property = propertyOf(holder, name);
  // What an instance that nobody could construct holds is shown by its use.
  if (!property) {
    if (holder.kind === "object") return newField(machine, holder, name.text, site);
    return raise("TypeError", `the object has no "${name.text}"`, site);
  }
  if (property.kind === "accessor" && !property.get)
    raise("TypeError", `"${name.text}" has only a setter`, site);
  return readProperty(machine, property, holder, site);
}

export function setPrivate(
  machine: Machine,
  raw: Value,
  name: PrivateName,
  value: Value,
  site: Node,
): void {
  const holder = holderOf(machine, raw, name, site);
  if (name.isMethod) raise("TypeError", `"${name.text}" is a method and cannot be set`, site);
  const property = propertyOf(holder, name);
  if (property?.kind === "accessor") {
    if (!property.set) return raise("TypeError", `"${name.text}" has only a getter`, site);
    machine.call(property.set, holder, [value], site);
    return;
  }
  if (holder.privates?.has(name)) holder.privates.set(name, { kind: "data", value });
  else holder.properties.set(name.text, { kind: "data", value });
}

/** An object whose constructor was not read keeps its private members among the others. */
function propertyOf(holder: Holder, name: PrivateName): Property | undefined {
  return holder.privates?.get(name) ?? name.member ?? holder.properties.get(name.text);
}

/** The object, which has to be one that the class itself has made, unless it stands for one. */
function holderOf(machine: Machine, raw: Value, name: PrivateName, site: Node): Holder {
  const value = settle(machine, raw, "object", site);
  if (typeof value === "object" && (value?.kind === "object" || value?.kind === "class")) {
    if (value.privates?.has(name) || (value.kind === "object" && value.elastic)) return value;
  }
  return raise("TypeError", `the object has no "${name.text}"`, site);
}
