import { type OpName, primitives } from "../../ops/primitives.ts";
import { rowOf } from "../../ops/table.ts";
import type { ObjectValue, Value } from "../machine.ts";
import { applyOp, type Numeric, toNumeric } from "../numbers.ts";
import { builtin, objectOf } from "../value.ts";
import { argSitesOf } from "./argSites.ts";

/** `Math`, made from the table: a row spelled `Math.name` is a member. */
export function createMathObject(): ObjectValue {
  const members: [string, Value][] = [];
  for (const name of Object.getOwnPropertyNames(Math)) {
    const constant: unknown = Math[name as keyof Math];
    if (typeof constant === "number") members.push([name, constant]);
  }
  for (const op of Object.keys(primitives) as OpName[]) {
    const name = /^Math\.(\w+)$/.exec(rowOf(op).js)?.[1];
    if (name !== undefined) members.push([name, mathFunction(name, op)]);
  }
  // Math.pow differs from ** in nothing but its spelling.
  members.push(["pow", mathFunction("pow", "pow")]);
  members.push([
    "random",
    builtin("random", (machine, _self, _args, site) => machine.random(site)),
  ]);
  return objectOf(members);
}

function mathFunction(name: string, op: OpName): Value {
  const { arity } = rowOf(op);
  return builtin(name, (machine, _self, args, site) => {
    const sites = argSitesOf(site);
    const count = arity === "n" ? args.length : arity;
    const numbers: Numeric[] = [];
    for (let i = 0; i < count; i++) numbers.push(toNumeric(machine, args[i], sites[i] ?? site));
    return applyOp(machine, op, numbers, site, sites);
  });
}
