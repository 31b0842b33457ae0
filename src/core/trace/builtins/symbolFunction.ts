import type { Builtin } from "../machine.ts";
import { iteratorSymbol, tagSymbol } from "../steps.ts";
import { textOf } from "../values/numbers.ts";
import { constantsOf, functionOf } from "./table.ts";

/**
 * `Symbol`. A symbol's description, which no two share, is the name under which members are kept
 * (`symbolKey`); so what the program calls it is not told apart, and not read.
 */
export function createSymbol(): Builtin {
  let made = 0;
  const registered = new Map<string, symbol>();
  const symbol = functionOf("Symbol", 0, () => Symbol(`${++made}`));
  const forName = functionOf("for", 1, (machine, _self, [name], site) => {
    const key = textOf(machine, name, site);
    const known = registered.get(key) ?? Symbol(`for:${key}`);
    registered.set(key, known);
    return known;
  });
  const members = constantsOf([
    ["iterator", iteratorSymbol],
    ["toStringTag", tagSymbol],
    ["for", forName],
  ]);
  for (const [name, member] of members) symbol.properties.set(name, member);
  return symbol;
}
