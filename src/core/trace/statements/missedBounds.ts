import { isFunctionNode, type Node, type NodeOf } from "../../syntax/ast.ts";
import { holds } from "../../syntax/names.ts";
import { lookUp } from "../functions/scope.ts";
import { peek } from "../inputs/holes.ts";
import type { Machine, Scope, Value } from "../machine.ts";
import { isTraced } from "../values/value.ts";

/** `for (…; i !== n; i++)`, whose only end is that i comes to be n. */
interface CountedTo {
  readonly counter: string;
  readonly bound: Node;
  readonly step: 1 | -1;
}

/** A bound that stays where it is for so many turns after it was passed is not coming back. */
const turnsBetween = 1000;

const known = new WeakMap<Node, CountedTo | undefined>();

/**
 * Watches a loop whose counter may start beyond its bound, or pass it by: up to 2.5, NaN or -1 by ones. Before a
 * turn it gives the bound that is never met: at once where nothing in the loop changes it, or else when it has not
 * moved for long after it was passed.
 */
export function boundWatch(
  machine: Machine,
  loop: NodeOf<"ForStatement">,
  scope: () => Scope,
): (turn: number) => number | undefined {
  if (!known.has(loop)) known.set(loop, countedTo(loop));
  const counted = known.get(loop);
  if (!counted) return () => undefined;
  const { bound, counter, step } = counted;
  let passed: number | undefined;
  return (turn) => {
    if (turn % turnsBetween !== 0 || (turn === 0 && bound.type === "MemberExpression"))
      return undefined;
    const at = numberOf(lookUp(scope(), counter)?.value);
    const to = numberOf(machine.evaluate(bound, scope()));
    const isOpen =
      at === undefined ||
      to === undefined ||
      !Number.isInteger(at) ||
      (Number.isInteger(to) && (to - at) * step >= 0);
    const isMissed = !isOpen && (turn === 0 || Object.is(passed, to));
    passed = isOpen ? undefined : to;
    return isMissed ? to : undefined;
  };
}

function numberOf(raw: Value): number | undefined {
  const value = peek(raw);
  if (isTraced(value)) return value.isBoolean ? undefined : value.value;
  return typeof value === "number" ? value : undefined;
}

function countedTo({ test, update, body }: NodeOf<"ForStatement">): CountedTo | undefined {
  if (test?.type !== "BinaryExpression" || !/^!==?$/.test(test.operator)) return undefined;
  if (update?.type !== "UpdateExpression" || update.argument.type !== "Identifier")
    return undefined;
  const counter = update.argument.name;
  const isCounter = (node: Node) => node.type === "Identifier" && node.name === counter;
  if (!isCounter(test.left) && !isCounter(test.right)) return undefined;
  const bound = isCounter(test.left) ? test.right : test.left;
  if (!isRead(bound)) return undefined;
  const names = bound.type === "Identifier" ? [counter, bound.name] : [counter];
  if (holds(body, (node) => isWayOut(node) || changes(node, names))) return undefined;
  return { counter, bound, step: update.operator === "++" ? 1 : -1 };
}

/** `n`, `3`, `list.items.length`: looking at it does nothing. */
function isRead(node: Node): boolean {
  if (node.type === "MemberExpression") return !node.computed && isRead(node.object);
  return /^(Identifier|Literal|ThisExpression)$/.test(node.type);
}

/** A function made in the body may change more than shows. */
function isWayOut(node: Node): boolean {
  return /^(Break|Continue|Return|Throw)Statement$/.test(node.type) || isFunctionNode(node);
}

function changes(node: Node, names: readonly string[]): boolean {
  const target =
    node.type === "UpdateExpression"
      ? node.argument
      : /^(AssignmentExpression|For(Of|In)Statement)$/.test(node.type) && "left" in node
        ? node.left
        : undefined;
  if (!target || target.type === "MemberExpression") return false;
  return holds(target, (part) => part.type === "Identifier" && names.includes(part.name));
}
