import type { OpName } from "../../ops/primitives.ts";
import type { Node, NodeOf } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { flagValues } from "../inputs/flagValues.ts";
import { isHole, peek, settle, settleIfList } from "../inputs/holes.ts";
import { ask, type Want } from "../inputs/questions.ts";
import type { ArrayValue, Callable, Machine, ObjectValue, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { doubtAbout } from "./doubts.ts";
import { looseEquals, negate, strictEquals } from "./equality.ts";
import { toKey } from "./members.ts";
import { applyOp, applyTest, isReference, primitiveOf, textOf, toNumeric } from "./numbers.ts";
import { inherited, intrinsic, isOwnOfArray, noPrototype, ownOrInherited } from "./properties.ts";
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
  if (typeof left === "number" && typeof right === "number") {
    const value = ofNumbers(operator, left, right);
    if (value !== undefined) return value;
  }
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
      return isInstance(machine, left, right, site);
    default:
      return compare(machine, operator, left, right, site, sites);
  }
}

/** What loops are made of, without the lists that a row of the table is called with. */
function ofNumbers(operator: string, a: number, b: number): number | boolean | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "===":
      return a === b;
    case "!==":
      return a !== b;
    default:
      return undefined;
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
  const left = primitiveOf(machine, peek(rawLeft), "default", sites[0]);
  const right = primitiveOf(machine, peek(rawRight), "default", sites[1]);
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
  const a = primitiveOf(machine, peek(left), "number", sites[0]);
  const b = primitiveOf(machine, peek(right), "number", sites[1]);
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
  if (!isReference(object)) return raise("TypeError", "`in` needs an object on its right", site);
  const name = String(toKey(machine, key, site));
  if (object.kind === "array") {
    if (isOwnOfArray(object, name)) return true;
    return inherited(machine, prototypeOfValue(machine, object), name) !== undefined;
  }
  if (object.kind === "object") return inherited(machine, object, name) !== undefined;
  if (ownOrInherited(object, name) || name in Function.prototype) return true;
  const doubt = doubtAbout(object);
  return doubt ? decline(`"${name}" may be missing: ${doubt.message}`, site) : false;
}

function isInstance(machine: Machine, left: Value, right: Value, site: Node): boolean {
  if (!isCallable(right)) {
    if (right === intrinsic(machine, "Function"))
      decline("`instanceof` with this function is not read", site);
    return raise("TypeError", "`instanceof` needs a class or a function on its right", site);
  }
  const value = instanceOf(machine, peek(left), right, site);
  if (!isReference(value)) return false;
  if (right.kind === "builtin" && !right.construct) {
    return decline("`instanceof` with this function is not read", site);
  }
  const wanted = prototypeOf(right);
  const common = intrinsic(machine, "Object");
  let at: ObjectValue | undefined = prototypeOfValue(machine, value);
  for (; at && at !== noPrototype; at = at.prototype) if (wanted === at) return true;
  return wanted === common && at !== noPrototype;
}

/** What an input is that is asked whether it is an instance of something. */
function instanceOf(machine: Machine, value: Value, owner: Callable, site: Node): Value {
  if (!isHole(value)) return value;
  if (owner.kind === "builtin" && owner.name === "Array") return settleIfList(machine, value, site);
  ask(machine.questions, value.cell.path, [wantOf(owner)]);
  return value;
}

function wantOf({ kind, name }: Callable): Want {
  return kind === "builtin" ? (/Array$/.test(name) ? "array" : "object") : { instance: name };
}

/** Where a value's members go on; nothing for an object directly below `Object.prototype`. */
function prototypeOfValue(
  machine: Machine,
  value: ArrayValue | ObjectValue | Callable,
): ObjectValue {
  if (value.kind === "array") {
    return intrinsic(machine, value.isArguments ? "Object" : (value.typed ?? "Array"));
  }
  if (value.kind !== "object") return intrinsic(machine, "Function");
  return value.prototype ?? intrinsic(machine, "Object");
}

/** `typeof x === "string"`. */
function isAskedForText({ parent }: Node): boolean {
  if (parent?.type !== "BinaryExpression") return false;
  return [parent.left, parent.right].some(
    (operand) => operand.type === "Literal" && operand.value === "string",
  );
}

/** One that the input is compared with, or else one that is a number too. */
function textFor(machine: Machine, operand: Node | undefined): string {
  return flagValues(machine.module, operand).find((flag) => typeof flag === "string") ?? "1";
}

export function typeOf(machine: Machine, raw: Value, site: NodeOf<"UnaryExpression">): string {
  const value = peek(raw);
  // An unknown parameter that is asked for its type is taken for what numeric code is about.
  if (isHole(value)) {
    if (value.cell.shape.kind === "function") return "function";
    const text = isAskedForText(site) ? [{ plain: textFor(machine, site.argument) }] : [];
    ask(machine.questions, value.cell.path, [{ plain: undefined }, ...text, "array", "object"]);
    return value.cell.optional ? "undefined" : "number";
  }
  if (isTraced(value)) return value.isBoolean ? "boolean" : "number";
  const isFunction = isCallable(value) || value === intrinsic(machine, "Function");
  return isFunction ? "function" : typeof value;
}
