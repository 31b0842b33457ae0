import { type OpName, primitives } from "../../ops/primitives.ts";
import { rowOf } from "../../ops/table.ts";
import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { settle } from "../inputs/holes.ts";
import type { Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { elementsOf } from "../values/elements.ts";
import { applyOp, type Numeric, toNumeric } from "../values/numbers.ts";
import { isTraced } from "../values/value.ts";
import { argSitesOf } from "./argSites.ts";
import { type Call, constantsOf, functionsOf, merged, type Table } from "./table.ts";

/** A row of the table that is spelled `Math.name` is a member. */
const fromTable: Table = Object.fromEntries(
  (Object.keys(primitives) as OpName[]).flatMap((op) => {
    const name = /^Math\.(\w+)$/.exec(rowOf(op).js)?.[1];
    return name === undefined ? [] : [[name, mathFunction(op)]];
  }),
);

const constants = Object.getOwnPropertyNames(Math).flatMap((name) => {
  const value: unknown = Math[name as keyof Math];
  return typeof value === "number" ? [[name, value] as const] : [];
});

/** What the host may not have yet. */
const newer: Table = { f16round: mathFunction("f16round"), sumPrecise };

export const mathMembers = merged(
  constantsOf(constants),
  functionsOf(
    {
      ...fromTable,
      // Math.pow differs from ** in nothing but its spelling.
      pow: mathFunction("pow"),
      random: (machine, _self, _args, site) => machine.random(site),
    },
    Math,
  ),
  functionsOf(newer, { f16round: { length: 1 }, sumPrecise: { length: 1 } }),
);

/** The table takes them as arguments, and a host takes only so many. */
const mostNumbers = 10_000;

/** Takes one list, of numbers alone: text or a truth value in it is an error and not converted. */
function sumPrecise(
  machine: Machine,
  _self: Value,
  [items]: readonly Value[],
  site: Node,
): Numeric {
  const elements = elementsOf(machine, items, site);
  if (elements.length > mostNumbers) {
    return decline("Math.sumPrecise of more than 10,000 numbers is not read", site);
  }
  const numbers = elements.map((element) => {
    const value = settle(machine, element, "number", site);
    const isNumber = typeof value === "number" || (isTraced(value) && !value.isBoolean);
    return isNumber ? value : raise("TypeError", "Math.sumPrecise takes numbers alone", site);
  });
  return applyOp(machine, "sumPrecise", numbers, site);
}

function mathFunction(op: OpName): Call {
  const { arity } = rowOf(op);
  return (machine, _self, args, site) => {
    const sites = argSitesOf(site);
    const count = arity === "n" ? args.length : arity;
    const numbers: Numeric[] = [];
    for (let i = 0; i < count; i++) numbers.push(toNumeric(machine, args[i], sites[i] ?? site));
    return applyOp(machine, op, numbers, site, sites);
  };
}
