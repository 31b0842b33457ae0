import { isFunctionNode, type Node, type NodeOf } from "../../syntax/ast.ts";
import { holds } from "../../syntax/names.ts";
import { lookUp } from "../functions/scope.ts";
import { peek } from "../inputs/holes.ts";
import type { Scope, Value } from "../machine.ts";
import { isTraced } from "../values/value.ts";

/** `for (…; i !== n; i++)`, whose only end is that i comes to be n. */
interface CountedTo {
  readonly counter: string;
  readonly bound: Node;
  readonly step: 1 | -1;
}

const known = new WeakMap<Node, CountedTo | undefined>();

/**
 * Where a loop's counter starts beyond its bound, or passes it by: up to 2.5, NaN or -1 by ones. Such a loop
 * has no end, which shows before its first turn.
 */
export function missedBound(loop: NodeOf<"ForStatement">, scope: Scope): number | undefined {
  if (!known.has(loop)) known.set(loop, countedTo(loop));
  const counted = known.get(loop);
  if (!counted) return undefined;
  const counter = numberOf(lookUp(scope, counted.counter)?.value);
  const bound = boundOf(counted.bound, scope);
  if (counter === undefined || bound === undefined || !Number.isInteger(counter)) return undefined;
  const isMet = Number.isInteger(bound) && (bound - counter) * counted.step >= 0;
  return isMet ? undefined : bound;
}

function boundOf(bound: Node, scope: Scope): number | undefined {
  if (bound.type === "Identifier") return numberOf(lookUp(scope, bound.name)?.value);
  return bound.type === "Literal" && typeof bound.value === "number" ? bound.value : undefined;
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
  const names = bound.type === "Identifier" ? [counter, bound.name] : [counter];
  if (holds(body, (node) => isWayOut(node) || changes(node, names))) return undefined;
  return { counter, bound, step: update.operator === "++" ? 1 : -1 };
}

/** A function made or named in the body may change more than shows. */
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
