import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { peek } from "../inputs/holes.ts";
import type { ArrayValue, Machine, ObjectValue, Property, Traced, Value } from "../machine.ts";
import { applyOp, exactly, isReference } from "../values/numbers.ts";
import { visibleKeys } from "../values/properties.ts";
import { isCallable, isTraced, objectOf } from "../values/value.ts";
import { charge } from "./convert.ts";
import { type Holder, keysOf, ownValue } from "./ownMembers.ts";

/** A deep copy of data; by way of JSON, it loses what JSON cannot write. Inputs in it stay inputs. */
export function copyOf(
  machine: Machine,
  value: Value,
  way: "json" | "structured",
  site: Node,
): Value {
  const made = new Map<Value, Value>();
  return copy(value, "member");

  function copy(raw: Value, place: "member" | "element"): Value {
    const item = peek(raw);
    if (way === "json") {
      if (typeof item === "number") return Number.isFinite(item) ? item + 0 : null;
      if (isTraced(item) && !item.isBoolean) return finite(item);
      if (isCallable(item) || item === undefined) return place === "element" ? null : undefined;
    }
    if (!isReference(item)) return item;
    const known = made.get(item);
    if (known !== undefined) return known;
    if (isCallable(item) || (item.kind === "object" && item.iterate))
      return decline("only arrays and plain objects are copied; copy this by hand", site);
    if (item.kind === "array" && (way === "structured" || item.typed === undefined)) {
      const { named, ...plain } = item;
      const array: ArrayValue = { ...plain, elements: new Array<Value>(item.elements.length) };
      if (way === "structured") made.set(item, array);
      charge(machine, item.elements.length, site);
      for (const key of way === "json"
        ? item.elements.keys()
        : Object.keys(item.elements).map(Number))
        array.elements[key] = copy(item.elements[key], "element");
      // Text in JSON has no place for members beside the elements.
      if (way === "structured" && named)
        array.named = membersOf(item, visibleKeys({ properties: named }));
      return array;
    }
    return copyObject(item);
  }

  function finite(item: Traced): Value {
    if (!Number.isFinite(item.value)) {
      exactly(machine, item, site);
      return null;
    }
    return Object.is(item.value, -0) ? applyOp(machine, "add", [item, 0], site) : item;
  }

  function copyObject(item: Holder): ObjectValue {
    const object = objectOf();
    // By way of text a member that stands twice is two copies.
    if (way === "structured") made.set(item, object);
    for (const [key, property] of membersOf(item, keysOf(item, "visible")))
      object.properties.set(key, property);
    return object;
  }

  function membersOf(item: Holder, keys: readonly string[]): Map<string, Property> {
    const members = new Map<string, Property>();
    charge(machine, keys.length, site);
    for (const key of keys) {
      const value = copy(ownValue(machine, item, key, site), "member");
      if (value === undefined && way === "json") continue;
      members.set(key, { kind: "data", value });
    }
    return members;
  }
}
