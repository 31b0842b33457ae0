import type { Builtin } from "../machine.ts";
import { exactly, primalOf, toNumeric } from "../numbers.ts";
import { builtin } from "../value.ts";

/** Methods of numbers. Text made of a number holds for that number only. */
const formatters: readonly (readonly [
  string,
  (value: number, digits: number | undefined) => string,
])[] = [
  ["toFixed", (value, digits) => value.toFixed(digits)],
  ["toPrecision", (value, digits) => value.toPrecision(digits)],
  ["toExponential", (value, digits) => value.toExponential(digits)],
  ["toString", (value, radix) => value.toString(radix)],
];

export const numberMethods: ReadonlyMap<string, Builtin> = new Map([
  ...formatters.map(
    ([name, format]) =>
      [
        name,
        builtin(name, (machine, self, args, site) => {
          const value = exactly(machine, toNumeric(machine, self, site), site);
          const digits =
            args[0] === undefined ? undefined : primalOf(toNumeric(machine, args[0], site));
          return format(value, digits);
        }),
      ] as const,
  ),
  [
    "valueOf",
    builtin("valueOf", (machine, self, _args, site) => toNumeric(machine, self, site)),
  ] as const,
]);
