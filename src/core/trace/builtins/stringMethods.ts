import type { Builtin, Plain } from "../machine.ts";
import { exactly, textOf, toNumeric } from "../numbers.ts";
import { arrayOf, builtin } from "../value.ts";

/** Methods of strings that only read plain text: flags, names and keys of numeric code. */
const methods: readonly (readonly [
  string,
  (text: string, ...args: never[]) => Plain | string[],
])[] = [
  ["toLowerCase", (text) => text.toLowerCase()],
  ["toUpperCase", (text) => text.toUpperCase()],
  ["trim", (text) => text.trim()],
  ["charAt", (text, index: number) => text.charAt(index)],
  ["charCodeAt", (text, index: number) => text.charCodeAt(index)],
  ["indexOf", (text, part: string) => text.indexOf(part)],
  ["includes", (text, part: string) => text.includes(part)],
  ["startsWith", (text, part: string) => text.startsWith(part)],
  ["endsWith", (text, part: string) => text.endsWith(part)],
  ["slice", (text, start: number, end: number) => text.slice(start, end)],
  ["substring", (text, start: number, end: number) => text.substring(start, end)],
  ["split", (text, separator: string) => text.split(separator)],
  ["toString", (text) => text],
];

export const stringMethods: ReadonlyMap<string | number, Builtin> = new Map(
  methods.map(([name, apply]) => [
    name,
    builtin(name, (machine, self, args, site) => {
      const plain = args.map((arg) =>
        typeof arg === "string" || arg === undefined
          ? arg
          : exactly(machine, toNumeric(machine, arg, site), site),
      );
      const result = apply(textOf(machine, self, site), ...(plain as never[]));
      return Array.isArray(result) ? arrayOf(result) : result;
    }),
  ]),
);
