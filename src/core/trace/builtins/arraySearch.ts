import type { Node } from "../../syntax/ast.ts";
import { peek } from "../inputs/holes.ts";
import type { Machine, Value } from "../machine.ts";
import { strictEquals } from "../values/equality.ts";
import { truthOf } from "../values/numbers.ts";
import { isTraced } from "../values/value.ts";
import { asArray, position } from "./convert.ts";
import type { Table } from "./table.ts";

/** Methods that compare the elements with a value; every comparison with an input is a guard. */
export const arraySearch: Table = {
  indexOf(machine, self, [wanted, from], site) {
    const { elements } = asArray(machine, self, site);
    for (let at = startOf(machine, from, elements.length, site); at < elements.length; at++) {
      if (at in elements && isSame(machine, elements[at], wanted, site)) return at;
    }
    return -1;
  },
  lastIndexOf(machine, self, args, site) {
    const { elements } = asArray(machine, self, site);
    const from = args.length < 2 ? elements.length - 1 : (position(machine, args[1], site) ?? 0);
    const last = Math.trunc(from) || 0;
    let at = last < 0 ? elements.length + last : Math.min(last, elements.length - 1);
    while (at >= 0 && !(at in elements && isSame(machine, elements[at], args[0], site))) at--;
    return Math.max(at, -1);
  },
  includes(machine, self, [wanted, from], site) {
    const { elements } = asArray(machine, self, site);
    for (let at = startOf(machine, from, elements.length, site); at < elements.length; at++) {
      const bothNaN = isNotANumber(elements[at]) && isNotANumber(wanted);
      if (bothNaN || isSame(machine, elements[at], wanted, site)) return true;
    }
    return false;
  },
};

function startOf(machine: Machine, from: Value, length: number, site: Node): number {
  const start = Math.trunc(position(machine, from, site) ?? 0) || 0;
  return start < 0 ? Math.max(length + start, 0) : start;
}

function isSame(machine: Machine, element: Value, wanted: Value, site: Node): boolean {
  return truthOf(machine, strictEquals(machine, element, wanted, site, []), site);
}

function isNotANumber(raw: Value): boolean {
  const value = peek(raw);
  return Number.isNaN(isTraced(value) ? value.value : value);
}
