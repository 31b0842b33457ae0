import type { Node } from "../../syntax/ast.ts";
import type { Machine, ObjectValue, Value } from "../machine.ts";
import { getMember } from "../values/members.ts";
import { isReference, textOf } from "../values/numbers.ts";
import { inherited, intrinsic, readProperty } from "../values/properties.ts";
import { functionsOf, type HostType, type Members, merged } from "./table.ts";

const names = [
  "Error",
  "EvalError",
  "RangeError",
  "ReferenceError",
  "SyntaxError",
  "TypeError",
  "URIError",
] as const;

function makeError(
  machine: Machine,
  name: string,
  [message, options]: readonly Value[],
  site: Node,
): ObjectValue {
  const error: ObjectValue = {
    kind: "object",
    properties: new Map(),
    prototype: intrinsic(machine, name),
  };
  const set = (key: string, value: Value) =>
    error.properties.set(key, { kind: "data", value, hidden: true });
  if (message !== undefined) set("message", textOf(machine, message, site));
  const cause =
    isReference(options) && options.kind === "object" && inherited(machine, options, "cause");
  if (cause) set("cause", readProperty(machine, cause, options, site));
  return error;
}

export function isError(machine: Machine, value: Value): value is ObjectValue {
  if (typeof value !== "object" || value?.kind !== "object") return false;
  const wanted = intrinsic(machine, "Error");
  for (let at: ObjectValue | undefined = value; at; at = at.prototype)
    if (at === wanted) return true;
  return false;
}

/** What an error says, if that is plain text. */
export function messageOf(error: ObjectValue): string | undefined {
  const message = error.properties.get("message");
  if (message?.kind !== "data" || typeof message.value !== "string") return undefined;
  return message.value === "" ? undefined : message.value;
}

function errorText(machine: Machine, self: Value, _args: readonly Value[], site: Node): string {
  const read = (key: string, otherwise: string) => {
    const value = getMember(machine, self, key, site);
    return value === undefined ? otherwise : textOf(machine, value, site);
  };
  const [name, message] = [read("name", "Error"), read("message", "")];
  if (name === "" || message === "") return name + message;
  return `${name}: ${message}`;
}

export const errorTypes: readonly HostType[] = names.map((name) => ({
  name,
  host: Error,
  call: (machine, _self, args, site) => makeError(machine, name, args, site),
  construct: (machine, args, site) => makeError(machine, name, args, site),
  methods: merged(
    writable(name),
    name === "Error" ? functionsOf({ toString: errorText }, Error.prototype) : new Map(),
  ),
  // Where an error was made is not kept.
  statics: functionsOf(
    { captureStackTrace: () => undefined },
    { captureStackTrace: { length: 2 } },
  ),
  ...(name === "Error" ? {} : { parent: "Error" }),
}));

/** Unlike constants, a program may set these. */
function writable(name: string): Members {
  return new Map([
    ["name", { kind: "data", value: name, hidden: true }],
    ["message", { kind: "data", value: "", hidden: true }],
  ]);
}
