import type { Node } from "../../syntax/ast.ts";
import { peek } from "../inputs/holes.ts";
import type { Machine, ObjectValue, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { elementsOf } from "../values/elements.ts";
import { exactly, isReference } from "../values/numbers.ts";
import { intrinsic } from "../values/properties.ts";
import { arrayOf, isTraced } from "../values/value.ts";
import { callbackOf } from "./callbacks.ts";
import { iteratorOver } from "./iterators.ts";
import {
  functionOf,
  functionsOf,
  type HostType,
  iteratedBy,
  type Members,
  merged,
  type Table,
} from "./table.ts";

/** What a collection keeps: by key, the key and the value as the program gave them. */
type Entries = Map<unknown, readonly [key: Value, value: Value]>;

const contents = new WeakMap<ObjectValue, Entries>();

/** Numbers that depend on an input are keys by their exact value, which becomes a guard. */
function keyOf(machine: Machine, raw: Value, site: Node): unknown {
  const key = peek(raw);
  if (!isTraced(key)) return key;
  const exact = exactly(machine, key, site, "index");
  return key.isBoolean ? exact === 1 : exact;
}

function entriesOf(self: Value, site: Node): Entries {
  const value = peek(self);
  const entries = isReference(value) && value.kind === "object" ? contents.get(value) : undefined;
  return entries ?? raise("TypeError", "this is not a collection", site);
}

function put(machine: Machine, entries: Entries, key: Value, value: Value, site: Node): void {
  const place = keyOf(machine, key, site);
  const [known = Object.is(key, -0) ? 0 : key] = entries.get(place) ?? [];
  entries.set(place, [known, value]);
}

const shared: Table = {
  has: (machine, self, [key], site) => entriesOf(self, site).has(keyOf(machine, key, site)),
  delete: (machine, self, [key], site) => entriesOf(self, site).delete(keyOf(machine, key, site)),
};

const listing: Table = {
  ...shared,
  clear(_machine, self, _args, site) {
    entriesOf(self, site).clear();
    return undefined;
  },
  keys: (_machine, self, _args, site) => {
    const entries = entriesOf(self, site);
    return iteratorOver(() => [...entries.values()].map(([key]) => key));
  },
  values: (_machine, self, _args, site) => {
    const entries = entriesOf(self, site);
    return iteratorOver(() => [...entries.values()].map(([, value]) => value));
  },
  entries: (_machine, self, _args, site) => {
    const entries = entriesOf(self, site);
    return iteratorOver(() => pairsOf(entries));
  },
  forEach(machine, self, [callback, thisValue], site) {
    const call = callbackOf(callback, site);
    // The host's own iterator: what is added meanwhile is visited too.
    for (const [key, value] of entriesOf(self, site).values())
      machine.call(call, thisValue, [value, key, self], site);
    return undefined;
  },
};

const mapping: Table = {
  get: (machine, self, [key], site) => entriesOf(self, site).get(keyOf(machine, key, site))?.[1],
  set(machine, self, [key, value], site) {
    put(machine, entriesOf(self, site), key, value, site);
    return self;
  },
};

const adding: Table = {
  add(machine, self, [value], site) {
    const entries = entriesOf(self, site);
    if (!entries.has(keyOf(machine, value, site))) put(machine, entries, value, value, site);
    return self;
  },
};

/** By the host's own iterator, which follows what is added and deleted meanwhile. */
function* pairsOf(entries: Entries): Iterable<Value> {
  for (const [key, value] of entries.values()) yield arrayOf([key, value]);
}

function* valuesOf(entries: Entries): Iterable<Value> {
  for (const [, value] of entries.values()) yield value;
}

const size: Members = new Map([
  [
    "size",
    {
      kind: "accessor",
      get: functionOf("size", 0, (_machine, self, _args, site) => entriesOf(self, site).size),
      set: undefined,
      hidden: true,
    },
  ],
]);

/** `Map` and `Set`, and their weak kin, which here keep what they hold as long. */
export const collections: readonly HostType[] = [
  typeOf("Map", Map, merged(functionsOf({ ...listing, ...mapping }, Map.prototype), size), pairsOf),
  typeOf("Set", Set, merged(functionsOf({ ...listing, ...adding }, Set.prototype), size), valuesOf),
  typeOf("WeakMap", WeakMap, functionsOf({ ...shared, ...mapping }, WeakMap.prototype), undefined),
  typeOf("WeakSet", WeakSet, functionsOf({ ...shared, ...adding }, WeakSet.prototype), undefined),
];

function typeOf(
  name: string,
  host: { readonly length: number },
  methods: Members,
  list: ((entries: Entries) => Iterable<Value>) | undefined,
): HostType {
  const construct = (machine: Machine, [raw]: readonly Value[], site: Node): Value => {
    const entries: Entries = new Map();
    const source = peek(raw);
    for (const item of source === undefined || source === null
      ? []
      : elementsOf(machine, source, site)) {
      const [key, value] = name.endsWith("Map") ? elementsOf(machine, item, site) : [item, item];
      put(machine, entries, key, value, site);
    }
    const collection: ObjectValue = {
      kind: "object",
      properties: new Map(),
      prototype: intrinsic(machine, name),
      ...(list ? { iterate: () => list(entries) } : {}),
    };
    contents.set(collection, entries);
    return collection;
  };
  return {
    name,
    host,
    call: (_machine, _self, _args, site) => raise("TypeError", `${name} needs \`new\``, site),
    construct,
    methods: iteratedBy(methods, name === "Map" ? "entries" : "values"),
    statics: new Map(),
  };
}
