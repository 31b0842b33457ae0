import { decline } from "../decline.ts";
import type { Builtin } from "../machine.ts";
import { iteratorKey } from "../steps.ts";
import { functionOf } from "./table.ts";

/** `Symbol`, of which numeric code uses `Symbol.iterator`. */
export function createSymbol(): Builtin {
  const symbol = functionOf("Symbol", 0, (_machine, _self, _args, site) =>
    decline("symbols are not read; use a name in quotes", site),
  );
  const known = [
    ["iterator", iteratorKey],
    ["toStringTag", "@@toStringTag"],
  ] as const;
  for (const [name, key] of known)
    symbol.properties.set(name, { kind: "data", value: key, hidden: true, fixed: true });
  return symbol;
}
