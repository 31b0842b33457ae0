import type { OpName } from "../ops/primitives.ts";
import { evaluateOp, rowOf } from "../ops/table.ts";
import type { Node } from "../syntax/ast.ts";
import type { NodeId } from "../tape/tape.ts";
import { decline, nodeRange, stopped } from "./decline.ts";
import { settle } from "./holes.ts";
import type { Machine, Traced, Value } from "./machine.ts";
import { isTraced } from "./value.ts";

export type Numeric = number | Traced;

/** JavaScript's ToNumber, as far as numeric code goes. */
export function toNumeric(machine: Machine, raw: Value, site: Node): Numeric {
  if (typeof raw === "number") return raw;
  const value = settle(machine, raw, "number", site);
  if (typeof value !== "object" || value === null) return Number(value);
  switch (value.kind) {
    case "traced":
      return value;
    case "array":
      if (value.elements.length === 0) return 0;
      if (value.elements.length === 1) return toNumeric(machine, value.elements[0], site);
      return decline("an array is used as a number here; pick one of its elements", site);
    case "object": {
      const conversion = value.properties.get("valueOf");
      if (conversion?.kind === "data" && conversion.value && typeof conversion.value === "object") {
        const method = conversion.value;
        if (method.kind === "closure" || method.kind === "builtin") {
          return toNumeric(machine, machine.call(method, value, [], site), site);
        }
      }
      return decline("an object is used as a number here; use one of its members", site);
    }
    default:
      return decline("a function is used as a number here; call it", site);
  }
}

export function primalOf(value: Numeric): number {
  return typeof value === "number" ? value : value.value;
}

/** The tape node of a number; a plain one becomes a constant leaf with the place it was used at. */
export function nodeFor(machine: Machine, value: Numeric, site: Node): NodeId {
  return typeof value === "number" ? machine.tape.constant(value, nodeRange(site)) : value.node;
}

/** Applies a primitive: plain numbers stay plain, anything that depends on an input is recorded. */
export function applyOp(
  machine: Machine,
  op: OpName,
  args: readonly Numeric[],
  site: Node,
  argSites: readonly Node[] = [],
): Numeric {
  const row = rowOf(op);
  const value = evaluateOp(row, args.map(primalOf));
  if (!args.some(isTraced)) return value;
  if (machine.tape.size >= machine.budget.limits.nodes) {
    stopped(`more than ${machine.budget.limits.nodes} operations`, site);
  }
  const nodes = args.map((arg, index) => nodeFor(machine, arg, argSites[index] ?? site));
  const node = machine.tape.operation(op, nodes, value, nodeRange(site));
  return { kind: "traced", node, value, isBoolean: false };
}

/** A primitive whose 0 or 1 is a truth value: comparisons and `!`. */
export function applyTest(
  machine: Machine,
  op: OpName,
  args: readonly Numeric[],
  site: Node,
  argSites: readonly Node[] = [],
): boolean | Traced {
  const result = applyOp(machine, op, args, site, argSites);
  return typeof result === "number" ? result === 1 : { ...result, isBoolean: true };
}

/** A traced number where only its exact value will do: an index, a length, text. Recorded as a guard. */
export function exactly(machine: Machine, value: Numeric, site: Node): number {
  if (typeof value === "number") return value;
  machine.tape.guard({
    kind: "value",
    node: value.node,
    value: value.value,
    range: nodeRange(site),
  });
  return value.value;
}

/** The truth of a value where the program branches on it. Recorded as a guard when it is traced. */
export function truthOf(machine: Machine, raw: Value, site: Node): boolean {
  const value = settle(machine, raw, { plain: false }, site);
  if (isTraced(value)) {
    const truth = value.value !== 0 && !Number.isNaN(value.value);
    machine.tape.guard({ kind: "truth", node: value.node, truth, range: nodeRange(site) });
    return truth;
  }
  return typeof value === "object" ? value !== null : Boolean(value);
}

/** JavaScript's ToString for plain and traced values. */
export function textOf(machine: Machine, raw: Value, site: Node): string {
  const value = settle(machine, raw, { plain: "" }, site);
  if (typeof value !== "object" || value === null) return String(value);
  if (value.kind === "traced") {
    const exact = exactly(machine, value, site);
    return value.isBoolean ? String(exact === 1) : String(exact);
  }
  if (value.kind === "array") {
    return value.elements
      .map((element) =>
        element === undefined || element === null ? "" : textOf(machine, element, site),
      )
      .join(",");
  }
  if (value.kind === "object") return "[object Object]";
  return decline("the text of a function is not read", site);
}
