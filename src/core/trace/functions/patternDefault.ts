import type { Node } from "../../syntax/ast.ts";
import { instantiate, isHole, peek, settle } from "../inputs/holes.ts";
import { shapeOfValue } from "../inputs/inputs.ts";
import type { PointValue } from "../inputs/point.ts";
import type { Machine, Scope, Value } from "../machine.ts";

/**
 * A default stands in for undefined. For an unknown parameter it also says what it is: `k = 2` is a
 * number, `v = [1, 2]` an array of two, and `{ a = 1 } = {}` an object whose members are asked for.
 */
export function withDefault(
  machine: Machine,
  pattern: Node,
  value: Value,
  fallback: Node,
  scope: Scope,
): Value {
  if (!isHole(value) || value.settled) {
    const known = peek(value);
    return known === undefined ? machine.evaluate(fallback, scope) : known;
  }
  if (pattern.type === "ObjectPattern") return settle(machine, value, "object", fallback);
  const made = machine.evaluate(fallback, scope);
  const plain = plainOf(made);
  if (typeof made === "object" && made?.kind === "object" && made.prototype) {
    value.cell.shape = { kind: "default" };
    const adopted = machine.instances.adopt(made, value.cell.path);
    value.settled = { value: adopted };
    return adopted;
  }
  if (plain === undefined) return settle(machine, value, { plain: undefined }, fallback) ?? made;
  value.cell.shape = shapeOfValue(plain, value.cell);
  const settled = instantiate(machine, value.cell, fallback);
  value.settled = { value: settled };
  return settled;
}

/** A value as data, if it is nothing but data. */
function plainOf(value: Value): PointValue | undefined {
  if (typeof value === "symbol") return undefined;
  if (value === null || typeof value !== "object") return value;
  if (value.kind === "array") {
    const elements = value.elements.map(plainOf);
    return elements.every((element) => element !== undefined) ? elements : undefined;
  }
  if (value.kind !== "object" || value.prototype) return undefined;
  const entries: [string, PointValue][] = [];
  for (const [key, property] of value.properties) {
    const plain = property.kind === "data" ? plainOf(property.value) : undefined;
    if (plain === undefined) return undefined;
    entries.push([key, plain]);
  }
  return Object.fromEntries(entries);
}
