import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { strictEquals } from "../equality.ts";
import { settle } from "../holes.ts";
import type { ArrayValue, Builtin, Callable, Machine, Value } from "../machine.ts";
import { applyTest, exactly, primalOf, textOf, toNumeric, truthOf } from "../numbers.ts";
import { raise } from "../raise.ts";
import { stored } from "../typedArrays.ts";
import { arrayOf, builtin, isCallable } from "../value.ts";

type Method = (machine: Machine, array: ArrayValue, args: readonly Value[], site: Node) => Value;

/** Calls back with (element, index, array), as every iterating method does. */
function visitor(machine: Machine, array: ArrayValue, args: readonly Value[], site: Node) {
  const callback = callbackOf(args[0], site);
  return (element: Value, index: number) => {
    machine.tape.enterFrame("iteration", "callback", index, {
      start: site.range[0],
      end: site.range[1],
    });
    try {
      return machine.call(callback, args[1], [element, index, array], site);
    } finally {
      machine.tape.leaveFrame();
    }
  };
}

function callbackOf(value: Value, site: Node): Callable {
  return isCallable(value) ? value : decline("this array method needs a function here", site);
}

function asArray(machine: Machine, value: Value, site: Node): ArrayValue {
  const array = settle(machine, value, "array", site);
  if (typeof array === "object" && array?.kind === "array") return array;
  return decline("this is not an array", site);
}

/** A relative position such as slice's: negative counts from the end. */
function position(
  machine: Machine,
  value: Value,
  length: number,
  otherwise: number,
  site: Node,
): number {
  if (value === undefined) return otherwise;
  const index = Math.trunc(exactly(machine, toNumeric(machine, value, site), site));
  return index < 0 ? Math.max(length + index, 0) : Math.min(index, length);
}

/** The result of map, slice and filter keeps the kind of typed array. */
function alike(machine: Machine, array: ArrayValue, elements: Value[], site: Node): ArrayValue {
  const { typed } = array;
  if (typed === undefined) return arrayOf(elements);
  return {
    kind: "array",
    typed,
    elements: elements.map((element) => stored(machine, typed, element, site)),
  };
}

function indexWhere(
  machine: Machine,
  array: ArrayValue,
  args: readonly Value[],
  site: Node,
): number {
  const visit = visitor(machine, array, args, site);
  return array.elements.findIndex((element, index) =>
    truthOf(machine, visit(element, index), site),
  );
}

function fold(
  machine: Machine,
  args: readonly Value[],
  site: Node,
  entries: readonly (readonly [Value, number])[],
  array: ArrayValue,
): Value {
  const callback = callbackOf(args[0], site);
  const rest = [...entries];
  if (args.length < 2 && rest.length === 0)
    raise("TypeError", "reduce of an empty array with no initial value", site);
  let result = args.length < 2 ? (rest.shift() as readonly [Value, number])[0] : args[1];
  for (const [element, index] of rest) {
    machine.tape.enterFrame("iteration", "reduce", index, {
      start: site.range[0],
      end: site.range[1],
    });
    try {
      result = machine.call(callback, undefined, [result, element, index, array], site);
    } finally {
      machine.tape.leaveFrame();
    }
  }
  return result;
}

const methods: Readonly<Record<string, Method>> = {
  map: (machine, array, args, site) =>
    alike(machine, array, array.elements.map(visitor(machine, array, args, site)), site),
  forEach: (machine, array, args, site) => {
    array.elements.forEach(visitor(machine, array, args, site));
    return undefined;
  },
  filter: (machine, array, args, site) => {
    const visit = visitor(machine, array, args, site);
    return alike(
      machine,
      array,
      array.elements.filter((element, index) => truthOf(machine, visit(element, index), site)),
      site,
    );
  },
  some: (machine, array, args, site) => indexWhere(machine, array, args, site) >= 0,
  every: (machine, array, args, site) => {
    const visit = visitor(machine, array, args, site);
    return array.elements.every((element, index) => truthOf(machine, visit(element, index), site));
  },
  find: (machine, array, args, site) => array.elements[indexWhere(machine, array, args, site)],
  findIndex: indexWhere,
  reduce: (machine, array, args, site) =>
    fold(
      machine,
      args,
      site,
      array.elements.map((element, index) => [element, index]),
      array,
    ),
  reduceRight: (machine, array, args, site) =>
    fold(
      machine,
      args,
      site,
      array.elements.map((element, index) => [element, index] as const).reverse(),
      array,
    ),
  push: (_machine, array, args) => array.elements.push(...args),
  pop: (_machine, array) => array.elements.pop(),
  shift: (_machine, array) => array.elements.shift(),
  unshift: (_machine, array, args) => array.elements.unshift(...args),
  reverse: (_machine, array) => {
    array.elements.reverse();
    return array;
  },
  at: (machine, array, [index], site) => {
    const at = Math.trunc(exactly(machine, toNumeric(machine, index, site), site));
    return array.elements.at(at);
  },
  slice: (machine, array, [from, to], site) => {
    const { length } = array.elements;
    const elements = array.elements.slice(
      position(machine, from, length, 0, site),
      position(machine, to, length, length, site),
    );
    return alike(machine, array, elements, site);
  },
  splice: (machine, array, args, site) => {
    const { length } = array.elements;
    const start = position(machine, args[0], length, 0, site);
    const count = args.length < 2 ? length : primalOf(toNumeric(machine, args[1], site));
    return arrayOf(array.elements.splice(start, count, ...args.slice(2)));
  },
  concat: (_machine, array, args) =>
    arrayOf([
      ...array.elements,
      ...args.flatMap((arg) =>
        typeof arg === "object" && arg?.kind === "array" ? arg.elements : [arg],
      ),
    ]),
  fill: (machine, array, [value, from, to], site) => {
    const { length } = array.elements;
    const kept = array.typed === undefined ? value : stored(machine, array.typed, value, site);
    array.elements.fill(
      kept,
      position(machine, from, length, 0, site),
      position(machine, to, length, length, site),
    );
    return array;
  },
  flat: (_machine, array) =>
    arrayOf(
      array.elements.flatMap((element) =>
        typeof element === "object" && element?.kind === "array" ? element.elements : [element],
      ),
    ),
  indexOf: (machine, array, [wanted], site) => firstEqual(machine, array, wanted, site),
  includes: (machine, array, [wanted], site) => firstEqual(machine, array, wanted, site) >= 0,
  join: (machine, array, [separator], site) =>
    array.elements
      .map((element) => textOf(machine, element, site))
      .join(separator === undefined ? "," : textOf(machine, separator, site)),
  keys: (_machine, array) => arrayOf([...array.elements.keys()]),
  values: (_machine, array) => arrayOf([...array.elements]),
  entries: (_machine, array) =>
    arrayOf(array.elements.map((element, index) => arrayOf([index, element]))),
  sort: (machine, array, [compare], site) => {
    // Insertion sort: stable, and the comparisons it branches on are few and recorded in order.
    const sorted: Value[] = [];
    for (const element of array.elements) {
      let at = sorted.length;
      while (at > 0 && follows(machine, sorted[at - 1], element, compare, site)) at--;
      sorted.splice(at, 0, element);
    }
    array.elements.splice(0, sorted.length, ...sorted);
    return array;
  },
};

/** Whether `before` has to stand after `after` in sorted order. */
function follows(
  machine: Machine,
  before: Value,
  after: Value,
  compare: Value,
  site: Node,
): boolean {
  if (isCallable(compare)) {
    const order = toNumeric(machine, machine.call(compare, undefined, [before, after], site), site);
    return truthOf(machine, applyTest(machine, "gt", [order, 0], site), site);
  }
  return textOf(machine, before, site) > textOf(machine, after, site);
}

function firstEqual(machine: Machine, array: ArrayValue, wanted: Value, site: Node): number {
  return array.elements.findIndex((element) =>
    truthOf(machine, strictEquals(machine, element, wanted, site, []), site),
  );
}

export const arrayMethods: ReadonlyMap<string | number, Builtin> = new Map(
  Object.entries(methods).map(([name, method]) => [
    name,
    builtin(name, (machine, self, args, site) =>
      method(machine, asArray(machine, self, site), args, site),
    ),
  ]),
);
