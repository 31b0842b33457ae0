import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { isHole, peek, settle } from "../inputs/holes.ts";
import { ask } from "../inputs/questions.ts";
import type { Machine, ObjectValue, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import type { Pattern } from "../regex/pattern.ts";
import { textOf } from "../values/numbers.ts";
import { boundedText } from "./convert.ts";
import { execute, matchArray, matchFrom, patternOf, regExpFrom } from "./regExp.ts";
import {
  type Call,
  functionOf,
  functionsOf,
  type HostType,
  type Members,
  merged,
  type Table,
} from "./table.ts";

/** A method of regular expressions, given the pattern it was called on. */
function onPattern(
  work: (machine: Machine, self: ObjectValue, pattern: Pattern, text: string, site: Node) => Value,
): Call {
  return (machine, self, [raw], site) => {
    const pattern = patternOf(self);
    if (!pattern) return raise("TypeError", "this is not a regular expression", site);
    const text = textOf(machine, settleMatching(machine, raw, pattern, site), site);
    boundedText(machine, text.length, site);
    return work(machine, peek(self) as ObjectValue, pattern, text, site);
  };
}

/** An input that a pattern is asked of is text that fits it, or else a number. */
function settleMatching(machine: Machine, raw: Value, pattern: Pattern, site: Node): Value {
  if (!isHole(raw) || raw.settled) return raw;
  const sample = pattern.sample();
  if (!matchFrom(machine, pattern, sample, 0, site)) return raw;
  ask(machine.questions, raw.cell.path, ["number", { plain: "" }]);
  return settle(machine, raw, { plain: sample }, site);
}

const methods: Table = {
  exec: onPattern((machine, self, pattern, text, site) => {
    const match = execute(machine, self, pattern, text, site);
    return match ? matchArray(pattern, text, match) : null;
  }),
  test: onPattern(
    (machine, self, pattern, text, site) =>
      execute(machine, self, pattern, text, site) !== undefined,
  ),
  toString: onPattern((_machine, _self, pattern) => `/${escaped(pattern)}/${pattern.flags}`),
};

/** As `source` gives it: fit to stand between slashes. */
function escaped({ source, flags }: Pattern): string {
  return new RegExp(source, flags).source;
}

const facts: Readonly<Record<string, (pattern: Pattern) => Value>> = {
  source: escaped,
  flags: ({ flags }) => flags,
  global: ({ global }) => global,
  sticky: ({ sticky }) => sticky,
  ignoreCase: ({ ignoreCase }) => ignoreCase,
  multiline: ({ multiline }) => multiline,
  dotAll: ({ dotAll }) => dotAll,
  unicode: ({ unicode }) => unicode,
  hasIndices: () => false,
  unicodeSets: () => false,
};

const getters: Members = new Map(
  Object.entries(facts).map(([name, read]) => {
    const get = functionOf(name, 0, (_machine, self, _args, site) => {
      const pattern = patternOf(self);
      return pattern ? read(pattern) : decline(`\`${name}\` of this is not read`, site);
    });
    return [name, { kind: "accessor", get, set: undefined, hidden: true }];
  }),
);

function make(machine: Machine, [raw, rawFlags]: readonly Value[], site: Node): Value {
  const known = patternOf(raw);
  const flags = peek(rawFlags);
  const flagText = flags === undefined ? (known?.flags ?? "") : textOf(machine, flags, site);
  const source = peek(raw);
  const text = known?.source ?? (source === undefined ? "(?:)" : textOf(machine, source, site));
  return regExpFrom(machine, text === "" ? "(?:)" : text, flagText, site);
}

export const regExpType: HostType = {
  name: "RegExp",
  host: RegExp,
  call: (machine, _self, args, site) =>
    patternOf(args[0]) && args[1] === undefined ? args[0] : make(machine, args, site),
  construct: make,
  methods: merged(functionsOf(methods, RegExp.prototype), getters),
  statics: new Map(),
};
