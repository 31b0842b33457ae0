import type { Node } from "../../syntax/ast.ts";
import type { Machine, ObjectValue, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { charAt } from "../regex/charTest.ts";
import type { Pattern } from "../regex/pattern.ts";
import { textOf } from "../values/numbers.ts";
import { arrayOf, isCallable } from "../values/value.ts";
import { boundedText } from "./convert.ts";
import {
  execute,
  groupsOf,
  type Match,
  matchArray,
  matchFrom,
  setLastIndex,
  textAt,
} from "./regExp.ts";

/** A regular expression that a method of text was given. */
export interface Given {
  readonly object: ObjectValue;
  readonly pattern: Pattern;
}

/** All matches of a pattern with the flag g, or the next one. */
function matchesOf(
  machine: Machine,
  { object, pattern }: Given,
  text: string,
  site: Node,
): Match[] {
  if (!pattern.global) {
    const match = execute(machine, object, pattern, text, site);
    return match ? [match] : [];
  }
  const matches: Match[] = [];
  let at = 0;
  for (;;) {
    const match = at > text.length ? undefined : matchFrom(machine, pattern, text, at, site);
    if (!match) break;
    matches.push(match);
    const { start, end } = match[0];
    // Behind an empty match the search goes on one character further.
    at = end > start ? end : end + (charAt(text, end, pattern.unicode).length || 1);
  }
  setLastIndex(object, 0);
  return matches;
}

export function matched(machine: Machine, given: Given, text: string, site: Node): Value {
  const matches = matchesOf(machine, given, text, site);
  const [first] = matches;
  if (!first) return null;
  return given.pattern.global
    ? arrayOf(matches.map(([whole]) => textAt(text, whole)))
    : matchArray(given.pattern, text, first);
}

export function allMatches(machine: Machine, given: Given, text: string, site: Node): Value[] {
  if (!given.pattern.global) raise("TypeError", "matchAll needs the flag g", site);
  return matchesOf(machine, given, text, site).map((match) =>
    matchArray(given.pattern, text, match),
  );
}

export function searched(machine: Machine, { pattern }: Given, text: string, site: Node): number {
  return matchFrom(machine, pattern, text, 0, site)?.[0].start ?? -1;
}

export function replacedBy(
  machine: Machine,
  given: Given,
  text: string,
  by: Value,
  site: Node,
): string {
  const template = isCallable(by) ? undefined : textOf(machine, by, site);
  let result = "";
  let done = 0;
  for (const match of matchesOf(machine, given, text, site)) {
    const [whole] = match;
    const replacement =
      template === undefined
        ? answerOf(machine, by, given.pattern, text, match, site)
        : filled(template, given.pattern, text, match);
    result += text.slice(done, whole.start) + replacement;
    boundedText(machine, result.length, site);
    done = whole.end;
  }
  return result + text.slice(done);
}

function answerOf(
  machine: Machine,
  by: Value,
  { names }: Pattern,
  text: string,
  match: Match,
  site: Node,
): string {
  if (!isCallable(by)) return "";
  const groups = groupsOf(names, text, match);
  const args = [...match.map((span) => textAt(text, span)), match[0].start, text];
  const answer = machine.call(by, undefined, groups === undefined ? args : [...args, groups], site);
  return textOf(machine, answer, site);
}

/** `$1`, `$&` and their kin (ECMA-262, GetSubstitution). */
function filled(template: string, { names }: Pattern, text: string, match: Match): string {
  const [whole] = match;
  return template.replace(/\$(?:([$&`'])|(\d\d?)|<([^>]*)>)/g, (written, sign, digits, name) => {
    switch (sign) {
      case "$":
        return "$";
      case "&":
        return text.slice(whole.start, whole.end);
      case "`":
        return text.slice(0, whole.start);
      case "'":
        return text.slice(whole.end);
    }
    if (name !== undefined) {
      return names.size === 0 ? written : (textAt(text, match[names.get(name) ?? -1]) ?? "");
    }
    const [two, one] = [Number(digits), Number(digits[0])];
    if (two >= 1 && two < match.length) return textAt(text, match[two]) ?? "";
    if (digits.length === 2 && one >= 1 && one < match.length)
      return (textAt(text, match[one]) ?? "") + digits[1];
    return written;
  });
}

/** The text between the matches, and what the groups of each match captured. */
export function splitBy(
  machine: Machine,
  { pattern }: Given,
  text: string,
  limit: number,
  site: Node,
): Value[] {
  const isWholeMatched = (at: number) => matchFrom(machine, pattern, text, at, site, true);
  if (limit === 0) return [];
  if (text === "") return isWholeMatched(0) ? [] : [text];
  const parts: Value[] = [];
  let done = 0;
  let at = 0;
  while (at < text.length) {
    const match = isWholeMatched(at);
    const end = match && Math.min(match[0].end, text.length);
    if (!match || end === undefined || end === done) {
      at += charAt(text, at, pattern.unicode).length;
      continue;
    }
    parts.push(text.slice(done, at), ...match.slice(1).map((span) => textAt(text, span)));
    if (parts.length >= limit) return parts.slice(0, limit);
    done = end;
    at = done;
  }
  parts.push(text.slice(done));
  return parts.slice(0, limit);
}
