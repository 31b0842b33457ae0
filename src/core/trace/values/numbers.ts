import type { OpName } from "../../ops/primitives.ts";
import { computeOp } from "../../ops/table.ts";
import { type Node, nodeRange, sharedRange } from "../../syntax/ast.ts";
import type { NodeId } from "../../tape/tape.ts";
import { decline, inWords, stopped } from "../decline.ts";
import { isHole, peek, presenceOf, settle } from "../inputs/holes.ts";
import type { ArrayValue, Callable, Machine, ObjectValue, Traced, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { countsLoop } from "../statements/loopTests.ts";
import { inherited, intrinsic, readProperty } from "./properties.ts";
import { numberBehind, textOfTraced } from "./texts.ts";
import { isCallable, isTraced } from "./value.ts";

export type Numeric = number | Traced;

/** JavaScript's ToNumber, as far as numeric code goes. */
export function toNumeric(machine: Machine, raw: Value, site: Node): Numeric {
  if (typeof raw === "number") return raw;
  const value = settle(machine, raw, "number", site);
  if (typeof value === "string") return numberBehind(machine, value) ?? Number(value);
  if (typeof value === "symbol") return raise("TypeError", "a symbol is no number", site);
  if (typeof value !== "object" || value === null) return Number(value);
  switch (value.kind) {
    case "traced":
      return value.isBoolean ? tracedAs(value, false) : value;
    case "array": {
      if (value.elements.length > 1)
        return decline("an array is used as a number here; pick one of its elements", site);
      const [only] = value.elements;
      if (isTraced(only) && !only.isBoolean) return only;
      return Number(textOf(machine, value, site));
    }
    case "object": {
      const primitive = converted(machine, value, "number", site);
      if (primitive) return toNumeric(machine, primitive.value, site);
      return decline("an object is used as a number here; use one of its members", site);
    }
    default:
      return decline("a function is used as a number here; call it", site);
  }
}

/**
 * What an object's own `valueOf` and `toString` make of it, asked in the order of the hint; nothing for an
 * object that has only those that every object has.
 */
function converted(
  machine: Machine,
  object: ObjectValue,
  hint: "number" | "string" | "default",
  site: Node,
): { readonly value: Value } | undefined {
  const names = hint === "string" ? ["toString", "valueOf"] : ["valueOf", "toString"];
  const common = intrinsic(machine, "Object").properties;
  let isOwn = false;
  for (const name of names) {
    const property = inherited(machine, object, name);
    if (!property) continue;
    if (property === common.get(name)) {
      if (name === "toString" && !isOwn) return undefined;
      if (name === "toString") return { value: "[object Object]" };
      continue;
    }
    isOwn = true;
    const method = readProperty(machine, property, object, site);
    if (!isCallable(method)) continue;
    const value = machine.call(method, object, [], site);
    if (!isReference(value)) return { value };
  }
  return raise("TypeError", "an object cannot be made a number or text", site);
}

/** Whether a value is one that `===` tells apart by identity: objects, arrays and functions. */
export function isReference(value: Value): value is ArrayValue | ObjectValue | Callable {
  return (
    typeof value === "object" && value !== null && value.kind !== "traced" && value.kind !== "hole"
  );
}

/** JavaScript's ToPrimitive; a number, text and a hole are themselves. */
export function primitiveOf(
  machine: Machine,
  value: Value,
  hint: "number" | "default",
  site: Node,
): Value {
  if (!isReference(value)) return value;
  if (value.kind !== "object") return textOf(machine, value, site);
  // Dates alone prefer text where either would do.
  const isDate = hint === "default" && value.prototype === intrinsic(machine, "Date");
  const primitive = converted(machine, value, isDate ? "string" : "number", site);
  if (primitive) return primitive.value;
  if (hint === "number")
    return decline("an object is used as a number here; use one of its members", site);
  return textOf(machine, value, site);
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
  if (arePlain(args)) return computeOp(op, args);
  // Loops, not `map`: every step of a traced program comes through here.
  const primals = new Array<number>(args.length);
  for (let i = 0; i < args.length; i++) primals[i] = primalOf(args[i] as Numeric);
  const value = computeOp(op, primals);
  if (machine.tape.size >= machine.budget.limits.nodes) {
    stopped(`${inWords(machine.budget.limits.nodes)} operations`, site);
  }
  const nodes = new Array<NodeId>(args.length);
  for (let i = 0; i < args.length; i++)
    nodes[i] = nodeFor(machine, args[i] as Numeric, argSites[i] ?? site);
  const node = machine.tape.operation(op, nodes, value, nodeRange(site));
  return { kind: "traced", node, value, isBoolean: false };
}

function arePlain(args: readonly Numeric[]): args is readonly number[] {
  for (let index = 0; index < args.length; index++)
    if (typeof args[index] !== "number") return false;
  return true;
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
  return typeof result === "number" ? result === 1 : tracedAs(result, true);
}

/** Written out: a copy by spread takes several times as long. */
function tracedAs({ node, value }: Traced, isBoolean: boolean): Traced {
  return { kind: "traced", node, value, isBoolean };
}

/** A traced number where only its exact value will do: an index, a length, text. Recorded as a guard. */
export function exactly(
  machine: Machine,
  value: Numeric,
  site: Node,
  use?: "index" | "text",
): number {
  if (typeof value === "number") return value;
  const { node, value: exact } = value;
  const range = sharedRange(site);
  // A loop over an index leaves hundreds of thousands of them: literals take a third of the room of copies.
  machine.tape.guard(
    use
      ? { kind: "value", node, value: exact, range, use }
      : { kind: "value", node, value: exact, range },
  );
  return exact;
}

/** The truth of a value where the program branches on it. Recorded as a guard when it is traced. */
export function truthOf(machine: Machine, raw: Value, site: Node): boolean {
  const value = isHole(raw) && !raw.settled ? presenceOf(machine, raw, site) : peek(raw);
  if (isTraced(value)) {
    const truth = value.value !== 0 && !Number.isNaN(value.value);
    const { node } = value;
    const range = sharedRange(site);
    machine.tape.guard(
      countsLoop(site)
        ? { kind: "truth", node, truth, range, isLoop: true }
        : { kind: "truth", node, truth, range },
    );
    return truth;
  }
  return typeof value === "object" ? value !== null : Boolean(value);
}

/** JavaScript's ToString for plain and traced values. */
export function textOf(machine: Machine, raw: Value, site: Node): string {
  const value = settle(machine, raw, { plain: "" }, site);
  if (typeof value === "symbol") return raise("TypeError", "a symbol is no text", site);
  if (typeof value !== "object" || value === null) return String(value);
  if (value.kind === "traced") {
    const exact = exactly(machine, value, site, "text");
    if (value.isBoolean) return String(exact === 1);
    return textOfTraced(machine, String(exact), applyOp(machine, "toPrecision", [value, 17], site));
  }
  if (value.kind === "array") {
    return value.elements
      .map((element) =>
        element === undefined || element === null ? "" : textOf(machine, element, site),
      )
      .join(",");
  }
  if (value.kind !== "object") return decline("the text of a function is not read", site);
  const primitive = converted(machine, value, "string", site);
  if (primitive) return textOf(machine, primitive.value, site);
  return value.iterate ? decline("the text of a collection is not read", site) : "[object Object]";
}
