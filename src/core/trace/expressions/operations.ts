import type { Node, NodeOf } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { assigning, assignName, nameOnTape, takesName } from "../functions/binding.ts";
import { assignMember, memberKey, memberName, targetOf } from "../functions/memberTargets.ts";
import { bindPattern } from "../functions/patterns.ts";
import { lookUp } from "../functions/scope.ts";
import { isHole, isTakenForPresent, settle } from "../inputs/holes.ts";
import { ask } from "../inputs/questions.ts";
import type { Machine, Scope, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { integrityOf, refused } from "../values/integrity.ts";
import { getMember, setMember } from "../values/members.ts";
import { applyOp, applyTest, isReference, toNumeric, truthOf } from "../values/numbers.ts";
import { applyBinary, typeOf } from "../values/operators.ts";
import { hasPrivate, privateNameAt } from "../values/privateNames.ts";
import { isOwnOfArray, isSymbolKey } from "../values/properties.ts";
import { isTraced } from "../values/value.ts";

export function binaryExpression(
  machine: Machine,
  node: NodeOf<"BinaryExpression">,
  scope: Scope,
): Value {
  if (node.operator === "in" && node.left.type === "PrivateIdentifier") {
    const name = privateNameAt(scope, `#${node.left.name}`, node.left);
    return hasPrivate(machine, machine.evaluate(node.right, scope), name, node);
  }
  const left = machine.evaluate(node.left, scope);
  const right = machine.evaluate(node.right, scope);
  return applyBinary(machine, node.operator, left, right, node, [node.left, node.right]);
}

export function logicalExpression(
  machine: Machine,
  node: NodeOf<"LogicalExpression">,
  scope: Scope,
): Value {
  const left = machine.evaluate(node.left, scope);
  return takesRight(machine, node.operator, left, node.left, node.right)
    ? machine.evaluate(node.right, scope)
    : left;
}

/** Whether `left && …`, `left || …` or `left ?? …` goes on to its right side. */
function takesRight(
  machine: Machine,
  operator: string,
  left: Value,
  site: Node,
  right: Node,
): boolean {
  if (isHole(left) && !left.settled && left.cell.shape.kind === "unknown") {
    if (operator === "&&") {
      ask(machine.questions, left.cell.path, [{ plain: undefined }]);
      return true;
    }
    // `x || 2` says that x is a number; `v || []` that it may be left out.
    const number = right.type === "Literal" && typeof right.value === "number";
    if (!number && isTakenForPresent(machine, left)) return false;
    settle(machine, left, number ? "number" : { plain: undefined }, site);
  }
  if (operator === "??") {
    const value = isHole(left) ? left.settled?.value : left;
    return value === undefined || value === null;
  }
  return truthOf(machine, left, site) === (operator === "&&");
}

export function conditionalExpression(
  machine: Machine,
  node: NodeOf<"ConditionalExpression">,
  scope: Scope,
): Value {
  const test = truthOf(machine, machine.evaluate(node.test, scope), node.test);
  return machine.evaluate(test ? node.consequent : node.alternate, scope);
}

export function sequenceExpression(
  machine: Machine,
  node: NodeOf<"SequenceExpression">,
  scope: Scope,
): Value {
  let value: Value;
  for (const expression of node.expressions) value = machine.evaluate(expression, scope);
  return value;
}

export function unaryExpression(
  machine: Machine,
  node: NodeOf<"UnaryExpression">,
  scope: Scope,
): Value {
  if (
    node.operator === "typeof" &&
    node.argument.type === "Identifier" &&
    !lookUp(scope, node.argument.name)
  ) {
    return "undefined";
  }
  if (node.operator === "delete") return deleteMember(machine, node.argument, scope);
  const value = machine.evaluate(node.argument, scope);
  switch (node.operator) {
    case "-":
      return applyOp(machine, "neg", [toNumeric(machine, value, node.argument)], node, [
        node.argument,
      ]);
    case "+":
      return toNumeric(machine, value, node.argument);
    case "~":
      return applyOp(machine, "bitNot", [toNumeric(machine, value, node.argument)], node, [
        node.argument,
      ]);
    case "!":
      return isTraced(value)
        ? applyTest(machine, "not", [value], node)
        : !truthOf(machine, value, node.argument);
    case "typeof":
      return typeOf(machine, value, node);
    default:
      return undefined;
  }
}

function deleteMember(machine: Machine, target: Node, scope: Scope): Value {
  if (target.type === "Identifier" || target.type === "ChainExpression")
    return decline("only members can be deleted", target);
  if (target.type !== "MemberExpression") {
    machine.evaluate(target, scope);
    return true;
  }
  if (target.object.type === "Super") return decline("only own members can be deleted", target);
  const object = machine.evaluate(target.object, scope);
  const key = String(memberKey(machine, target, scope, object));
  if (object === undefined || object === null)
    raise("TypeError", `cannot delete "${key}" of ${object}`, target);
  if (!isReference(object)) return true;
  if (isSymbolKey(key)) decline("members under symbols are not deleted", target);
  const isArray = object.kind === "array";
  const exists = isArray ? isOwnOfArray(object, key) : object.properties.has(key);
  if (!exists) return true;
  const property = isArray ? object.named?.get(key) : object.properties.get(key);
  const state = integrityOf(object);
  if (property?.hidden || (property?.kind === "data" && property.fixed))
    decline("whether this member may be deleted is not kept", target);
  const isLasting = isArray && !property && (key === "length" || object.typed !== undefined);
  if (isLasting || (state !== undefined && state !== "closed"))
    return refused(`"${key}" cannot be deleted`, target);
  if (isArray && property) object.named?.delete(key);
  else if (isArray) delete object.elements[Number(key)];
  else object.properties.delete(key);
  return true;
}

export function assignmentExpression(
  machine: Machine,
  node: NodeOf<"AssignmentExpression">,
  scope: Scope,
): Value {
  if (node.operator === "=") {
    const { left } = node;
    if (left.type === "MemberExpression") {
      const target = targetOf(machine, left, scope);
      const value = machine.evaluate(node.right, scope);
      assignMember(machine, left, target, value);
      return value;
    }
    const value = machine.evaluate(node.right, scope);
    if (left.type === "Identifier") assignName(machine, scope, left.name, value, left);
    else bindPattern(machine, left, value, scope, assigning(machine, scope));
    return value;
  }
  const operator = node.operator.slice(0, -1);
  const logical = operator === "&&" || operator === "||" || operator === "??";
  return update(machine, node.left, scope, (before) => {
    if (logical) {
      const goesOn = takesRight(machine, operator, before, node.left, node.right);
      return goesOn ? { value: machine.evaluate(node.right, scope) } : undefined;
    }
    const right = machine.evaluate(node.right, scope);
    return { value: applyBinary(machine, operator, before, right, node, [node.left, node.right]) };
  }).after;
}

export function updateExpression(
  machine: Machine,
  node: NodeOf<"UpdateExpression">,
  scope: Scope,
): Value {
  const op = node.operator === "++" ? "add" : "sub";
  const { before, after } = update(machine, node.argument, scope, (value) => ({
    value: applyOp(machine, op, [toNumeric(machine, value, node.argument), 1], node, [
      node.argument,
      node,
    ]),
  }));
  return node.prefix ? after : toNumeric(machine, before, node.argument);
}

/** Reads a target once and writes it once, its object and index evaluated a single time. */
function update(
  machine: Machine,
  target: Node,
  scope: Scope,
  change: (before: Value) => { readonly value: Value } | undefined,
): { before: Value; after: Value } {
  if (target.type === "MemberExpression") {
    if (target.object.type === "Super")
      return decline("`super.x = …` is not read; use `this`", target);
    const object = machine.evaluate(target.object, scope);
    const key = memberKey(machine, target, scope, object);
    const before = getMember(machine, object, key, target);
    const changed = change(before);
    if (!changed) return { before, after: before };
    if (takesName(changed.value))
      nameOnTape(machine, memberName(machine, target, key), changed.value);
    setMember(machine, object, key, changed.value, target);
    return { before, after: changed.value };
  }
  const before = machine.evaluate(target, scope);
  const changed = change(before);
  if (!changed) return { before, after: before };
  if (target.type === "Identifier") assignName(machine, scope, target.name, changed.value, target);
  else bindPattern(machine, target, changed.value, scope, assigning(machine, scope));
  return { before, after: changed.value };
}
