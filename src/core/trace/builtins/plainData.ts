import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { settle } from "../inputs/holes.ts";
import type { Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { exactly, isReference } from "../values/numbers.ts";
import { inherited } from "../values/properties.ts";
import { isCallable, isTraced } from "../values/value.ts";
import { charge } from "./convert.ts";
import { keysOf, ownValue } from "./ownMembers.ts";

export type PlainData =
  | undefined
  | null
  | number
  | string
  | boolean
  | readonly PlainData[]
  | { readonly [key: string]: PlainData };

/** A value as the data of which JSON makes text; `inputs` counts the numbers in it that depend on an input. */
export function plainDataOf(
  machine: Machine,
  value: Value,
  site: Node,
): { readonly data: PlainData; readonly inputs: number } {
  const open = new Set<Value>();
  let inputs = 0;
  return { data: visit(value), inputs };

  function visit(raw: Value): PlainData {
    const item = settle(machine, raw, "number", site);
    if (isTraced(item)) {
      inputs++;
      const exact = exactly(machine, item, site, "text");
      return item.isBoolean ? exact === 1 : exact;
    }
    if (!isReference(item)) return item as PlainData;
    if (isCallable(item)) return undefined;
    if (open.has(item)) raise("TypeError", "JSON has no text for a circle", site);
    open.add(item);
    const keys = keysOf(item, "visible");
    charge(machine, keys.length, site);
    if (item.kind === "object" && inherited(machine, item, "toJSON"))
      decline("`toJSON` is not read; give JSON.stringify the plain members", site);
    const data: PlainData =
      item.kind === "array" && item.typed === undefined
        ? Array.from(item.elements, visit)
        : fromEntries(keys.map((key) => [key, visit(ownValue(machine, item, key, site))]));
    open.delete(item);
    return data;
  }
}

/** Without a prototype, so that no name means more than itself. */
function fromEntries(
  entries: readonly (readonly [string, PlainData])[],
): Record<string, PlainData> {
  const data = Object.create(null) as Record<string, PlainData>;
  for (const [key, value] of entries) data[key] = value;
  return data;
}
