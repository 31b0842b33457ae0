import type { Node } from "../../syntax/ast.ts";
import { peek } from "../inputs/holes.ts";
import type { Plain } from "../inputs/plain.ts";
import type { Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { textOf } from "../values/numbers.ts";
import { arrayOf, isCallable } from "../values/value.ts";
import { boundedText, position } from "./convert.ts";
import type { Call, Table } from "./table.ts";

type TextOrNumber = string | number | undefined;

/**
 * Methods whose arguments are all text ("s") or numbers ("n"), run on the host's own: they are linear in
 * the text. What needs a regular expression is left out, because the time one takes has no bound.
 */
const signatures: Readonly<Record<string, string>> = {
  at: "n",
  charAt: "n",
  charCodeAt: "n",
  codePointAt: "n",
  slice: "nn",
  substring: "nn",
  substr: "nn",
  indexOf: "sn",
  lastIndexOf: "sn",
  includes: "sn",
  startsWith: "sn",
  endsWith: "sn",
  toUpperCase: "",
  toLowerCase: "",
  trim: "",
  trimStart: "",
  trimEnd: "",
  localeCompare: "s",
  normalize: "s",
  isWellFormed: "",
};

function plainly(name: string, signature: string): Call {
  return (machine, self, args, site) => {
    const text = asText(machine, self, site);
    const plain = [...signature]
      .slice(0, args.length)
      .map((kind, index) =>
        kind === "n"
          ? position(machine, args[index], site)
          : optionalText(machine, args[index], site),
      );
    // A method of the host's strings, from the table above.
    const method = (
      String.prototype as unknown as Record<string, (...args: TextOrNumber[]) => Plain>
    )[name];
    return method?.apply(text, plain);
  };
}

function asText(machine: Machine, self: Value, site: Node): string {
  const value = peek(self);
  if (value === undefined || value === null)
    return raise("TypeError", `${value} is not text`, site);
  const text = textOf(machine, value, site);
  boundedText(machine, text.length, site);
  return text;
}

function optionalText(machine: Machine, value: Value, site: Node): string | undefined {
  return value === undefined ? undefined : textOf(machine, value, site);
}

/** Methods that may make much of little. */
const growing: Table = {
  concat(machine, self, args, site) {
    const parts = [self, ...args].map((part) => textOf(machine, part, site));
    boundedText(
      machine,
      parts.reduce((sum, part) => sum + part.length, 0),
      site,
    );
    return parts.join("");
  },
  repeat(machine, self, [rawCount], site) {
    const text = asText(machine, self, site);
    const count = Math.trunc(position(machine, rawCount, site) ?? 0) || 0;
    if (count < 0 || count === Number.POSITIVE_INFINITY)
      raise("RangeError", `text cannot be repeated ${count} times`, site);
    boundedText(machine, text.length * count, site);
    return text.repeat(count);
  },
  padStart: (machine, self, args, site) => padded(machine, self, args, site, "padStart"),
  padEnd: (machine, self, args, site) => padded(machine, self, args, site, "padEnd"),
  split(machine, self, [separator, limit], site) {
    const text = asText(machine, self, site);
    const most = position(machine, limit, site);
    if (separator === undefined)
      return arrayOf(most !== undefined && most >>> 0 === 0 ? [] : [text]);
    return arrayOf(text.split(textOf(machine, separator, site), most));
  },
  replace: (machine, self, args, site) => replaced(machine, self, args, site, "replace"),
  replaceAll: (machine, self, args, site) => replaced(machine, self, args, site, "replaceAll"),
  toString: itself,
  valueOf: itself,
};

function itself(machine: Machine, self: Value, _args: readonly Value[], site: Node): string {
  return textOf(machine, self, site);
}

function padded(
  machine: Machine,
  self: Value,
  [rawLength, rawFill]: readonly Value[],
  site: Node,
  method: "padStart" | "padEnd",
): string {
  const text = asText(machine, self, site);
  const length = position(machine, rawLength, site) ?? 0;
  const fill = optionalText(machine, rawFill, site);
  if (length > text.length && fill !== "") boundedText(machine, length, site);
  return text[method](length, fill);
}

function replaced(
  machine: Machine,
  self: Value,
  [rawPart, by]: readonly Value[],
  site: Node,
  method: "replace" | "replaceAll",
): string {
  const text = asText(machine, self, site);
  const part = textOf(machine, rawPart, site);
  if (isCallable(by)) {
    const replace = (match: string, at: number) =>
      textOf(machine, machine.call(by, undefined, [match, at, text], site), site);
    return text[method](part, replace);
  }
  const replacement = textOf(machine, by, site);
  const most = method === "replace" ? 1 : text.length + 1;
  // `$&` and its kin put the text itself, or parts of it, into the replacement.
  const each = replacement.includes("$")
    ? replacement.length * (text.length + 1)
    : replacement.length;
  boundedText(machine, text.length + Math.min(most, countOf(text, part)) * each, site);
  return text[method](part, replacement);
}

function countOf(text: string, part: string): number {
  return part === "" ? text.length + 1 : text.split(part).length - 1;
}

export const stringMethods: Table = {
  ...Object.fromEntries(
    Object.entries(signatures).map(([name, signature]) => [name, plainly(name, signature)]),
  ),
  ...growing,
};
