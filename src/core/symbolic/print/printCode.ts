import { rowOf } from "../../ops/table.ts";
import type { CallExpr, Expr } from "../expr/expr.ts";
import { isBigSum, isMatrixName, isShape, shapes } from "../expr/shapes.ts";
import { constantCode } from "./numberText.ts";
import { operandPrecedence, type Precedence, precedence, precedenceOf } from "./precedence.ts";

/** A formula as TypeScript over the parameters, guards included. */
export function printCode(expr: Expr, known: Map<number, string> = new Map()): string {
  const before = known.get(expr.id);
  if (before !== undefined) return before;
  const code = printed(expr, (inner) => printCode(inner, known));
  known.set(expr.id, code);
  return code;
}

type Print = (expr: Expr) => string;

function printed(expr: Expr, print: Print): string {
  if (expr.kind === "constant") return constantCode(expr.value);
  if (expr.kind === "variable") {
    return expr.drawn === undefined ? expr.path : constantCode(expr.drawn);
  }
  const [a, b] = expr.args as readonly [Expr, Expr];
  if (isBigSum(expr.op)) return loop(expr.args, print);
  if (isMatrixName(expr.op)) throw new TypeError(`${expr.op} is for reading, and has no code`);
  const { js } = isShape(expr.op) ? shapes[expr.op] : rowOf(expr.op);
  switch (expr.op) {
    case "mul":
      if (isShare(a)) return gated(a, b, print);
      return infix(expr, js, print);
    case "neg":
      return negation(a, print);
    case "not":
      return `Number(!${within(a, precedence.atom, print)})`;
    case "bitNot":
      return `(~${within(a, precedence.atom, print)})`;
    case "lt":
    case "le":
    case "gt":
    case "ge":
    case "eq":
    case "ne":
      return `Number(${print(a)} ${js} ${print(b)})`;
    case "maxShare":
    case "minShare":
      return gated(expr, undefined, print);
    default:
      if (js.includes("$")) return template(js, expr.args, print);
      if (js.startsWith("Math.")) return `${js}(${expr.args.map(print).join(", ")})`;
      if (operandPrecedence[expr.op]) return infix(expr, js, print);
      return `(${within(a, precedence.atom, print)} ${js} ${within(b, precedence.atom, print)})`;
  }
}

/** For readers' formulas only; what is copied is written out. */
function loop(args: readonly Expr[], print: Print): string {
  const [index, first, last, body] = args.map(print) as [string, string, string, string];
  const length = `{ length: ${Number(last) - Number(first) + 1} }`;
  const shifted = first === "0" ? index : `${index} + ${first}`;
  return `Array.from(${length}, (_, ${index}) => ((${index}) => ${body})(${shifted})).reduce((a, b) => a + b)`;
}

function infix({ op, args }: CallExpr, sign: string, print: Print): string {
  const [a, b] = args as readonly [Expr, Expr];
  const [left, right] = operandPrecedence[op] ?? [precedence.atom, precedence.atom];
  return `${within(a, left, print)} ${sign} ${within(b, right, print)}`;
}

function negation(operand: Expr, print: Print): string {
  const code = within(operand, precedence.product, print);
  return startsWithPower(operand) || code.startsWith("-") ? `-(${code})` : `-${code}`;
}

/** Parentheses where the operand binds too loosely, and around negative numbers before `**`. */
function within(expr: Expr, least: Precedence, print: Print): string {
  return precedenceOf(expr) < least ? `(${print(expr)})` : print(expr);
}

/** `-x ** 2` is a syntax error: a sign may not stand before a power. */
function startsWithPower(expr: Expr): boolean {
  if (expr.kind !== "call") return false;
  if (expr.op === "pow") return true;
  const isChain = expr.op === "mul" || expr.op === "div" || expr.op === "mod";
  return isChain && startsWithPower(expr.args[0] as Expr);
}

function template(js: string, args: readonly Expr[], print: Print): string {
  if (js.includes("$*")) return js.replace("$*", () => args.map(print).join(", "));
  return js.replace(/\$(\d)/g, (_, place) => {
    const arg = args[Number(place) - 1] as Expr;
    return within(arg, precedence.atom, print);
  });
}

function isShare(expr: Expr): expr is CallExpr {
  return expr.kind === "call" && (expr.op === "maxShare" || expr.op === "minShare");
}

/**
 * A share of max or min, times what it lets through. What a loser would let through is not looked
 * at, because it may be infinite and 0 · ∞ would be NaN: a gate, not a factor.
 */
function gated({ op, args }: CallExpr, rest: Expr | undefined, print: Print): string {
  const [own, ...all] = args as readonly [Expr, ...Expr[]];
  const others = all.filter(({ id }) => id !== own.id);
  const [wins, loses] = op === "maxShare" ? [">", "<"] : ["<", ">"];
  const mine = within(own, precedence.power, print);
  const [rival] = others;
  if (rival && all.length === 2) {
    const theirs = within(rival, precedence.power, print);
    if (!rest) return `(${mine} ${wins} ${theirs} ? 1 : ${mine} ${loses} ${theirs} ? 0 : 0.5)`;
    const gate = `(${mine} ${wins} ${theirs} ? 1 : 0.5)`;
    return `(${mine} ${loses} ${theirs} ? 0 : ${gate} * ${within(rest, precedence.power, print)})`;
  }
  const best = `Math.${op === "maxShare" ? "max" : "min"}(${all.map(print).join(", ")})`;
  const ties = all.map((arg) => `Number(${print(arg)} === ${best})`).join(" + ");
  const passed = rest ? within(rest, precedence.product, print) : "1";
  return `(${within(own, precedence.power, print)} === ${best} ? ${passed} / (${ties}) : 0)`;
}
