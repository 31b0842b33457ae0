import type { Node } from "../syntax/ast.ts";
import { nodeRange, UserThrow } from "./decline.ts";
import type { Value } from "./machine.ts";
import { objectOf } from "./value.ts";

/** An error that JavaScript itself would throw here; the program's own catch may take it. */
export function raise(
  name: "TypeError" | "ReferenceError" | "RangeError",
  message: string,
  site: Node,
): never {
  const error = objectOf([
    ["name", name],
    ["message", message],
  ]);
  throw new UserThrow(error, { message: `throws ${name}: ${message}`, range: nodeRange(site) });
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
