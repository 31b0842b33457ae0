import type { Node } from "../../syntax/ast.ts";
import type { ArrayValue, Machine, Value } from "../machine.ts";
import { stored } from "../values/typedArrays.ts";
import { arrayOf } from "../values/value.ts";
import { spliced } from "./arrayReading.ts";
import { asChangeable, charge, position, positions, withinLength } from "./convert.ts";
import type { Table } from "./table.ts";

/** Methods that change the array they are called on. */
export const arrayChanging: Table = {
  push(machine, self, args, site) {
    const { elements } = asChangeable(machine, self, site);
    for (const value of args) elements.push(value);
    return withinLength(elements.length, site);
  },
  pop: (machine, self, _args, site) => asChangeable(machine, self, site).elements.pop(),
  shift: (machine, self, _args, site) => moved(machine, self, site).elements.shift(),
  unshift: (machine, self, args, site) =>
    withinLength(moved(machine, self, site).elements.unshift(...args), site),
  splice: (machine, self, args, site) =>
    arrayOf(spliced(machine, moved(machine, self, site).elements, args, site)),
  reverse(machine, self, _args, site) {
    const array = moved(machine, self, site);
    array.elements.reverse();
    return array;
  },
  fill(machine, self, [value, from, to], site) {
    const array = moved(machine, self, site);
    const kept = array.typed === undefined ? value : stored(machine, array.typed, value, site);
    const [start, end] = positions(machine, [from, to], site);
    array.elements.fill(kept, start, end);
    return array;
  },
  copyWithin(machine, self, [target, from, to], site) {
    const array = moved(machine, self, site);
    const [at, start, end] = [target, from, to].map((value) => position(machine, value, site));
    array.elements.copyWithin(at ?? 0, start ?? 0, end);
    return array;
  },
};

/** An array whose elements all move. */
function moved(machine: Machine, self: Value, site: Node): ArrayValue {
  const array = asChangeable(machine, self, site);
  charge(machine, array.elements.length, site);
  return array;
}
