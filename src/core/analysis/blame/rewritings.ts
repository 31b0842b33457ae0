import type { Node, NodeOf } from "../../syntax/ast.ts";
import { walk } from "../../syntax/names.ts";

/** What an expression is read with: its text, and what the constants of the function stand for. */
export interface Reader {
  readonly textOf: (node: Node) => string;
  /** A constant's initialiser in its place. */
  readonly seen: (node: Node) => Node;
}

/** For the expressions of one function in the text of its file. */
export function readerOf(around: Node, text: string): Reader {
  const constants = constantsOf(around);
  return {
    textOf: ({ range }) => text.slice(...range),
    seen(node) {
      const init = node.type === "Identifier" ? constants.get(node.name) : undefined;
      const isAbove = init !== undefined && init.range[1] <= node.range[0];
      return isAbove ? init : node;
    },
  };
}

type Rewriting = (node: Node, reader: Reader) => string | undefined;

/** An expression with the same value that keeps its digits, and its gradient, where this one loses them. */
export function rewritingOf(node: Node, reader: Reader): string | undefined {
  if (node.type !== "CallExpression" && node.type !== "BinaryExpression") return undefined;
  for (const rewriting of rewritings) {
    const code = rewriting(node, reader);
    if (code !== undefined && isPlain(node)) return code;
  }
  return undefined;
}

const rewritings: readonly Rewriting[] = [
  lengthOf,
  logarithmOfSum,
  exponentialMinusOne,
  logistic,
  timesLogarithm,
];

/** √(a² + b²) squares what hypot does not, and √(a²) is |a|. */
function lengthOf(node: Node, reader: Reader): string | undefined {
  const inside = mathCall(node, "sqrt") ?? halfPower(node);
  const squares = inside && termsOf(inside, reader).map((term) => squareRootOf(term, reader));
  if (!squares?.every((part) => part !== undefined)) return undefined;
  const [only, ...others] = squares as readonly Node[];
  return others.length === 0
    ? `Math.abs(${reader.textOf(only as Node)})`
    : `Math.hypot(${squares.map((part) => reader.textOf(part as Node)).join(", ")})`;
}

/** log(1 + eˣ), log(eᵃ + eᵇ + …) and log(1 + x). */
function logarithmOfSum(node: Node, reader: Reader): string | undefined {
  const shifted = mathCall(node, "log1p");
  const exponent = shifted && exponentOf(shifted, reader);
  if (exponent) return softplus(reader.textOf(exponent));
  const inside = mathCall(node, "log");
  if (!inside) return undefined;
  const sum = termsOf(inside, reader);
  const exponents = sum.map((term) => exponentOf(term, reader));
  if (sum.length > 1 && exponents.every((part) => part !== undefined))
    return logSumExp(exponents.map((part) => reader.textOf(part as Node)));
  const rest = sum.filter((term) => !isNumber(term, 1));
  const [other] = rest;
  if (sum.length === 2 && rest.length === 1 && other) {
    const power = exponentOf(other, reader);
    return power ? softplus(reader.textOf(power)) : `Math.log1p(${reader.textOf(other)})`;
  }
  const difference = reader.seen(inside);
  if (isBinary(difference, "-") && isNumber(difference.left, 1))
    return `Math.log1p(-(${reader.textOf(difference.right)}))`;
  return undefined;
}

function softplus(x: string): string {
  return `(Math.max(${x}, 0) + Math.log1p(Math.exp(-Math.abs(${x}))))`;
}

function logSumExp(parts: readonly string[]): string {
  const most = `Math.max(${parts.join(", ")})`;
  const terms = parts.map((part) => `Math.exp(${operand(part)} - ${most})`);
  return `(${most} + Math.log(${terms.join(" + ")}))`;
}

function exponentialMinusOne(node: Node, reader: Reader): string | undefined {
  if (!isBinary(node, "-") || !isNumber(node.right, 1)) return undefined;
  const exponent = exponentOf(node.left, reader);
  return exponent && `Math.expm1(${reader.textOf(exponent)})`;
}

/** 1/(1 + e⁻ˣ) and eˣ/(1 + eˣ): only the small one of e⁻ˣ and eˣ is ever computed. */
function logistic(node: Node, reader: Reader): string | undefined {
  if (!isBinary(node, "/")) return undefined;
  const sum = termsOf(node.right, reader);
  const rest = sum.filter((term) => !isNumber(term, 1));
  const exponent = sum.length === 2 && rest.length === 1 && exponentOf(rest[0] as Node, reader);
  if (!exponent) return undefined;
  const x = reader.textOf(exponent);
  if (isNumber(node.left, 1)) {
    const away = negated(exponent, reader);
    return `(${operand(x)} > 0 ? Math.exp(${away}) / (1 + Math.exp(${away})) : 1 / (1 + Math.exp(${x})))`;
  }
  const above = exponentOf(node.left, reader);
  if (!above || !isSame(above, exponent, reader)) return undefined;
  const away = negated(exponent, reader);
  return `(${operand(x)} > 0 ? 1 / (1 + Math.exp(${away})) : Math.exp(${x}) / (1 + Math.exp(${x})))`;
}

/** x·log x and x·log(x/q) go to 0 with x. */
function timesLogarithm(node: Node, reader: Reader): string | undefined {
  if (!isBinary(node, "*")) return undefined;
  for (const [factor, other] of [
    [node.left, node.right],
    [node.right, node.left],
  ] as const) {
    const call = reader.seen(other);
    const inside = mathCall(call, "log") ?? mathCall(call, "log2") ?? mathCall(call, "log10");
    if (!inside) continue;
    const x = factor.type === "UnaryExpression" ? factor.argument : factor;
    const seen = reader.seen(inside);
    const argument = isBinary(seen, "/") ? seen.left : inside;
    if (isSame(argument, x, reader))
      return `(${operand(reader.textOf(x))} === 0 ? 0 : ${reader.textOf(node)})`;
  }
  return undefined;
}

/** Nobody would write a longer sum as one call; and a sum of sums written out doubles with each line. */
const mostTerms = 32;

/** The terms of a sum, those of its constants included. */
function termsOf(node: Node, reader: Reader): readonly Node[] {
  const terms: Node[] = [];
  const pending = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const seen = reader.seen(next);
    if (isBinary(seen, "+")) pending.push(seen.right, seen.left);
    else terms.push(next);
    if (terms.length + pending.length > mostTerms) return [node];
  }
  return terms;
}

function exponentOf(node: Node, { seen }: Reader): Node | undefined {
  return mathCall(seen(node), "exp");
}

/** a of a·a and of a². */
function squareRootOf(node: Node, reader: Reader): Node | undefined {
  const square = reader.seen(node);
  if (isBinary(square, "*") && isSame(square.left, square.right, reader)) return square.left;
  if (isBinary(square, "**") && isNumber(square.right, 2)) return square.left;
  return power(square, 2);
}

function halfPower(node: Node): Node | undefined {
  if (isBinary(node, "**") && isNumber(node.right, 0.5)) return node.left;
  return power(node, 0.5);
}

function power(node: Node, exponent: number): Node | undefined {
  if (node.type !== "CallExpression") return undefined;
  const [base, by] = node.arguments;
  return isMath(node, "pow") && base && by && isNumber(by, exponent) ? base : undefined;
}

function mathCall(node: Node, name: string): Node | undefined {
  if (node.type !== "CallExpression" || node.arguments.length !== 1) return undefined;
  return isMath(node, name) ? node.arguments[0] : undefined;
}

function isMath({ callee }: NodeOf<"CallExpression">, name: string): boolean {
  return (
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    callee.object.name === "Math" &&
    callee.property.type === "Identifier" &&
    callee.property.name === name
  );
}

function isBinary(node: Node, operator: string): node is NodeOf<"BinaryExpression"> {
  return node.type === "BinaryExpression" && node.operator === operator;
}

function isNumber(node: Node, value: number): boolean {
  return node.type === "Literal" && node.value === value;
}

function isSame(a: Node, b: Node, { textOf }: Reader): boolean {
  const bare = (node: Node) => textOf(node).replace(/\s+/g, "");
  return bare(a) === bare(b);
}

function negated(node: Node, { textOf }: Reader): string {
  return node.type === "UnaryExpression" && node.operator === "-"
    ? textOf(node.argument)
    : `-${operand(textOf(node))}`;
}

/** Parentheses around what an operator next to it would tear apart. */
function operand(text: string): string {
  return /^[\w$.]+(?:\[[^[\]]*\]|\([^()]*\))*!?$/.test(text) ? text : `(${text})`;
}

/** Nothing in it happens: it may be written twice. */
function isPlain(node: Node): boolean {
  let plain = true;
  walk(node, (part) => {
    const isOther =
      part.type === "CallExpression" &&
      !(part.callee.type === "MemberExpression" && nameOf(part.callee.object) === "Math");
    if (isOther || /^(Update|Assignment|Await|Yield|New)/.test(part.type)) plain = false;
    return plain;
  });
  return plain;
}

function nameOf(node: Node): string {
  return node.type === "Identifier" ? node.name : "";
}

/** What each name stands for that is declared but once in the function, as a `const`. */
function constantsOf(around: Node): ReadonlyMap<string, Node> {
  const constants = new Map<string, Node>();
  const others = new Set<string>();
  walk(around, (part) => {
    if (part.type !== "VariableDeclarator" || part.id.type !== "Identifier") return true;
    const { name } = part.id;
    const isConstant = part.parent.type === "VariableDeclaration" && part.parent.kind === "const";
    if (!isConstant || !part.init || constants.has(name)) others.add(name);
    else constants.set(name, part.init);
    return true;
  });
  for (const name of others) constants.delete(name);
  return constants;
}
