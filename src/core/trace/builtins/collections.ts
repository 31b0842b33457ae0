import type { Node } from "../../syntax/ast.ts";
import { elementsOf } from "../expressions/literals.ts";
import type { Builtin, Machine, ObjectValue, Value } from "../machine.ts";
import { exactly } from "../numbers.ts";
import { raise } from "../raise.ts";
import { arrayOf, builtin, isCallable, isTraced, objectOf } from "../value.ts";

/** What a collection keeps: by key, the key and the value as the program gave them. */
type Entries = Map<unknown, readonly [key: Value, value: Value]>;

/** Numbers that depend on an input are keys by their exact value, which becomes a guard. */
function keyOf(machine: Machine, key: Value, site: Node): unknown {
  return isTraced(key) ? exactly(machine, key, site) : key;
}

function collection(
  entries: Entries,
  methods: readonly Builtin[],
  iterate: () => readonly Value[],
): ObjectValue {
  const shared: readonly Builtin[] = [
    builtin("has", (machine, _self, [key], site) => entries.has(keyOf(machine, key, site))),
    builtin("delete", (machine, _self, [key], site) => entries.delete(keyOf(machine, key, site))),
    builtin("clear", () => {
      entries.clear();
      return undefined;
    }),
    builtin("keys", () => arrayOf([...entries.values()].map(([key]) => key))),
    builtin("values", () => arrayOf([...entries.values()].map(([, value]) => value))),
    builtin("entries", () =>
      arrayOf([...entries.values()].map(([key, value]) => arrayOf([key, value]))),
    ),
    builtin("forEach", (machine, self, [callback], site) => {
      if (!isCallable(callback)) return raise("TypeError", "forEach needs a function", site);
      for (const [key, value] of [...entries.values()]) {
        machine.call(callback, undefined, [value, key, self], site);
      }
      return undefined;
    }),
  ];
  const prototype = objectOf([...shared, ...methods].map((method) => [method.name, method]));
  const size = builtin("size", () => entries.size);
  prototype.properties.set("size", { kind: "accessor", get: size, set: undefined });
  return { kind: "object", properties: new Map(), prototype, iterate };
}

function makeMap(machine: Machine, [source]: readonly Value[], site: Node): Value {
  const entries: Entries = new Map();
  const set = (key: Value, value: Value) => entries.set(keyOf(machine, key, site), [key, value]);
  for (const pair of initial(machine, source, site)) {
    const [key, value] = elementsOf(machine, pair, site);
    set(key, value);
  }
  return collection(
    entries,
    [
      builtin("get", (_machine, _self, [key]) => entries.get(keyOf(machine, key, site))?.[1]),
      builtin("set", (_machine, self, [key, value]) => {
        set(key, value);
        return self;
      }),
    ],
    () => [...entries.values()].map(([key, value]) => arrayOf([key, value])),
  );
}

function makeSet(machine: Machine, [source]: readonly Value[], site: Node): Value {
  const entries: Entries = new Map();
  const add = (value: Value) => {
    const key = keyOf(machine, value, site);
    if (!entries.has(key)) entries.set(key, [value, value]);
  };
  for (const value of initial(machine, source, site)) add(value);
  return collection(
    entries,
    [
      builtin("add", (_machine, self, [value]) => {
        add(value);
        return self;
      }),
    ],
    () => [...entries.values()].map(([value]) => value),
  );
}

function initial(machine: Machine, source: Value, site: Node): readonly Value[] {
  return source === undefined || source === null ? [] : elementsOf(machine, source, site);
}

/** `Map` and `Set`. */
export const collections: readonly (readonly [string, Builtin])[] = [
  ["Map", builtin("Map", needsNew, makeMap)],
  ["Set", builtin("Set", needsNew, makeSet)],
];

function needsNew(_machine: Machine, _self: Value, _args: readonly Value[], site: Node): never {
  return raise("TypeError", "a collection needs `new`", site);
}
