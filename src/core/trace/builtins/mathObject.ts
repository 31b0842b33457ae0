import { type OpName, primitives } from "../../ops/primitives.ts";
import { rowOf } from "../../ops/table.ts";
import { applyOp, type Numeric, toNumeric } from "../values/numbers.ts";
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
);

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
