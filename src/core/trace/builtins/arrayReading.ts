import type { Node } from "../../syntax/ast.ts";
import { peek } from "../inputs/holes.ts";
import type { ArrayValue, Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { textOf } from "../values/numbers.ts";
import { stored } from "../values/typedArrays.ts";
import { arrayOf } from "../values/value.ts";
import { alike } from "./arrayIteration.ts";
import {
  arrayItself,
  asArray,
  boundedLength,
  boundedText,
  charge,
  position,
  positions,
} from "./convert.ts";
import { iteratorOver } from "./iterators.ts";
import type { Call, Table } from "./table.ts";

const inText: Call = (machine, self, _args, site) =>
  joined(machine, asArray(machine, self, site), ",", site);

/** Methods that make something new of an array. */
export const arrayReading: Table = {
  at: (machine, self, [index], site) =>
    arrayItself(machine, self, site).elements.at(position(machine, index, site) ?? 0),
  slice(machine, self, [from, to], site) {
    const array = asArray(machine, self, site);
    const [start, end] = positions(machine, [from, to], site);
    return alike(machine, array, array.elements.slice(start, end), site);
  },
  concat(machine, self, args, site) {
    const lists = [self, ...args].map((raw) => {
      const value = peek(raw);
      return isPlainArray(value) ? asArray(machine, value, site).elements : [value];
    });
    return arrayOf(([] as Value[]).concat(...lists));
  },
  flat(machine, self, [rawDepth], site) {
    const depth = rawDepth === undefined ? 1 : (position(machine, rawDepth, site) ?? 1);
    const elements: Value[] = [];
    flatten(machine, asArray(machine, self, site), depth, elements, site);
    return arrayOf(elements);
  },
  join(machine, self, [separator], site) {
    const array = asArray(machine, self, site);
    return joined(
      machine,
      array,
      separator === undefined ? "," : textOf(machine, separator, site),
      site,
    );
  },
  toString: inText,
  keys(machine, self, _args, site) {
    const { elements } = asArray(machine, self, site);
    return iteratorOver(() => [...elements.keys()]);
  },
  values(machine, self, _args, site) {
    const { elements } = asArray(machine, self, site);
    return iteratorOver(() => elements);
  },
  entries(machine, self, _args, site) {
    const { elements } = asArray(machine, self, site);
    return iteratorOver(() => Array.from(elements, (element, index) => arrayOf([index, element])));
  },
  toReversed(machine, self, _args, site) {
    const array = asArray(machine, self, site);
    return alike(machine, array, array.elements.toReversed(), site);
  },
  toSpliced(machine, self, args, site) {
    const copy = Array.from(asArray(machine, self, site).elements);
    spliced(machine, copy, args, site);
    return arrayOf(copy);
  },
  with(machine, self, [rawIndex, value], site) {
    const array = asArray(machine, self, site);
    const index = Math.trunc(position(machine, rawIndex, site) ?? 0) || 0;
    const { length } = array.elements;
    const at = index < 0 ? length + index : index;
    const kept = array.typed === undefined ? value : stored(machine, array.typed, value, site);
    if (at < 0 || at >= length) raise("RangeError", `there is no element ${index}`, site);
    return alike(machine, array, array.elements.with(at, kept), site);
  },
};

/** `splice` on a list, with the arguments as the program gave them. Returns what was removed. */
export function spliced(
  machine: Machine,
  elements: Value[],
  args: readonly Value[],
  site: Node,
): Value[] {
  if (args.length === 0) return [];
  const start = position(machine, args[0], site) ?? 0;
  if (args.length === 1) return elements.splice(start);
  return elements.splice(start, position(machine, args[1], site) ?? 0, ...args.slice(2));
}

function isPlainArray(value: Value): value is ArrayValue {
  return typeof value === "object" && value?.kind === "array" && value.typed === undefined;
}

function flatten(
  machine: Machine,
  array: ArrayValue,
  depth: number,
  into: Value[],
  site: Node,
): void {
  charge(machine, array.elements.length, site);
  for (const raw of array.elements.filter(() => true)) {
    const element = peek(raw);
    if (depth >= 1 && isPlainArray(element)) flatten(machine, element, depth - 1, into, site);
    else into.push(element);
  }
  boundedLength(machine, into.length, site);
}

function joined(machine: Machine, array: ArrayValue, separator: string, site: Node): string {
  const parts = Array.from(array.elements, (raw) => {
    const element = peek(raw);
    return element === undefined || element === null ? "" : textOf(machine, element, site);
  });
  const length = parts.reduce((sum, part) => sum + part.length + separator.length, 0);
  boundedText(machine, length, site);
  return parts.join(separator);
}
