import type { OpName } from "../../ops/primitives.ts";
import type { Node } from "../../syntax/ast.ts";
import { peek } from "../inputs/holes.ts";
import type { Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import {
  applyOp,
  exactly,
  isReference,
  type Numeric,
  primalOf,
  textOf,
  toNumeric,
} from "../values/numbers.ts";
import { intrinsic } from "../values/properties.ts";
import { textOfTraced } from "../values/texts.ts";
import { isTraced } from "../values/value.ts";
import { position } from "./convert.ts";
import type { Table } from "./table.ts";

/** Methods of numbers. Text made of a number holds for that number only. */
export const numberMethods: Table = {
  toFixed: (machine, self, [digits], site) => {
    thisNumber(machine, self, site);
    const places = placesOf(machine, digits, 0, site) ?? 0;
    return rounded(machine, self, "toFixed", places, (x) => x.toFixed(places), site);
  },
  toPrecision: (machine, self, [digits], site) => {
    const number = thisNumber(machine, self, site);
    const places = placesOf(machine, digits, 1, site, number);
    if (places === undefined) return textOf(machine, number, site);
    return rounded(machine, self, "toPrecision", places, (x) => x.toPrecision(places), site);
  },
  toExponential: (machine, self, [digits], site) => {
    const places = placesOf(machine, digits, 0, site, thisNumber(machine, self, site));
    const precision = places === undefined ? 17 : places + 1;
    return rounded(machine, self, "toPrecision", precision, (x) => x.toExponential(places), site);
  },
  toString: numberText,
  valueOf: (machine: Machine, self: Value, _args: readonly Value[], site: Node) =>
    thisNumber(machine, self, site),
};

/** Methods of numbers work on numbers alone; `Number.prototype` stands for 0. */
function thisNumber(machine: Machine, self: Value, site: Node): Numeric {
  const value = peek(self);
  if (value === intrinsic(machine, "Number")) return 0;
  const isOther = isReference(value) || typeof value === "string" || typeof value === "boolean";
  if (isOther || value === undefined || value === null)
    return raise("TypeError", "this is not a number", site);
  return toNumeric(machine, value, site);
}

export const booleanMethods: Table = {
  toString: (machine: Machine, self: Value, _args: readonly Value[], site: Node) =>
    textOf(machine, self, site),
  valueOf: (_machine: Machine, self: Value) => self,
};

function numberText(
  machine: Machine,
  self: Value,
  [rawRadix]: readonly Value[],
  site: Node,
): string {
  const number = thisNumber(machine, self, site);
  const radix = position(machine, rawRadix, site);
  if (radix === undefined || radix === 10) return textOf(machine, number, site);
  if (!(radix >= 2 && radix <= 36)) raise("RangeError", "a radix is 2 … 36", site);
  return exactly(machine, number, site, "text").toString(radix);
}

/** NaN and the infinities are spelled alike in any number of digits. */
function placesOf(
  machine: Machine,
  digits: Value,
  fewest: number,
  site: Node,
  number: Numeric = 0,
): number | undefined {
  const places = position(machine, digits, site);
  if (places === undefined || !Number.isFinite(primalOf(number))) return undefined;
  const whole = Math.trunc(places) || 0;
  if (whole < fewest || whole > 100) raise("RangeError", `digits are ${fewest} … 100`, site);
  return whole;
}

/** The text of a number in so many digits, guarded by the number it spells. */
function rounded(
  machine: Machine,
  self: Value,
  op: OpName,
  places: number,
  write: (x: number) => string,
  site: Node,
): string {
  const number: Numeric = toNumeric(machine, peek(self), site);
  const text = write(primalOf(number));
  if (!isTraced(number)) return text;
  const spelled = applyOp(machine, op, [number, Math.min(places, 100)], site);
  exactly(machine, spelled, site);
  return textOfTraced(machine, text, spelled);
}
