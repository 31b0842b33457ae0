import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { peek } from "../inputs/holes.ts";
import type { Machine, ObjectValue, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import {
  applyOp,
  exactly,
  isReference,
  type Numeric,
  primalOf,
  primitiveOf,
  textOf,
  toNumeric,
} from "../values/numbers.ts";
import { intrinsic } from "../values/properties.ts";
import { readClock } from "./clock.ts";
import { positions } from "./convert.ts";
import { functionsOf, type HostType, type Table } from "./table.ts";

/** The instant of each date: milliseconds since 1970, in UTC. */
const instants = new WeakMap<ObjectValue, Numeric>();

export function isDate(value: ObjectValue): boolean {
  return instants.has(value);
}

function readInstant(_machine: Machine, self: Value, _args: readonly Value[], site: Node): Value {
  return instantOf(self, site);
}

function instantOf(self: Value, site: Node): Numeric {
  const value = peek(self);
  const instant = isReference(value) && value.kind === "object" ? instants.get(value) : undefined;
  return instant ?? raise("TypeError", "this is not a date", site);
}

const fields = ["Date", "Day", "FullYear", "Hours", "Milliseconds", "Minutes", "Month", "Seconds"];

/**
 * Parts of a date, in UTC and in the time zone of this machine, where the code would run too. They are whole,
 * so no gradient passes.
 */
const parts: Table = Object.fromEntries(
  ["", "UTC"].flatMap((zone) => {
    const getters = fields.map((field) => `get${zone}${field}`);
    const setters = fields.filter((field) => field !== "Day").map((field) => `set${zone}${field}`);
    return [
      ...getters.map((name) => [name, ask(name)] as const),
      ...setters.map((name) => [name, change(name)] as const),
    ];
  }),
);

const others: Table = Object.fromEntries(
  ["getTimezoneOffset", "getYear", "toString", "toDateString", "toTimeString", "toUTCString"].map(
    (name) => [name, ask(name)],
  ),
);

type HostMethods = Readonly<Record<string, (...args: unknown[]) => string | number>>;

/** What the host's own date says. */
function ask(name: string): Table[string] {
  return (machine, self, _args, site) => {
    const date = new Date(exactly(machine, instantOf(self, site), site));
    return (date as unknown as HostMethods)[name]?.();
  };
}

function change(name: string): Table[string] {
  return (machine, self, args, site) => {
    const date = new Date(exactly(machine, instantOf(self, site), site));
    (date as unknown as HostMethods)[name]?.(...positions(machine, args, site));
    instants.set(peek(self) as ObjectValue, date.getTime());
    return date.getTime();
  };
}

const inWordsOfTheMachine: Table = Object.fromEntries(
  ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"].map((name) => [
    name,
    (_machine, _self, _args, site) =>
      decline("this depends on the language of the machine: use toISOString", site),
  ]),
);

const methods: Table = {
  ...parts,
  ...others,
  ...inWordsOfTheMachine,
  getTime: readInstant,
  valueOf: readInstant,
  setTime(machine, self, [raw], site) {
    instantOf(self, site);
    const instant = new Date(exactly(machine, toNumeric(machine, raw, site), site)).getTime();
    instants.set(peek(self) as ObjectValue, instant);
    return instant;
  },
  toISOString: (machine, self, _args, site) => isoText(machine, self, site),
  toJSON: (machine, self, _args, site) =>
    Number.isNaN(primalOf(instantOf(self, site))) ? null : isoText(machine, self, site),
};

function isoText(machine: Machine, self: Value, site: Node): string {
  const date = new Date(exactly(machine, instantOf(self, site), site));
  return Number.isNaN(date.getTime())
    ? raise("RangeError", "the date is not valid", site)
    : date.toISOString();
}

function makeDate(machine: Machine, args: readonly Value[], site: Node): Value {
  const date: ObjectValue = {
    kind: "object",
    properties: new Map(),
    prototype: intrinsic(machine, "Date"),
  };
  instants.set(date, instantFrom(machine, args, site));
  return date;
}

function instantFrom(machine: Machine, args: readonly Value[], site: Node): Numeric {
  if (args.length === 0) return readClock(machine, "new Date()", site);
  if (args.length > 1) return localInstant(positions(machine, args, site));
  const first = peek(args[0]);
  const other = isReference(first) && first.kind === "object" ? instants.get(first) : undefined;
  if (other !== undefined) return other;
  const primitive = primitiveOf(machine, first, "default", site);
  if (typeof primitive === "string") return Date.parse(primitive);
  const number = toNumeric(machine, primitive, site);
  const instant = new Date(primalOf(number)).getTime();
  if (typeof number === "number" || Number.isNaN(instant)) return instant;
  // A date keeps whole milliseconds.
  return applyOp(machine, "add", [applyOp(machine, "trunc", [number], site), 0], site);
}

/** `new Date(2020, 1, 29)`: in the time zone of the machine. */
function localInstant(numbers: readonly (number | undefined)[]): number {
  return new Date(...(numbers as [number, number])).getTime();
}

export const dateType: HostType = {
  name: "Date",
  host: Date,
  call: (_machine, _self, _args, site) =>
    decline("the time of day as text is not read: use new Date()", site),
  construct: makeDate,
  methods: functionsOf(methods, Date.prototype),
  statics: functionsOf(
    {
      now: (machine, _self, _args, site) => readClock(machine, "Date.now()", site),
      UTC: (machine, _self, args, site) =>
        Date.UTC(...(positions(machine, args, site) as [number, number])),
      parse: (machine, _self, [text], site) => Date.parse(textOf(machine, text, site)),
    },
    Date,
  ),
};
