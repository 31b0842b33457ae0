import type { Node } from "../../syntax/ast.ts";
import { stepsTaken } from "../budget.ts";
import { decline, inWords, stopped } from "../decline.ts";
import { settle } from "../inputs/holes.ts";
import type { ArrayValue, Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { integrityOf } from "../values/integrity.ts";
import { exactly, toNumeric } from "../values/numbers.ts";

/** The array a method was called on, for one that touches a single element. */
export function arrayItself(machine: Machine, value: Value, site: Node): ArrayValue {
  const array = settle(machine, value, "array", site);
  if (typeof array === "object" && array?.kind === "array") return array;
  return decline("this is not an array", site);
}

/** The array a method was called on, for one that goes over it: work that counts. */
export function asArray(machine: Machine, value: Value, site: Node): ArrayValue {
  const array = arrayItself(machine, value, site);
  charge(machine, array.elements.length, site);
  return array;
}

/** The array a method was called on, for one that changes it. */
export function asChangeable(machine: Machine, value: Value, site: Node): ArrayValue {
  const array = arrayItself(machine, value, site);
  const state = integrityOf(array);
  if (state !== undefined) raise("TypeError", `this array is ${state}`, site);
  return array;
}

/** A number that has to be exact (a position, a count), left out where the program leaves it out. */
export function position(machine: Machine, value: Value, site: Node): number | undefined {
  return value === undefined ? undefined : exactly(machine, toNumeric(machine, value, site), site);
}

export function positions(
  machine: Machine,
  values: readonly Value[],
  site: Node,
): (number | undefined)[] {
  return values.map((value) => position(machine, value, site));
}

/** As long as numeric code ever needs; anything beyond is a mistake. */
const maximumLength = 1_000_000;

export function arrayLength(machine: Machine, value: Value, site: Node): number {
  const length = exactly(machine, toNumeric(machine, value, site), site);
  if (!Number.isInteger(length) || length < 0 || length >= 2 ** 32) {
    raise("RangeError", `an array cannot have the length ${length}`, site);
  }
  return boundedLength(machine, length, site);
}

/** Declines lists that are too long. */
export function withinLength(length: number, site: Node): number {
  if (length <= maximumLength) return length;
  return decline(`more than ${maximumLength.toLocaleString("en-US")} elements are not read`, site);
}

export function boundedLength(machine: Machine, length: number, site: Node): number {
  withinLength(length, site);
  charge(machine, length, site);
  return length;
}

/** Longer text than this is no message, name or key. */
const maximumText = 1_000_000;

export function boundedText(machine: Machine, length: number, site: Node): void {
  if (length > maximumText)
    decline(`text of more than ${maximumText.toLocaleString("en-US")} letters is not read`, site);
  charge(machine, length, site);
}

/** Elements that one step of the budget pays for: built-in work is quicker than the program's own. */
const elementsPerStep = 8;

/** Built-in work on many elements, so that no program gets it for nothing. */
export function charge(machine: Machine, elements: number, site: Node): void {
  const { budget } = machine;
  budget.steps += Math.ceil(elements / elementsPerStep);
  if (budget.steps > budget.stopAt) stopped(`${inWords(stepsTaken(budget))} steps`, site);
}
