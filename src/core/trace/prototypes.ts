import type { Callable, ObjectValue } from "./machine.ts";
import { objectOf } from "./value.ts";

/** `callee.prototype`, made when a plain function is first used as a constructor. */
export function prototypeOf(callee: Callable): ObjectValue {
  if (callee.kind === "class") return callee.prototype;
  const known = callee.properties.get("prototype");
  if (known?.kind === "data" && typeof known.value === "object" && known.value?.kind === "object")
    return known.value;
  const prototype = objectOf([["constructor", callee]]);
  callee.properties.set("prototype", { kind: "data", value: prototype });
  return prototype;
}
