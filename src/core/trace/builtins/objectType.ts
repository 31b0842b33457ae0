import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { peek, settleListed } from "../inputs/holes.ts";
import type { Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { elementsOf } from "../values/elements.ts";
import { type Integrity, integrityOf, restrict } from "../values/integrity.ts";
import { setMember, toKey } from "../values/members.ts";
import { isReference, primalOf, textOf } from "../values/numbers.ts";
import { intrinsic, noPrototype } from "../values/properties.ts";
import { arrayOf, isTraced, objectOf } from "../values/value.ts";
import { charge } from "./convert.ts";
import { defineAll, defineFrom, descriptorOf } from "./descriptors.ts";
import { objectMethods } from "./objectMethods.ts";
import {
  type Holder,
  hasOwn,
  holderOf,
  keysOf,
  ownProperty,
  ownValue,
  parentOf,
} from "./ownMembers.ts";
import { functionsOf, type HostType, type Table } from "./table.ts";

type Pick = (machine: Machine, holder: Holder, key: string, site: Node) => Value;

/** Lists that go over the visible members. */
function listing(pick: Pick): Table[string] {
  return (machine, _self, [raw], site) => {
    const value = settleListed(machine, raw, site);
    if (typeof value === "string")
      return listing(pick)(machine, _self, [arrayOf([...value])], site);
    const holder = holderOf(machine, value, site);
    if (!holder) return arrayOf([]);
    const keys = keysOf(holder, "visible");
    charge(machine, keys.length, site);
    return arrayOf(keys.map((key) => pick(machine, holder, key, site)));
  };
}

const reading: Table = {
  keys: listing((_machine, _holder, key) => key),
  values: listing(ownValue),
  entries: listing((machine, holder, key, site) =>
    arrayOf([key, ownValue(machine, holder, key, site)]),
  ),
  getOwnPropertyNames(machine, _self, [raw], site) {
    const holder = holderOf(machine, raw, site);
    return arrayOf(holder ? keysOf(holder, "all") : []);
  },
  getOwnPropertyDescriptor(machine, _self, [raw, key], site) {
    const holder = holderOf(machine, raw, site);
    const property = holder && ownProperty(holder, String(toKey(machine, key, site)));
    return property && holder && descriptorOf(property, holder);
  },
  hasOwn: (machine, _self, [value, key], site) => hasOwn(value, toKey(machine, key, site)),
  is(machine, _self, [a, b], site) {
    const [left, right] = [peek(a), peek(b)];
    if (!isTraced(left) && !isTraced(right)) return Object.is(left, right);
    return isSameNumber(machine, left, right, site);
  },
  getPrototypeOf(machine, _self, [raw], site) {
    const holder = holderOf(machine, raw, site);
    return holder
      ? (parentOf(machine, holder) ?? null)
      : decline("the prototype of a plain value is not read", site);
  },
};

/** Both are numbers or both truth values, of exactly this value. */
function isSameNumber(machine: Machine, left: Value, right: Value, site: Node): boolean {
  const plain = (value: Value): Value => {
    if (!isTraced(value)) return value;
    const text = textOf(machine, value, site);
    return value.isBoolean ? text === "true" : primalOf(value);
  };
  return Object.is(plain(left), plain(right));
}

const making: Table = {
  assign(machine, _self, [target, ...sources], site) {
    for (const raw of sources) {
      const source = peek(raw);
      if (source === undefined || source === null) continue;
      const from =
        typeof source === "string" ? arrayOf([...source]) : holderOf(machine, source, site);
      if (!from) continue;
      for (const key of keysOf(from, "copied"))
        setMember(machine, target, key, ownValue(machine, from, key, site), site);
    }
    return target;
  },
  create(machine, _self, [parent, descriptors], site) {
    const made = objectOf();
    made.prototype = prototypeFrom(machine, parent, site);
    if (descriptors !== undefined) defineAll(machine, made, descriptors, site);
    return made;
  },
  fromEntries(machine, _self, [source], site) {
    const made = objectOf();
    for (const pair of elementsOf(machine, source, site)) {
      const [key, value] = elementsOf(machine, pair, site);
      made.properties.set(String(toKey(machine, key, site)), { kind: "data", value });
    }
    return made;
  },
  setPrototypeOf(machine, _self, [raw, parent], site) {
    const holder = holderOf(machine, raw, site);
    if (holder?.kind !== "object")
      return decline("the prototype of this value stays as it is", site);
    holder.prototype = prototypeFrom(machine, parent, site);
    for (let at: Holder | undefined = holder.prototype, seen = 0; at; seen++) {
      if (at === holder || seen > 1000) raise("TypeError", "prototypes form a circle", site);
      at = at.kind === "object" ? at.prototype : undefined;
    }
    return holder;
  },
  defineProperty(machine, _self, [raw, key, descriptor], site) {
    const holder = holderOf(machine, raw, site);
    if (!holder) return raise("TypeError", "members are defined on objects", site);
    defineFrom(machine, holder, String(toKey(machine, key, site)), descriptor, site);
    return holder;
  },
  defineProperties(machine, _self, [raw, descriptors], site) {
    const holder = holderOf(machine, raw, site);
    if (!holder) return raise("TypeError", "members are defined on objects", site);
    defineAll(machine, holder, descriptors, site);
    return holder;
  },
};

function prototypeFrom(machine: Machine, raw: Value, site: Node) {
  const parent = peek(raw);
  if (parent === null) return noPrototype;
  if (!isReference(parent)) return raise("TypeError", "a prototype is an object or null", site);
  if (parent.kind !== "object")
    return decline("this prototype is not read; use a plain object", site);
  return parent === intrinsic(machine, "Object") ? undefined : parent;
}

const restricting: Table = {
  preventExtensions: restriction("closed"),
  seal: restriction("sealed"),
  freeze: restriction("frozen"),
  isExtensible: (_machine, _self, [value]) =>
    isReference(value) && integrityOf(value) === undefined,
  isSealed: (_machine, _self, [value]) => isAtLeast(value, ["sealed", "frozen"]),
  isFrozen: (_machine, _self, [value]) => isAtLeast(value, ["frozen"]),
};

const order: readonly Integrity[] = ["closed", "sealed", "frozen"];

function restriction(state: Integrity): Table[string] {
  return (_machine, _self, [raw], site) => {
    const value = peek(raw);
    if (!isReference(value)) return value;
    if (value.kind === "array" && value.typed !== undefined && value.elements.length > 0)
      decline("a typed array is not frozen", site);
    const before = integrityOf(value);
    if (before === undefined || order.indexOf(before) < order.indexOf(state))
      restrict(value, state);
    return value;
  };
}

/** Without members, an object that is closed is frozen as well. */
function isAtLeast(raw: Value, states: readonly Integrity[]): boolean {
  const value = peek(raw);
  if (!isReference(value)) return true;
  const state = integrityOf(value);
  if (state === undefined) return false;
  const isEmpty = value.kind === "array" ? false : value.properties.size === 0;
  return states.includes(state) || isEmpty;
}

function makeObject(_machine: Machine, [raw]: readonly Value[], site: Node): Value {
  const value = peek(raw);
  if (value === undefined || value === null) return objectOf();
  if (isReference(value)) return value;
  return decline("a plain value as an object is not read", site);
}

export const objectType: HostType = {
  name: "Object",
  host: Object,
  call: (machine, _self, args, site) => makeObject(machine, args, site),
  construct: makeObject,
  methods: functionsOf(objectMethods, Object.prototype),
  statics: functionsOf({ ...reading, ...making, ...restricting }, Object),
};
