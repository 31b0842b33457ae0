import type { OpName } from "../../core/ops/primitives.ts";
import { rowOf } from "../../core/ops/table.ts";
import { superscript } from "./numbers.ts";

/** Operators that mathematics writes otherwise than JavaScript. */
const glyphs: Partial<Record<OpName, string>> = { sub: "−", mul: "×", le: "≤", ge: "≥" };
const PLACE = "·";

function isInfix(op: OpName): boolean {
  const row = rowOf(op);
  return row.arity === 2 && op !== "pow" && !/[\w$(]/.test(row.js);
}

function glyphOf(op: OpName): string {
  return glyphs[op] ?? rowOf(op).js;
}

/** The short name of an operation that is written as a function: "sin", "max". */
function functionName(op: OpName): string {
  const { js, symbol } = rowOf(op);
  return symbol ?? (/^[\w.]+$/.test(js) ? (js.split(".").pop() ?? op) : op);
}

/** An operation on operands that are already text: "w × x", "u²", "max(0, a)". */
export function spell(op: OpName, operands: readonly string[]): string {
  const [first = PLACE, second = PLACE] = operands;
  if (op === "pow") {
    const raised = superscript(second);
    return raised ? wrapped(first) + raised : `${wrapped(first)} ^ ${wrapped(second)}`;
  }
  if (op === "neg") return `−${wrapped(first)}`;
  if (op === "not" || op === "bitNot") return rowOf(op).js + wrapped(first);
  if (op === "sqrt") return `√${wrapped(first)}`;
  if (op === "abs") return `|${first}|`;
  if (!isInfix(op)) return `${functionName(op)}(${operands.join(", ")})`;
  return `${wrapped(first, first.startsWith("−"))} ${glyphOf(op)} ${wrapped(second)}`;
}

/**
 * What stands inside a node: the operator, with those operands that are constants written in place
 * ("× 3", "(·)²", "max(0, ·)"). `undefined` marks the operands that come along an edge.
 */
export function operatorLabel(op: OpName, operands: readonly (string | undefined)[]): string {
  const [first, second] = operands;
  if (op === "neg") return "−(·)";
  if (op === "abs") return "|·|";
  if (op === "sqrt") return "√";
  if (op === "pow") {
    if (second !== undefined) return `(·)${superscript(second) ?? `^${second}`}`;
    return first === undefined ? "^" : `${first}^(·)`;
  }
  if (isInfix(op)) {
    return [first, glyphOf(op), second].filter((part) => part !== undefined).join(" ");
  }
  const name = op === "not" || op === "bitNot" ? rowOf(op).js : functionName(op);
  if (operands.every((operand) => operand === undefined)) return name;
  return `${name}(${operands.map((operand) => operand ?? PLACE).join(", ")})`;
}

/** Parentheses where leaving them out would be misread: negative numbers and loose operators. */
export function wrapped(text: string, asIs = false): string {
  return asIs || !hasLooseOperator(text) ? text : `(${text})`;
}

function hasLooseOperator(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if ("([{".includes(sign)) depth++;
    else if (")]}".includes(sign)) depth--;
    else if (depth === 0 && /[\s+\-−*/%<>=&|^?:,!~]/.test(sign)) return true;
  }
  return false;
}
