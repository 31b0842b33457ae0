import { type Node, nodeRange } from "../syntax/ast.ts";
import { UserThrow } from "./decline.ts";
import { lookUp } from "./functions/scope.ts";
import type { Machine, Value } from "./machine.ts";
import { prototypeOf } from "./values/prototypes.ts";
import { isCallable, objectOf } from "./values/value.ts";

/** An error that JavaScript itself would throw here; the program's own catch may take it. */
export function raise(
  name: "Error" | "TypeError" | "ReferenceError" | "RangeError" | "SyntaxError",
  message: string,
  site: Node,
): never {
  const error = objectOf();
  error.properties.set("message", { kind: "data", value: message, hidden: true });
  const reason = { message: `throws ${name}: ${message}`, range: nodeRange(site) };
  throw new UserThrow(error, reason, name);
}

/** What a `catch` gets: an error of the language becomes an instance of its class only when it is looked at. */
export function caughtValue(machine: Machine, { value, raised }: UserThrow): Value {
  if (raised === undefined || typeof value !== "object" || value?.kind !== "object") return value;
  const itsClass = lookUp(machine.globals, raised)?.value;
  if (isCallable(itsClass)) value.prototype ??= prototypeOf(itsClass);
  return value;
}

/** How an uncaught `throw value` is told to a person. */
export function describeThrown(value: Value): string {
  if (typeof value === "object" && value !== null && value.kind === "object") {
    const message = value.properties.get("message");
    if (message?.kind === "data" && typeof message.value === "string")
      return `throws: ${message.value}`;
  }
  return typeof value === "string" ? `throws: ${value}` : "throws an error";
}
