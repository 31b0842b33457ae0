import { settle } from "../inputs/holes.ts";
import type { Machine, Value } from "../machine.ts";
import { toKey } from "../values/members.ts";
import { isReference } from "../values/numbers.ts";
import { isTraced } from "../values/value.ts";
import { hasOwn, parentOf } from "./ownMembers.ts";
import type { Call, Table } from "./table.ts";

const isOwn: Call = (machine, self, [key], site) =>
  hasOwn(settle(machine, self, "object", site), toKey(machine, key, site));

const isAbove: Call = (machine, self, [value]) => {
  let at = isReference(value) ? parentOf(machine, value) : undefined;
  while (at && at !== self) at = parentOf(machine, at);
  return at !== undefined;
};

const isVisible: Call = (machine, self, [rawKey], site) => {
  const key = toKey(machine, rawKey, site);
  if (!hasOwn(self, key)) return false;
  if (!isReference(self)) return key !== "length";
  return self.kind === "array" ? key !== "length" : !self.properties.get(String(key))?.hidden;
};

const tagText: Call = (_machine, self) => `[object ${tagOf(self)}]`;

/** What every object has. */
export const objectMethods: Table = {
  hasOwnProperty: isOwn,
  isPrototypeOf: isAbove,
  propertyIsEnumerable: isVisible,
  toString: tagText,
  valueOf: (_machine: Machine, self: Value) => self,
};

function tagOf(value: Value): string {
  if (value === undefined) return "Undefined";
  if (value === null) return "Null";
  if (isTraced(value)) return value.isBoolean ? "Boolean" : "Number";
  if (typeof value !== "object") return `${typeof value}`.replace(/^./, (c) => c.toUpperCase());
  if (value.kind === "array") return value.typed ?? "Array";
  return value.kind === "object" || value.kind === "hole" ? "Object" : "Function";
}
