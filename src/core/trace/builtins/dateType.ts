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

const getters = ["Date", "Day", "FullYear", "Hours", "Milliseconds", "Minutes", "Month", "Seconds"];

const local =
  "this depends on the time zone of the machine: use the UTC form (getUTCHours, Date.UTC, an ISO date with Z)";

/** Parts of a date in UTC. */
const parts: Table = Object.fromEntries(
  getters.flatMap((part) => {
    const name = `getUTC${part}`;
    const read: Table[string] = (machine, self, _args, site) => {
      const date = new Date(exactly(machine, instantOf(self, site), site));
      return (date as unknown as Record<string, () => number>)[name]?.();
    };
    const change: Table[string] = (machine, self, args, site) => {
      const date = new Date(exactly(machine, instantOf(self, site), site));
      const numbers = positions(machine, args, site);
      const set = (date as unknown as Record<string, (...args: unknown[]) => number>)[
        `setUTC${part}`
      ];
      instants.set(peek(self) as ObjectValue, set?.apply(date, numbers) ?? Number.NaN);
      return date.getTime();
    };
    const isSettable = part !== "Day";
    return [[name, read], ...(isSettable ? [[`setUTC${part}`, change]] : [])] as [
      string,
      Table[string],
    ][];
  }),
);

const inLocalTime: Table = Object.fromEntries(
  [
    ...getters.map((part) => `get${part}`),
    ...getters.filter((part) => part !== "Day").map((part) => `set${part}`),
    "getTimezoneOffset",
    "getYear",
    "toString",
    "toDateString",
    "toTimeString",
    "toLocaleString",
    "toLocaleDateString",
    "toLocaleTimeString",
  ].map((name) => [name, (_machine, _self, _args, site) => decline(local, site)]),
);

const methods: Table = {
  ...parts,
  ...inLocalTime,
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
  toUTCString: (machine, self, _args, site) =>
    new Date(exactly(machine, instantOf(self, site), site)).toUTCString(),
};

function isoText(machine: Machine, self: Value, site: Node): string {
  const date = new Date(exactly(machine, instantOf(self, site), site));
  return Number.isNaN(date.getTime())
    ? raise("RangeError", "the date is not valid", site)
    : date.toISOString();
}

/** A date alone is in UTC, and so is a time with Z or an offset; every other text is in local time. */
const universal =
  /^([+-]\d{6}|\d{4})(-\d\d(-\d\d)?)?$|^([+-]\d{6}|\d{4})-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

function parseDate(text: string, site: Node): number {
  return universal.test(text) ? Date.parse(text) : decline(local, site);
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
  if (args.length > 1) return decline(local, site);
  const first = peek(args[0]);
  if (typeof first === "string") return parseDate(first, site);
  const other = isReference(first) && first.kind === "object" ? instants.get(first) : undefined;
  if (other !== undefined) return other;
  const number = toNumeric(machine, first, site);
  const instant = new Date(primalOf(number)).getTime();
  if (typeof number === "number" || Number.isNaN(instant)) return instant;
  // A date keeps whole milliseconds.
  return applyOp(machine, "add", [applyOp(machine, "trunc", [number], site), 0], site);
}

export const dateType: HostType = {
  name: "Date",
  host: Date,
  call: (_machine, _self, _args, site) => decline(local, site),
  construct: makeDate,
  methods: functionsOf(methods, Date.prototype),
  statics: functionsOf(
    {
      now: (machine, _self, _args, site) => readClock(machine, "Date.now()", site),
      UTC: (machine, _self, args, site) =>
        Date.UTC(...(positions(machine, args, site) as [number, number])),
      parse: (_machine, _self, [text], site) => {
        const value = peek(text);
        return typeof value === "string" ? parseDate(value, site) : decline(local, site);
      },
    },
    Date,
  ),
};
