import type { Builtin, Property, Value } from "../machine.ts";
import { iteratorKey } from "../steps.ts";
import { builtin } from "../values/value.ts";

export type Call = Builtin["call"];

/** Built-in functions by name. */
export type Table = Readonly<Record<string, Call>>;

export type Members = ReadonlyMap<string, Property>;

/** A constructor of the language as data; each run makes its own, because programs may write to it. */
export interface HostType {
  readonly name: string;
  /** JavaScript's own, for its `length`. */
  readonly host: { readonly length: number };
  readonly call: Call;
  readonly construct?: NonNullable<Builtin["construct"]>;
  readonly statics: Members;
  readonly methods: Members;
  /** Whose prototype its own one goes on with. */
  readonly parent?: string;
}

/** Functions as members that no loop comes across, with the `length` that JavaScript gives them. */
export function functionsOf(table: Table, host: object): Members {
  const members = new Map<string, Property>();
  for (const [name, call] of Object.entries(table)) {
    const { length } = (host as Readonly<Record<string, { length: number }>>)[name] ?? call;
    members.set(name, { kind: "data", value: functionOf(name, length, call), hidden: true });
  }
  return members;
}

export function functionOf(name: string, length: number, call: Call): Builtin {
  const made = builtin(name, call);
  made.properties.set("length", { kind: "data", value: length, hidden: true, fixed: true });
  return made;
}

export function constantsOf(constants: Iterable<readonly [string, Value]>): Members {
  return new Map(
    [...constants].map(([name, value]) => [
      name,
      { kind: "data", value, hidden: true, fixed: true } satisfies Property,
    ]),
  );
}

export function merged(...parts: readonly Members[]): Members {
  return new Map(parts.flatMap((part) => [...part]));
}

/** The same members, one of them also as what loops and spread ask for. */
export function iteratedBy(members: Members, name: string): Members {
  const method = members.get(name);
  return method ? new Map([...members, [iteratorKey, method]]) : members;
}
