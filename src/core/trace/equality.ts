import type { Node } from "../syntax/ast.ts";
import { isHole, peek, settle } from "./holes.ts";
import type { Machine, Traced, Value } from "./machine.ts";
import { applyTest, type Numeric } from "./numbers.ts";
import { isTraced } from "./value.ts";

/** `===`; `sites` are the two operands, for the places of literals. */
export function strictEquals(
  machine: Machine,
  rawLeft: Value,
  rawRight: Value,
  site: Node,
  sites: readonly Node[],
): boolean | Traced {
  const left = settleBy(machine, rawLeft, rawRight, site);
  const right = settleBy(machine, rawRight, left, site);
  if (isTraced(left) || isTraced(right)) {
    if (!isComparable(left, right)) return false;
    return applyTest(machine, "eq", [asNumeric(left), asNumeric(right)], site, sites);
  }
  return left === right;
}

/** `==`: as `===`, with null and undefined alike and numbers, strings and booleans converted. */
export function looseEquals(
  machine: Machine,
  rawLeft: Value,
  rawRight: Value,
  site: Node,
  sites: readonly Node[],
): boolean | Traced {
  const left = settleBy(machine, rawLeft, rawRight, site);
  const right = settleBy(machine, rawRight, left, site);
  const nullish = (value: Value) => value === null || value === undefined;
  if (nullish(left) || nullish(right)) return nullish(left) && nullish(right);
  if (isTraced(left) || isTraced(right)) {
    const numbers = [toNumber(left), toNumber(right)];
    if (numbers.some((number) => number === undefined)) return false;
    return applyTest(machine, "eq", numbers as Numeric[], site, sites);
  }
  if (typeof left === "object" || typeof right === "object") return left === right;
  // biome-ignore lint/suspicious/noDoubleEquals: this is the operator being interpreted
  return left == right;
}

export function negate(machine: Machine, value: boolean | Traced, site: Node): boolean | Traced {
  return typeof value === "boolean" ? !value : applyTest(machine, "not", [value], site);
}

/** An unknown parameter takes the kind of what it is compared with; a string flag takes the value. */
function settleBy(machine: Machine, value: Value, other: Value, site: Node): Value {
  if (!isHole(value) || value.settled) return peek(value);
  if (typeof other === "string" || typeof other === "boolean") {
    return settle(machine, value, { plain: other }, site);
  }
  if (typeof other === "number" || isTraced(other)) return settle(machine, value, "number", site);
  if ((other === undefined || other === null) && value.cell.optional) {
    return settle(machine, value, { plain: undefined }, site);
  }
  return value;
}

function isComparable(left: Value, right: Value): boolean {
  const typeOf = (value: Value) =>
    isTraced(value) ? (value.isBoolean ? "boolean" : "number") : typeof value;
  return typeOf(left) === typeOf(right);
}

function asNumeric(value: Value): Numeric {
  return isTraced(value) ? value : Number(value);
}

function toNumber(value: Value): Numeric | undefined {
  if (isTraced(value)) return value;
  return typeof value === "object" ? undefined : Number(value);
}
