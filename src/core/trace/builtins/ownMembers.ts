import type { Node } from "../../syntax/ast.ts";
import { peek, settle } from "../inputs/holes.ts";
import type { ArrayValue, Callable, Machine, ObjectValue, Property, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import type { Key } from "../values/members.ts";
import { isReference } from "../values/numbers.ts";
import {
  arrayKeys,
  copiedKeys,
  intrinsic,
  isOwnOfArray,
  noPrototype,
  ownKeys,
  readProperty,
  visibleKeys,
} from "../values/properties.ts";

export type Holder = ArrayValue | ObjectValue | Callable;

/** The object a function of `Object` was given; other values have no members of their own. */
export function holderOf(machine: Machine, raw: Value, site: Node): Holder | undefined {
  const value = settle(machine, raw, "object", site);
  if (value === undefined || value === null)
    return raise("TypeError", `${value} is not an object`, site);
  return isReference(value) ? value : undefined;
}

export function hasOwn(raw: Value, key: Key): boolean {
  const value = peek(raw);
  const name = String(key);
  if (typeof value === "string") return Object.hasOwn(Object(value), name);
  if (!isReference(value)) return false;
  if (value.kind === "array") return isOwnOfArray(value, name);
  return value.properties.has(name);
}

/** The names of all own members, of those that loops come across, or of those that `assign` copies. */
export function keysOf(holder: Holder, which: "all" | "visible" | "copied"): string[] {
  if (holder.kind === "array") {
    const hasLength = which === "all" && holder.typed === undefined;
    if (!hasLength) return arrayKeys(holder);
    const named = holder.named ? ownKeys({ properties: holder.named }) : [];
    return [...Object.keys(holder.elements), "length", ...named];
  }
  if (which === "all") return ownKeys(holder);
  return which === "copied" ? copiedKeys(holder) : visibleKeys(holder);
}

/** An own member as a property. */
export function ownProperty(holder: Holder, name: string): Property | undefined {
  if (holder.kind !== "array") return holder.properties.get(name);
  if (name === "length") return { kind: "data", value: holder.elements.length, hidden: true };
  return isOwnOfArray(holder, name) && !holder.named?.has(name)
    ? { kind: "data", value: holder.elements[Number(name)] }
    : holder.named?.get(name);
}

/** What `holder[name]` gives, for a member of its own. */
export function ownValue(machine: Machine, holder: Holder, name: string, site: Node): Value {
  const property = ownProperty(holder, name);
  return property && readProperty(machine, property, holder, site);
}

/** `Object.getPrototypeOf`. */
export function parentOf(machine: Machine, holder: Holder): Holder | undefined {
  if (holder.kind === "array") return intrinsic(machine, holder.typed ?? "Array");
  if (holder.kind === "class" && holder.parent) return holder.parent;
  if (holder.kind !== "object") return intrinsic(machine, "Function");
  const common = intrinsic(machine, "Object");
  if (holder === common || holder.prototype === noPrototype) return undefined;
  return holder.prototype ?? common;
}
