import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { peek } from "../inputs/holes.ts";
import type { Machine, ObjectValue, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import type { Span } from "../regex/attempt.ts";
import { compile, firstMatch, type Pattern } from "../regex/pattern.ts";
import { exactly, isReference, toNumeric } from "../values/numbers.ts";
import { intrinsic, noPrototype } from "../values/properties.ts";
import { arrayOf, objectOf } from "../values/value.ts";
import { charge } from "./convert.ts";

/** A match in a text: the whole, then the groups. */
export type Match = readonly [Span, ...(Span | undefined)[]];

const patterns = new WeakMap<ObjectValue, Pattern>();
const literals = new WeakMap<Node, Pattern>();

export function patternOf(raw: Value): Pattern | undefined {
  const value = peek(raw);
  return isReference(value) && value.kind === "object" ? patterns.get(value) : undefined;
}

export function regExpFrom(
  machine: Machine,
  source: string,
  flags: string,
  site: Node,
): ObjectValue {
  const compiled = compile(source, flags);
  if (compiled.kind === "unread") return decline(compiled.message, site);
  if (compiled.kind === "invalid") return raise("SyntaxError", compiled.message, site);
  return objectFor(machine, compiled.pattern);
}

/** Each time a literal is come across it is an object of its own. */
export function regExpLiteral(machine: Machine, node: Node, source: string, flags: string): Value {
  const known = literals.get(node);
  if (known) return objectFor(machine, known);
  const made = regExpFrom(machine, source, flags, node);
  const pattern = patterns.get(made);
  if (pattern) literals.set(node, pattern);
  return made;
}

function objectFor(machine: Machine, pattern: Pattern): ObjectValue {
  const object = objectOf([]);
  object.prototype = intrinsic(machine, "RegExp");
  object.properties.set("lastIndex", { kind: "data", value: 0, hidden: true });
  patterns.set(object, pattern);
  return object;
}

/** What a step of matching is charged: as much as going over a few elements. */
const elementsPerSpend = 2;

/** The next match in a text from a place on. */
export function matchFrom(
  machine: Machine,
  pattern: Pattern,
  text: string,
  from: number,
  site: Node,
  isHere = pattern.sticky,
): Match | undefined {
  return firstMatch(pattern, text, from, {
    isHere,
    spend: () => charge(machine, elementsPerSpend, site),
  });
}

/** `exec`: where the flags g and y say so, from `lastIndex` on, which moves behind the match. */
export function execute(
  machine: Machine,
  self: ObjectValue,
  pattern: Pattern,
  text: string,
  site: Node,
): Match | undefined {
  const keepsPlace = pattern.global || pattern.sticky;
  const start = keepsPlace ? lastIndexOf(machine, self, site) : 0;
  const match = start > text.length ? undefined : matchFrom(machine, pattern, text, start, site);
  if (keepsPlace) setLastIndex(self, match ? match[0].end : 0);
  return match;
}

export function setLastIndex(self: ObjectValue, index: number): void {
  self.properties.set("lastIndex", { kind: "data", value: index, hidden: true });
}

function lastIndexOf(machine: Machine, self: ObjectValue, site: Node): number {
  const property = self.properties.get("lastIndex");
  const value = property?.kind === "data" ? property.value : 0;
  const index = Math.trunc(exactly(machine, toNumeric(machine, value, site), site, "index"));
  return Number.isNaN(index) ? 0 : Math.min(Math.max(index, 0), Number.MAX_SAFE_INTEGER);
}

export function textAt(text: string, span: Span | undefined): string | undefined {
  return span && text.slice(span.start, span.end);
}

/** The array that `exec` and `match` give. */
export function matchArray({ names }: Pattern, text: string, match: Match): Value {
  const array = arrayOf(match.map((span) => textAt(text, span)));
  array.named = new Map(
    (
      [
        ["index", match[0].start],
        ["input", text],
        ["groups", groupsOf(names, text, match)],
      ] as const
    ).map(([name, value]) => [name, { kind: "data", value }]),
  );
  return array;
}

/** The named groups as an object; nothing where no group has a name. */
export function groupsOf(names: Pattern["names"], text: string, match: Match): Value {
  if (names.size === 0) return undefined;
  const groups = objectOf([...names].map(([name, index]) => [name, textAt(text, match[index])]));
  groups.prototype = noPrototype;
  return groups;
}
