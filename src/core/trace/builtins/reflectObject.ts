import { decline } from "../decline.ts";
import { raise } from "../raise.ts";
import { elementsOf } from "../values/elements.ts";
import { mayWrite } from "../values/integrity.ts";
import { getMember, setMember, toKey } from "../values/members.ts";
import { arrayOf, isCallable } from "../values/value.ts";
import { hasOwn, holderOf, keysOf, parentOf } from "./ownMembers.ts";
import type { Table } from "./table.ts";

export const reflectFunctions: Table = {
  apply(machine, _self, [callee, self, args], site) {
    if (!isCallable(callee)) return raise("TypeError", "this is not a function", site);
    return machine.call(callee, self, elementsOf(machine, args, site), site);
  },
  get: (machine, _self, [object, key], site) =>
    getMember(machine, object, toKey(machine, key, site), site),
  set(machine, _self, [object, rawKey, value], site) {
    const holder = holderOf(machine, object, site);
    const key = toKey(machine, rawKey, site);
    if (holder && !mayWrite(holder, hasOwn(holder, key), `"${key}"`, site)) return false;
    setMember(machine, object, key, value, site);
    return true;
  },
  has(machine, _self, [object, rawKey], site) {
    const key = toKey(machine, rawKey, site);
    let at = holderOf(machine, object, site);
    while (at && !hasOwn(at, key)) at = parentOf(machine, at);
    return at !== undefined;
  },
  ownKeys(machine, _self, [object], site) {
    const holder = holderOf(machine, object, site);
    return arrayOf(holder ? keysOf(holder, "all") : []);
  },
  getPrototypeOf(machine, _self, [object], site) {
    const holder = holderOf(machine, object, site);
    return holder ? (parentOf(machine, holder) ?? null) : decline("this is not an object", site);
  },
  construct: (_machine, _self, _args, site) =>
    decline("Reflect.construct is not read; use `new`", site),
};
