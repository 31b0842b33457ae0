import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { peek } from "../inputs/holes.ts";
import type { Callable, Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { elementsOf } from "../values/elements.ts";
import { getMember } from "../values/members.ts";
import { isReference } from "../values/numbers.ts";
import { isConstructor } from "../values/prototypes.ts";
import { isCallable } from "../values/value.ts";
import { sourceElements } from "./arrayType.ts";
import {
  constantsOf,
  functionOf,
  functionsOf,
  type HostType,
  merged,
  type Table,
} from "./table.ts";

const methods: Table = {
  call: (machine, self, [thisValue, ...args], site) =>
    machine.call(functionIn(self, site), thisValue, args, site),
  apply(machine, self, [thisValue, rawArgs], site) {
    const list = peek(rawArgs);
    const isNone = list === undefined || list === null;
    const isArrayLike = isReference(list) && list.kind === "object" && !list.elastic;
    const args = isNone
      ? []
      : isArrayLike
        ? sourceElements(machine, list, site)
        : elementsOf(machine, list, site);
    return machine.call(functionIn(self, site), thisValue, Array.from(args), site);
  },
  bind(machine, self, [thisValue, ...bound], site) {
    const target = functionIn(self, site);
    const length = getMember(machine, target, "length", site);
    const left = typeof length === "number" ? Math.max(length - bound.length, 0) : 0;
    const made = functionOf(`bound ${target.name}`, left, (own, _self, args, callSite) =>
      own.call(target, thisValue, [...bound, ...args], callSite),
    );
    const construct = (_own: Machine, _args: readonly Value[], callSite: Node) =>
      decline("`new` on a bound function is not read; use the class itself", callSite);
    return isConstructor(target) ? { ...made, construct } : made;
  },
  toString: (_machine: Machine, _self: Value, _args: readonly Value[], site: Node) =>
    decline("the text of a function is not read", site),
};

function functionIn(self: Value, site: Node): Callable {
  const value = peek(self);
  return isCallable(value) ? value : raise("TypeError", "this is not a function", site);
}

export const functionType: HostType = {
  name: "Function",
  host: Function,
  call: (_machine, _self, _args, site) =>
    decline("code in text is not run; write the function itself", site),
  construct: (_machine, _args, site) =>
    decline("code in text is not run; write the function itself", site),
  methods: merged(
    functionsOf(methods, Function.prototype),
    constantsOf([
      ["length", 0],
      ["name", ""],
    ]),
  ),
  statics: new Map(),
};
