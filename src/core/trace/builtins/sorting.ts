import type { Node } from "../../syntax/ast.ts";
import { peek } from "../inputs/holes.ts";
import type { ArrayValue, Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import {
  applyTest,
  type Numeric,
  primalOf,
  textOf,
  toNumeric,
  truthOf,
} from "../values/numbers.ts";
import { isCallable } from "../values/value.ts";
import { alike } from "./arrayIteration.ts";
import { asArray, asChangeable, charge } from "./convert.ts";
import type { Table } from "./table.ts";

/** Sorting branches on each comparison, so each is a guard; the host's own sort decides which are made. */
export const sorting: Table = {
  sort(machine, self, [compare], site) {
    const array = asChangeable(machine, self, site);
    const sorted = inOrder(machine, array, compare, site);
    for (const [index, element] of sorted.entries()) array.elements[index] = element;
    for (let index = sorted.length; index < array.elements.length; index++)
      delete array.elements[index];
    return array;
  },
  toSorted(machine, self, [compare], site) {
    const array = asArray(machine, self, site);
    const sorted = inOrder(
      machine,
      { ...array, elements: Array.from(array.elements) },
      compare,
      site,
    );
    return alike(machine, array, sorted, site);
  },
};

/** The elements in order, without gaps: undefined ones last. */
function inOrder(machine: Machine, array: ArrayValue, compare: Value, site: Node): Value[] {
  if (compare !== undefined && !isCallable(compare))
    return raise("TypeError", "the order to sort by is not a function", site);
  charge(machine, array.elements.length, site);
  const present = array.elements.filter(() => true);
  if (isCallable(compare)) {
    const order = (a: Value, b: Value) => {
      const given = toNumeric(machine, machine.call(compare, undefined, [a, b], site), site);
      return isBelow(machine, given, 0, site) ? -1 : primalOf(given) > 0 ? 1 : 0;
    };
    if (array.typed === undefined) return present.sort(order);
    // Typed arrays have a sort of their own, which shows where an order contradicts itself.
    const places = Uint32Array.from(present.keys()).sort((i, j) => order(present[i], present[j]));
    return Array.from(places, (place) => present[place]);
  }
  if (array.typed !== undefined)
    return (present as Numeric[]).sort((a, b) => byNumber(machine, a, b, site));
  const texts = new Map<Value, string>();
  const textFor = (value: Value): string => {
    const text = texts.get(value) ?? textOf(machine, value, site);
    texts.set(value, text);
    return text;
  };
  return present
    .map(peek)
    .sort((a, b) => (textFor(a) < textFor(b) ? -1 : textFor(a) > textFor(b) ? 1 : 0));
}

/** Typed arrays sort by size, −0 before 0 and NaN last. */
function byNumber(machine: Machine, a: Numeric, b: Numeric, site: Node): number {
  if (isBelow(machine, a, b, site)) return -1;
  if (isBelow(machine, b, a, site)) return 1;
  const [x, y] = [primalOf(a), primalOf(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
  return Number(Object.is(y, -0)) - Number(Object.is(x, -0));
}

function isBelow(machine: Machine, a: Numeric, b: Numeric, site: Node): boolean {
  return truthOf(machine, applyTest(machine, "lt", [a, b], site), site);
}
