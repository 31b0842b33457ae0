import { peek, settle } from "../inputs/holes.ts";
import type { Machine, Value } from "../machine.ts";
import { toKey } from "../values/members.ts";
import { isReference } from "../values/numbers.ts";
import { intrinsic } from "../values/properties.ts";
import { isTraced } from "../values/value.ts";
import { isDate } from "./dateType.ts";
import { hasOwn, parentOf } from "./ownMembers.ts";
import { patternOf } from "./regExp.ts";
import type { Call, Table } from "./table.ts";

const isOwn: Call = (machine, self, [key], site) =>
  hasOwn(settle(machine, self, "object", site), toKey(machine, key, site));

const isAbove: Call = (machine, self, [value]) => descendsFrom(machine, value, self);

function descendsFrom(machine: Machine, value: Value, prototype: Value): boolean {
  let at = isReference(value) ? parentOf(machine, value) : undefined;
  while (at && at !== prototype) at = parentOf(machine, at);
  return at !== undefined;
}

const isVisible: Call = (machine, self, [rawKey], site) => {
  const key = toKey(machine, rawKey, site);
  if (!hasOwn(self, key)) return false;
  if (!isReference(self)) return key !== "length";
  return self.kind === "array" ? key !== "length" : !self.properties.get(String(key))?.hidden;
};

const tagText: Call = (machine, self) => `[object ${tagOf(machine, peek(self))}]`;

/** What every object has. */
export const objectMethods: Table = {
  hasOwnProperty: isOwn,
  isPrototypeOf: isAbove,
  propertyIsEnumerable: isVisible,
  toString: tagText,
  valueOf: (_machine: Machine, self: Value) => self,
};

function tagOf(machine: Machine, value: Value): string {
  if (value === undefined) return "Undefined";
  if (value === null) return "Null";
  if (isTraced(value)) return value.isBoolean ? "Boolean" : "Number";
  if (typeof value !== "object") return `${typeof value}`.replace(/^./, (c) => c.toUpperCase());
  if (value.kind === "array") return value.typed ?? "Array";
  if (value.kind === "hole") return "Object";
  if (value.kind !== "object") return "Function";
  if (isDate(value)) return "Date";
  if (patternOf(value)) return "RegExp";
  return descendsFrom(machine, value, intrinsic(machine, "Error")) ? "Error" : "Object";
}
