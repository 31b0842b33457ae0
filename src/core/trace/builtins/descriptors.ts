import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import type { Machine, ObjectValue, Property, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { integrityOf } from "../values/integrity.ts";
import { getMember, setMember } from "../values/members.ts";
import { truthOf } from "../values/numbers.ts";
import { inherited } from "../values/properties.ts";
import { isCallable, objectOf } from "../values/value.ts";
import { type Holder, holderOf, keysOf, ownProperty, ownValue } from "./ownMembers.ts";

/** `Object.defineProperty`: what the descriptor does not say stays as it was, or is off. */
export function defineFrom(
  machine: Machine,
  holder: Holder,
  name: string,
  descriptor: Value,
  site: Node,
): void {
  const from = holderOf(machine, descriptor, site);
  if (from?.kind !== "object") return raise("TypeError", "a descriptor is an object", site);
  const before = ownProperty(holder, name);
  if (integrityOf(holder) !== undefined || isLocked(before))
    raise("TypeError", `"${name}" cannot be defined again`, site);
  const property = propertyFrom(machine, from, before, site);
  if (holder.kind !== "array") holder.properties.set(name, property);
  else if (property.kind === "data" && !property.hidden && !property.fixed)
    setMember(machine, holder, name, property.value, site);
  else decline("elements of arrays are plain values; use an object here", site);
}

export function defineAll(machine: Machine, holder: Holder, descriptors: Value, site: Node): void {
  const from = holderOf(machine, descriptors, site);
  for (const name of from ? keysOf(from, "visible") : [])
    defineFrom(machine, holder, name, from && ownValue(machine, from, name, site), site);
}

/** A member that is neither writable nor enumerable was not made to change; redefining it is not followed. */
function isLocked(property: Property | undefined): boolean {
  return property?.kind === "data" && property.fixed === true;
}

function propertyFrom(
  machine: Machine,
  from: ObjectValue,
  before: Property | undefined,
  site: Node,
): Property {
  const has = (key: string) => inherited(machine, from, key) !== undefined;
  const flag = (key: string, otherwise: boolean) =>
    has(key) ? truthOf(machine, getMember(machine, from, key, site), site) : otherwise;
  const hidden = !flag("enumerable", before !== undefined && !before.hidden);
  const visibility = hidden ? { hidden } : {};
  if (has("get") || has("set")) {
    const accessor = (key: "get" | "set") => {
      const value = has(key) ? getMember(machine, from, key, site) : undefined;
      if (isCallable(value)) return value;
      return before?.kind === "accessor" ? before[key] : undefined;
    };
    return { kind: "accessor", get: accessor("get"), set: accessor("set"), ...visibility };
  }
  if (before?.kind === "accessor" && !has("value") && !has("writable"))
    return { kind: "accessor", get: before.get, set: before.set, ...visibility };
  const fixed = !flag("writable", before?.kind === "data" && !before.fixed);
  const kept = before?.kind === "data" ? before.value : undefined;
  const value = has("value") ? getMember(machine, from, "value", site) : kept;
  return { kind: "data", value, ...(fixed ? { fixed } : {}), ...visibility };
}

/** A property as the program sees it. */
export function descriptorOf(property: Property, holder: Holder): ObjectValue {
  const state = integrityOf(holder);
  const isOpen = state === undefined || state === "closed";
  const common: readonly (readonly [string, Value])[] = [
    ["enumerable", !property.hidden],
    ["configurable", isOpen && !(property.kind === "data" && property.fixed)],
  ];
  if (property.kind === "accessor")
    return objectOf([["get", property.get], ["set", property.set], ...common]);
  const writable = !property.fixed && state !== "frozen";
  return objectOf([["value", property.value], ["writable", writable], ...common]);
}
