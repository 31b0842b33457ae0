import type { OpName } from "../ops/primitives.ts";
import type { Node } from "../syntax/ast.ts";
import { decline } from "./decline.ts";
import { looseEquals, negate, strictEquals } from "./equality.ts";
import { isHole, peek, settle } from "./holes.ts";
import type { Machine, ObjectValue, Value } from "./machine.ts";
import { applyOp, applyTest, textOf, toNumeric } from "./numbers.ts";
import { prototypeOf } from "./prototypes.ts";
import { isCallable, isTraced } from "./value.ts";

const arithmetic: Readonly<Record<string, OpName>> = {
  "-": "sub",
  "*": "mul",
  "/": "div",
  "%": "mod",
  "**": "pow",
  "&": "bitAnd",
  "|": "bitOr",
  "^": "bitXor",
  "<<": "shiftLeft",
  ">>": "shiftRight",
  ">>>": "shiftRightUnsigned",
};

const comparisons: Readonly<Record<string, OpName>> = {
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};

/** `left operator right` on values; `sites` are the operands, for the places of literals. */
export function applyBinary(
  machine: Machine,
  operator: string,
  left: Value,
  right: Value,
  site: Node,
  sites: readonly [Node, Node],
): Value {
  const op = arithmetic[operator];
  if (op) return numericOp(machine, op, left, right, site, sites);
  switch (operator) {
    case "+":
      return add(machine, left, right, site, sites);
    case "===":
      return strictEquals(machine, left, right, site, sites);
    case "!==":
      return negate(machine, strictEquals(machine, left, right, site, sites), site);
    case "==":
      return looseEquals(machine, left, right, site, sites);
    case "!=":
      return negate(machine, looseEquals(machine, left, right, site, sites), site);
    case "in":
      return hasMember(machine, left, right, site);
    case "instanceof":
      return isInstance(left, right);
    default:
      return compare(machine, operator, left, right, site, sites);
  }
}

function numericOp(
  machine: Machine,
  op: OpName,
  left: Value,
  right: Value,
  site: Node,
  sites: readonly [Node, Node],
): Value {
  const a = toNumeric(machine, left, sites[0]);
  const b = toNumeric(machine, right, sites[1]);
  return applyOp(machine, op, [a, b], site, sites);
}

function add(
  machine: Machine,
  rawLeft: Value,
  rawRight: Value,
  site: Node,
  sites: readonly [Node, Node],
): Value {
  const left = peek(rawLeft);
  const right = peek(rawRight);
  if (typeof left === "string" || typeof right === "string") {
    return textOf(machine, left, sites[0]) + textOf(machine, right, sites[1]);
  }
  return numericOp(machine, "add", left, right, site, sites);
}

function compare(
  machine: Machine,
  operator: string,
  left: Value,
  right: Value,
  site: Node,
  sites: readonly [Node, Node],
): Value {
  const op = comparisons[operator];
  if (!op) return decline(`the operator ${operator} is not read`, site);
  const a = peek(left);
  const b = peek(right);
  if (typeof a === "string" && typeof b === "string") {
    if (operator === "<") return a < b;
    if (operator === "<=") return a <= b;
    return operator === ">" ? a > b : a >= b;
  }
  return applyTest(
    machine,
    op,
    [toNumeric(machine, a, sites[0]), toNumeric(machine, b, sites[1])],
    site,
    sites,
  );
}

function hasMember(machine: Machine, key: Value, raw: Value, site: Node): boolean {
  const object = settle(machine, raw, "object", site);
  const name = textOf(machine, key, site);
  if (typeof object !== "object" || object === null)
    return decline("`in` needs an object on its right", site);
  if (object.kind === "array") return Number(name) < object.elements.length;
  return "properties" in object && object.properties.has(name);
}

function isInstance(left: Value, right: Value): boolean {
  const value = peek(left);
  if (typeof value !== "object" || value === null || !isCallable(right)) return false;
  if (value.kind === "array") return right.name === (value.typed ?? "Array");
  if (isCallable(value)) return right.name === "Function";
  const wanted = right.kind === "builtin" ? undefined : prototypeOf(right);
  let at: ObjectValue | undefined = value.kind === "object" ? value.prototype : undefined;
  for (; at; at = at.prototype) if (wanted === at) return true;
  return false;
}

export function typeOf(raw: Value): string {
  const value = peek(raw);
  // An unknown parameter that is asked for its type is taken for what numeric code is about.
  if (isHole(value)) return value.cell.optional ? "undefined" : "number";
  if (isTraced(value)) return value.isBoolean ? "boolean" : "number";
  if (isCallable(value)) return "function";
  return typeof value;
}
