import type { ObjectValue, Value } from "../machine.ts";
import { builtin, objectOf } from "../values/value.ts";

/** What `keys()`, `values()` and `entries()` give: gone over once, by a loop or by `next()`. */
export function iteratorOver(listed: () => Iterable<Value>): ObjectValue {
  let rest: Value[] | undefined;
  const remaining = () => {
    rest ??= [...listed()];
    return rest;
  };
  const next = builtin("next", () => {
    const done = remaining().length === 0;
    return objectOf([
      ["value", remaining().shift()],
      ["done", done],
    ]);
  });
  const iterate = () => remaining().splice(0);
  const iterator: ObjectValue = {
    kind: "object",
    properties: new Map(),
    prototype: undefined,
    iterate,
  };
  iterator.properties.set("next", { kind: "data", value: next, hidden: true });
  return iterator;
}
