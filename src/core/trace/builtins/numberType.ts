import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { peek } from "../inputs/holes.ts";
import type { Machine, Value } from "../machine.ts";
import { applyOp, applyTest, type Numeric, primalOf, toNumeric } from "../values/numbers.ts";
import { isTraced } from "../values/value.ts";
import { numberMethods } from "./numberMethods.ts";
import { parsing } from "./parsing.ts";
import { constantsOf, functionsOf, type HostType, merged, type Table } from "./table.ts";

const constants = [
  "EPSILON",
  "MAX_SAFE_INTEGER",
  "MIN_SAFE_INTEGER",
  "MAX_VALUE",
  "MIN_VALUE",
  "NaN",
  "NEGATIVE_INFINITY",
  "POSITIVE_INFINITY",
] as const;

/** Tests that are false for everything but numbers. */
const tests: Table = {
  isNaN: onlyNumbers(isNotANumber),
  isFinite: onlyNumbers(isFiniteNumber),
  isInteger: onlyNumbers((machine, value, site) =>
    isWhole(machine, value, Number.isFinite(primalOf(value)), site),
  ),
  isSafeInteger: onlyNumbers((machine, value, site) =>
    isWhole(machine, value, Math.abs(primalOf(value)) <= Number.MAX_SAFE_INTEGER, site),
  ),
};

/** A condition like any other: at a whole number the point sits on its switch. */
function isWhole(machine: Machine, value: Numeric, isInRange: boolean, site: Node): Value {
  if (!isInRange) return false;
  return applyTest(machine, "eq", [value, applyOp(machine, "floor", [value], site)], site);
}

type Test = (machine: Machine, value: Numeric, site: Node) => Value;

function onlyNumbers(test: Test): Table[string] {
  return (machine, _self, [raw], site) => {
    const value = isOpen(raw) ? toNumeric(machine, raw, site) : peek(raw);
    const isNumber = typeof value === "number" || (isTraced(value) && !value.isBoolean);
    return isNumber ? test(machine, value, site) : false;
  };
}

/** A parameter that is asked whether it is a number is taken for one. */
function isOpen(value: Value): boolean {
  const known = peek(value);
  return typeof known === "object" && known?.kind === "hole";
}

function isNotANumber(machine: Machine, value: Numeric, site: Node): Value {
  return applyTest(machine, "ne", [value, value], site);
}

function isFiniteNumber(machine: Machine, value: Numeric, site: Node): Value {
  const size = applyOp(machine, "abs", [value], site);
  return applyTest(machine, "lt", [size, Number.POSITIVE_INFINITY], site);
}

const parsingFunctions = functionsOf(parsing, Number);

/** The global functions. Those that test convert first; those that parse are Number's own. */
export const numberFunctions = merged(
  parsingFunctions,
  functionsOf(
    {
      isNaN: (machine, _self, [value], site) =>
        isNotANumber(machine, toNumeric(machine, value, site), site),
      isFinite: (machine, _self, [value], site) =>
        isFiniteNumber(machine, toNumeric(machine, value, site), site),
    },
    { isNaN, isFinite },
  ),
);

export const numberType: HostType = {
  name: "Number",
  host: Number,
  call: (machine, _self, args, site) => (args.length === 0 ? 0 : toNumeric(machine, args[0], site)),
  construct: (_machine, _args, site) =>
    decline("a number as an object is not read; leave out `new`", site),
  methods: functionsOf(numberMethods, Number.prototype),
  statics: merged(
    constantsOf(constants.map((name) => [name, Number[name]])),
    parsingFunctions,
    functionsOf(tests, Number),
  ),
};
