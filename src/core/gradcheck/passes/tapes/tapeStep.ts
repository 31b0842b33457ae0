import { isFunctionNode, type Node, type NodeOf, nodeRange } from "../../../syntax/ast.ts";
import { freeNames } from "../../../syntax/freeNames.ts";
import type { FunctionEntry } from "../../../syntax/functions.ts";
import { parameterName, walk } from "../../../syntax/names.ts";
import type { ParsedModule } from "../../../syntax/parsedModule.ts";
import type { SourceRange } from "../../../util/sourceRange.ts";
import { constructorOf } from "../../stage/constructorOf.ts";

/** An operation that returns a new node and leaves on it how to send gradients back to its operands. */
export interface TapeStep {
  /** The class of the nodes, the field of their value and that of their gradient. */
  readonly owner: string;
  readonly value: string;
  readonly gradient: string;
  /** The member of the result that holds the closure. */
  readonly closure: string;
  readonly place: SourceRange;
  /** "this" or a parameter, each a node that gets a gradient. */
  readonly operands: readonly string[];
  /** It stores where it should add: seen only where an operand is used twice. */
  readonly isStoring: boolean;
}

const gradientName = /grad|adjoint|delta|^d[wxv]?$/i;

/** The first closure that writes gradients of operands. */
export function tapeStepOf(
  module: ParsedModule,
  { node, instanceOf }: FunctionEntry,
): TapeStep | undefined {
  const made = new Map<string, string>();
  const params = new Set(node.params.map(parameterName));
  const taken = new Map<string, string>();
  const closures: { on: string; key: string; place: SourceRange; body: Node }[] = [];
  // `const back = () => { … }; out.backward = back;`
  const named = new Map<string, Node>();
  walk(node, (inner) => {
    if (isFunctionNode(inner) && inner !== node) {
      if (inner.type === "FunctionDeclaration" && inner.id) named.set(inner.id.name, inner);
      return false;
    }
    if (inner.type === "VariableDeclarator" && inner.id.type === "Identifier") {
      const { init } = inner;
      if (init && isFunctionNode(init)) named.set(inner.id.name, init);
      if (init?.type === "NewExpression" && init.callee.type === "Identifier")
        made.set(inner.id.name, init.callee.name);
      const from = init ? onlyOf(params, init) : undefined;
      if (from !== undefined) taken.set(inner.id.name, from);
    }
    const member = memberOf(inner.type === "AssignmentExpression" ? inner.left : inner);
    if (inner.type === "AssignmentExpression" && member) {
      const { left, right } = inner;
      const body = right.type === "Identifier" ? named.get(right.name) : right;
      if (body && isFunctionNode(body)) closures.push({ ...member, place: nodeRange(left), body });
    }
    return true;
  });
  for (const { on, key, place, body } of closures) {
    const owner = made.get(on);
    const value = owner === undefined ? undefined : valueField(module, owner);
    const writes = writesIn(body)
      .filter((write) => write.on !== on)
      .map((write) => ({ ...write, on: taken.get(write.on) ?? write.on }));
    const [first] = writes;
    if (owner === undefined || value === undefined || !first) continue;
    const gradient = first.key;
    const operands = [...new Set(writes.map((write) => write.on))];
    const isNode = (name: string) => (name === "this" ? instanceOf === owner : params.has(name));
    if (!writes.every((write) => write.key === gradient) || !operands.every(isNode)) continue;
    if (!params.has("") && (gradientName.test(gradient) || mentions(body, on, gradient))) {
      const isStoring = writes.some(({ operator }) => operator === "=");
      return { owner, value, gradient, closure: key, place, operands, isStoring };
    }
  }
  return undefined;
}

/** `other` of `const node = other instanceof Value ? other : new Value(other)`, or of `this.wrap(other)`. */
function onlyOf(params: ReadonlySet<string>, init: Node): string | undefined {
  if (init.type !== "ConditionalExpression" && init.type !== "CallExpression") return undefined;
  const [only, ...others] = [...freeNames(init)].filter((name) => params.has(name));
  return others.length === 0 ? only : undefined;
}

/** `a.b`, of a name or of `this`. */
function memberOf(node: Node): { readonly on: string; readonly key: string } | undefined {
  if (node.type !== "MemberExpression" || node.computed) return undefined;
  const { object, property }: NodeOf<"MemberExpression"> = node;
  if (property.type !== "Identifier") return undefined;
  if (object.type === "ThisExpression") return { on: "this", key: property.name };
  return object.type === "Identifier" ? { on: object.name, key: property.name } : undefined;
}

function writesIn(body: Node) {
  const writes: { readonly on: string; readonly key: string; readonly operator: string }[] = [];
  walk(body, (node) => {
    const member = node.type === "AssignmentExpression" ? memberOf(node.left) : undefined;
    if (member && node.type === "AssignmentExpression")
      writes.push({ ...member, operator: isSumWithItself(node) ? "+=" : node.operator });
    return true;
  });
  return writes;
}

/** `a.grad = a.grad + …` */
function isSumWithItself({ left, right }: NodeOf<"AssignmentExpression">): boolean {
  const place = memberOf(left);
  return place !== undefined && mentions(right, place.on, place.key);
}

function mentions(root: Node, on: string, key: string): boolean {
  let found = false;
  walk(root, (node) => {
    const member = memberOf(node);
    found ||= member?.on === on && member.key === key;
    return !found;
  });
  return found;
}

/** The field in which a class keeps the first number its constructor is given. */
function valueField(module: ParsedModule, owner: string): string | undefined {
  const node = constructorOf(module, owner);
  const [parameter] = node?.params ?? [];
  if (!node || !parameter) return undefined;
  if (parameter.type === "TSParameterProperty") return parameterName(parameter.parameter);
  const first = parameterName(parameter);
  let field: string | undefined;
  walk(node, (inner) => {
    if (inner.type !== "AssignmentExpression" || inner.right.type !== "Identifier") return true;
    const member = memberOf(inner.left);
    if (member?.on === "this" && inner.right.name === first) field ??= member.key;
    return true;
  });
  return field;
}
