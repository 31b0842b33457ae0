import type { Builtin } from "../machine.ts";
import { textOf } from "../numbers.ts";
import { builtin } from "../value.ts";

/** What every object has. */
export const objectMethods: ReadonlyMap<string, Builtin> = new Map(
  [
    builtin("hasOwnProperty", (machine, self, [key], site) => {
      if (typeof self !== "object" || self === null || !("properties" in self)) return false;
      return self.properties.has(textOf(machine, key, site));
    }),
    builtin("toString", (machine, self, _args, site) => textOf(machine, self, site)),
  ].map((method) => [method.name, method]),
);
