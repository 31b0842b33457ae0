import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import type { Callable, ObjectValue } from "../machine.ts";
import { objectOf } from "./value.ts";

/** Whether `new` works on it: not on arrow functions, methods and most of what is built in. */
export function isConstructor(callee: Callable): boolean {
  if (callee.kind === "class") return true;
  if (callee.kind === "builtin") return callee.construct !== undefined;
  const { type, parent, async, generator } = callee.node;
  if (type === "ArrowFunctionExpression" || async || generator) return false;
  if (parent?.type === "MethodDefinition") return parent.kind === "constructor";
  return parent?.type !== "Property" || (!parent.method && parent.kind === "init");
}

/** `callee.prototype`, made when a plain function is first used as a constructor. */
export function prototypeOf(callee: Callable): ObjectValue {
  if (callee.kind === "class") return callee.prototype;
  const known = callee.properties.get("prototype");
  if (known?.kind === "data" && typeof known.value === "object" && known.value?.kind === "object")
    return known.value;
  const prototype = objectOf();
  prototype.properties.set("constructor", { kind: "data", value: callee, hidden: true });
  callee.properties.set("prototype", { kind: "data", value: prototype, hidden: true });
  return prototype;
}

/** The prototype where instances are made; one that is no object of its own is not followed. */
export function plainPrototypeOf(callee: Callable, site: Node): ObjectValue {
  const given = callee.properties.get("prototype");
  const isPlain =
    given?.kind === "data" && typeof given.value === "object" && given.value?.kind === "object";
  if (!isPlain && (given || callee.kind === "builtin"))
    decline(`the prototype of ${callee.name || "this function"} is not an object`, site);
  return prototypeOf(callee);
}
