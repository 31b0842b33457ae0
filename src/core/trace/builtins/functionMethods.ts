import { decline } from "../decline.ts";
import { settle } from "../holes.ts";
import type { Builtin, Value } from "../machine.ts";
import { builtin, isCallable } from "../value.ts";

/** `call`, `apply` and `bind`. */
export const functionMethods: ReadonlyMap<string, Builtin> = new Map(
  [
    builtin("call", (machine, self, [thisValue, ...args], site) =>
      isCallable(self)
        ? machine.call(self, thisValue, args, site)
        : decline("this is not a function", site),
    ),
    builtin("apply", (machine, self, [thisValue, rawArgs], site) => {
      if (!isCallable(self)) return decline("this is not a function", site);
      const args: Value =
        rawArgs === undefined ? undefined : settle(machine, rawArgs, "array", site);
      const elements = typeof args === "object" && args?.kind === "array" ? args.elements : [];
      return machine.call(self, thisValue, elements, site);
    }),
    builtin("bind", (_machine, self, [thisValue, ...bound], site) => {
      if (!isCallable(self)) return decline("this is not a function", site);
      return builtin(self.name, (machine, _self, args, callSite) =>
        machine.call(self, thisValue, [...bound, ...args], callSite),
      );
    }),
  ].map((method) => [method.name, method]),
);
