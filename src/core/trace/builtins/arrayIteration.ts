import type { Node } from "../../syntax/ast.ts";
import type { ArrayValue, Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { typedArrayOf } from "../values/typedArrays.ts";
import { arrayOf } from "../values/value.ts";
import { callbackOf, inTurn, tester, visitor } from "./callbacks.ts";
import { asArray } from "./convert.ts";
import type { Table } from "./table.ts";

/** The result of map, slice and filter keeps the kind of a typed array. */
export function alike(
  machine: Machine,
  { typed }: ArrayValue,
  elements: Value[],
  site: Node,
): ArrayValue {
  return typed === undefined ? arrayOf(elements) : typedArrayOf(machine, typed, elements, site);
}

/** Methods that call back for their elements; the host's own methods pass over gaps as they should. */
export const arrayIteration: Table = {
  map(machine, self, args, site) {
    const array = asArray(machine, self, site);
    return alike(machine, array, array.elements.map(visitor(machine, array, args, site)), site);
  },
  forEach(machine, self, args, site) {
    const array = asArray(machine, self, site);
    array.elements.forEach(visitor(machine, array, args, site));
    return undefined;
  },
  filter(machine, self, args, site) {
    const array = asArray(machine, self, site);
    return alike(machine, array, array.elements.filter(tester(machine, array, args, site)), site);
  },
  some(machine, self, args, site) {
    const array = asArray(machine, self, site);
    return array.elements.some(tester(machine, array, args, site));
  },
  every(machine, self, args, site) {
    const array = asArray(machine, self, site);
    return array.elements.every(tester(machine, array, args, site));
  },
  find(machine, self, args, site) {
    const array = asArray(machine, self, site);
    return array.elements.find(tester(machine, array, args, site));
  },
  findIndex(machine, self, args, site) {
    const array = asArray(machine, self, site);
    return array.elements.findIndex(tester(machine, array, args, site));
  },
  findLast(machine, self, args, site) {
    const array = asArray(machine, self, site);
    return array.elements.findLast(tester(machine, array, args, site));
  },
  findLastIndex(machine, self, args, site) {
    const array = asArray(machine, self, site);
    return array.elements.findLastIndex(tester(machine, array, args, site));
  },
  flatMap(machine, self, args, site) {
    const array = asArray(machine, self, site);
    const visit = visitor(machine, array, args, site);
    return arrayOf(
      array.elements.flatMap((element, index) => {
        const made = visit(element, index);
        return typeof made === "object" && made?.kind === "array" && made.typed === undefined
          ? made.elements
          : [made];
      }),
    );
  },
  reduce(machine, self, args, site) {
    const { elements, step } = folding(machine, self, args, site);
    return args.length < 2 ? elements.reduce(step) : elements.reduce(step, args[1]);
  },
  reduceRight(machine, self, args, site) {
    const { elements, step } = folding(machine, self, args, site);
    return args.length < 2 ? elements.reduceRight(step) : elements.reduceRight(step, args[1]);
  },
};

function folding(machine: Machine, self: Value, args: readonly Value[], site: Node) {
  const array = asArray(machine, self, site);
  const callback = callbackOf(args[0], site);
  if (args.length < 2 && !array.elements.some(() => true))
    raise("TypeError", "reduce of an empty array with no initial value", site);
  const step = (result: Value, element: Value, index: number): Value =>
    inTurn(machine, "reduce", index, site, () =>
      machine.call(callback, undefined, [result, element, index, array], site),
    );
  return { elements: array.elements, step };
}
