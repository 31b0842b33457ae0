import type { Node } from "../../syntax/ast.ts";
import { peek } from "../inputs/holes.ts";
import type { Plain } from "../inputs/plain.ts";
import type { Machine, ObjectValue, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { textOf } from "../values/numbers.ts";
import { arrayOf, isCallable } from "../values/value.ts";
import { boundedText, position } from "./convert.ts";
import { iteratorOver } from "./iterators.ts";
import {
  allMatches,
  type Given,
  matched,
  replacedBy,
  searched,
  splitBy,
} from "./patternMethods.ts";
import { patternOf, regExpFrom } from "./regExp.ts";
import type { Call, Table } from "./table.ts";

type TextOrNumber = string | number | undefined;

/**
 * Methods whose arguments are all text ("s") or numbers ("n"), run on the host's own: they are linear in
 * the text.
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

/** They look at one letter, however long the text. */
const lettersOnly = /^(at|char(Code)?At|codePointAt)$/;

function plainly(name: string, signature: string): Call {
  const given = lettersOnly.test(name) ? unmeasured : asText;
  return (machine, self, args, site) => {
    const text = given(machine, self, site);
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
  const text = unmeasured(machine, self, site);
  boundedText(machine, text.length, site);
  return text;
}

function unmeasured(machine: Machine, self: Value, site: Node): string {
  const value = peek(self);
  if (value === undefined || value === null)
    return raise("TypeError", `${value} is not text`, site);
  return textOf(machine, value, site);
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
  split(machine, self, [separator, rawLimit], site) {
    const text = asText(machine, self, site);
    const most = position(machine, rawLimit, site);
    const limit = most === undefined ? 2 ** 32 - 1 : most >>> 0;
    if (separator === undefined) return arrayOf(limit === 0 ? [] : [text]);
    const given = givenPattern(separator);
    if (given) return arrayOf(splitBy(machine, given, text, limit, site));
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
  const given = givenPattern(rawPart);
  if (given) {
    if (method === "replaceAll" && !given.pattern.global)
      raise("TypeError", "replaceAll needs the flag g", site);
    return replacedBy(machine, given, text, by, site);
  }
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

/** Methods that look for a regular expression; of text they make one. */
const matching: Table = {
  match: (machine, self, [raw], site) =>
    matched(machine, asPattern(machine, raw, "", site), asText(machine, self, site), site),
  matchAll(machine, self, [raw], site) {
    const given = asPattern(machine, raw, "g", site);
    const matches = allMatches(machine, given, asText(machine, self, site), site);
    return iteratorOver(() => matches);
  },
  search: (machine, self, [raw], site) =>
    searched(machine, asPattern(machine, raw, "", site), asText(machine, self, site), site),
};

function givenPattern(raw: Value): Given | undefined {
  const pattern = patternOf(raw);
  return pattern && { object: peek(raw) as ObjectValue, pattern };
}

function asPattern(machine: Machine, raw: Value, flags: string, site: Node): Given {
  const source = raw === undefined ? "(?:)" : raw;
  const object = patternOf(source)
    ? source
    : regExpFrom(machine, textOf(machine, source, site), flags, site);
  return givenPattern(object) as Given;
}

function countOf(text: string, part: string): number {
  return part === "" ? text.length + 1 : text.split(part).length - 1;
}

export const stringMethods: Table = {
  ...Object.fromEntries(
    Object.entries(signatures).map(([name, signature]) => [name, plainly(name, signature)]),
  ),
  ...growing,
  ...matching,
};
