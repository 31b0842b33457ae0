import type { Node } from "../../syntax/ast.ts";
import { flagValues } from "../inputs/flagValues.ts";
import { isHole, isTakenForPresent, peek, settle } from "../inputs/holes.ts";
import { ask } from "../inputs/questions.ts";
import type { Machine, Traced, Value } from "../machine.ts";
import { applyTest, isReference, type Numeric, primitiveOf } from "./numbers.ts";
import { isTraced } from "./value.ts";

/** `===`; `sites` are the two operands, for the places of literals. */
export function strictEquals(
  machine: Machine,
  rawLeft: Value,
  rawRight: Value,
  site: Node,
  sites: readonly Node[],
): boolean | Traced {
  const left = settleBy(machine, rawLeft, rawRight, site, sites[0]);
  const right = settleBy(machine, rawRight, left, site, sites[1]);
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
  const left = settleBy(machine, rawLeft, rawRight, site, sites[0]);
  const right = settleBy(machine, rawRight, left, site, sites[1]);
  const nullish = (value: Value) => value === null || value === undefined;
  if (nullish(left) || nullish(right)) return nullish(left) && nullish(right);
  if (isReference(left) || isReference(right)) {
    if (isReference(left) && isReference(right)) return left === right;
    const a = primitiveOf(machine, left, "default", site);
    return looseEquals(machine, a, primitiveOf(machine, right, "default", site), site, sites);
  }
  if (typeof left === "symbol" || typeof right === "symbol") return left === right;
  if (isTraced(left) || isTraced(right)) {
    return applyTest(machine, "eq", [asNumeric(left), asNumeric(right)], site, sites);
  }
  // biome-ignore lint/suspicious/noDoubleEquals: this is the operator being interpreted
  return left == right;
}

export function negate(machine: Machine, value: boolean | Traced, site: Node): boolean | Traced {
  return typeof value === "boolean" ? !value : applyTest(machine, "not", [value], site);
}

/** An unknown parameter takes the kind of what it is compared with; a string flag takes the value. */
function settleBy(
  machine: Machine,
  value: Value,
  other: Value,
  site: Node,
  operand: Node | undefined,
): Value {
  if (!isHole(value) || value.settled) return peek(value);
  const { questions } = machine;
  const { path, optional, shape } = value.cell;
  // A number of an instance is one before anybody has read it.
  if (shape.kind === "number") return settle(machine, value, "number", site);
  if (typeof other === "string" || typeof other === "boolean") {
    const flags = flagValues(machine.module, operand);
    const values = [other, ...flags];
    if (typeof other === "boolean") values.push(!other);
    // What is text elsewhere is text: here it is only told apart from a flag.
    const text = typeof other === "boolean" ? flags.find(isText) : undefined;
    const taken = settle(machine, value, { plain: text ?? other }, site);
    ask(
      questions,
      path,
      values.filter((plain) => plain !== taken).map((plain) => ({ plain })),
    );
    return taken;
  }
  if (typeof other === "number" || isTraced(other)) return settle(machine, value, "number", site);
  if ((other === undefined || other === null) && value.cell.shape.kind === "unknown") {
    if (optional && !isTakenForPresent(machine, value))
      return settle(machine, value, { plain: undefined }, site);
    ask(questions, path, [{ plain: other }]);
  }
  return value;
}

function isText(flag: string | boolean): flag is string {
  return typeof flag === "string";
}

function isComparable(left: Value, right: Value): boolean {
  const typeOf = (value: Value) =>
    isTraced(value) ? (value.isBoolean ? "boolean" : "number") : typeof value;
  return typeOf(left) === typeOf(right);
}

function asNumeric(value: Value): Numeric {
  return isTraced(value) ? value : Number(value);
}
