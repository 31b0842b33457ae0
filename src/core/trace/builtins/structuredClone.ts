import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { peek } from "../inputs/holes.ts";
import type { Machine, ObjectValue, Traced, Value } from "../machine.ts";
import { applyOp, exactly, isReference } from "../values/numbers.ts";
import { isCallable, isTraced, objectOf } from "../values/value.ts";
import { charge } from "./convert.ts";
import { keysOf, ownValue } from "./ownMembers.ts";

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
      const array = { ...item, elements: new Array<Value>(item.elements.length) };
      if (way === "structured") made.set(item, array);
      charge(machine, item.elements.length, site);
      for (const key of way === "json"
        ? item.elements.keys()
        : Object.keys(item.elements).map(Number))
        array.elements[key] = copy(item.elements[key], "element");
      return array;
    }
    return copyMembers(item);
  }

  function finite(item: Traced): Value {
    if (!Number.isFinite(item.value)) {
      exactly(machine, item, site);
      return null;
    }
    return Object.is(item.value, -0) ? applyOp(machine, "add", [item, 0], site) : item;
  }

  function copyMembers(item: Parameters<typeof keysOf>[0]): ObjectValue {
    const object = objectOf();
    // By way of text a member that stands twice is two copies.
    if (way === "structured") made.set(item, object);
    const keys = keysOf(item, "visible");
    charge(machine, keys.length, site);
    for (const key of keys) {
      const value = copy(ownValue(machine, item, key, site), "member");
      if (value === undefined && way === "json") continue;
      object.properties.set(key, { kind: "data", value });
    }
    return object;
  }
}
