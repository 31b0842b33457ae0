import type { CallExpr, Expr } from "../expr/expr.ts";
import { isBigSum } from "../expr/shapes.ts";
import { functionNames } from "./functionNames.ts";
import { constantText } from "./numberText.ts";
import { operandPrecedence, type Precedence, precedence, precedenceOf } from "./precedence.ts";
import { superscript } from "./superscript.ts";

/** A formula for reading, in Unicode: `4x²·w·((w·x)² − target)`. */
export function printText(expr: Expr, known: Map<number, string> = new Map()): string {
  const before = known.get(expr.id);
  if (before !== undefined) return before;
  const text = printed(expr, (inner) => printText(inner, known));
  known.set(expr.id, text);
  return text;
}

type Print = (expr: Expr) => string;

function printed(expr: Expr, print: Print): string {
  if (expr.kind === "constant") return constantText(expr.value);
  if (expr.kind === "variable") return expr.path;
  if (isBigSum(expr.op)) return bigSum(expr, print);
  const [a, b] = expr.args as readonly [Expr, Expr];
  const [left, right] = operandPrecedence[expr.op] ?? [precedence.sum, precedence.sum];
  switch (expr.op) {
    case "add":
      return `${within(a, left, print)} + ${summand(b, right, print)}`;
    case "sub":
      return `${within(a, left, print)} − ${summand(b, right, print)}`;
    case "mul":
      return product(a, b, within(a, left, print), within(b, right, print));
    case "div":
      return `${within(a, left, print)}/${within(b, right, print)}`;
    case "mod":
      return `${within(a, precedence.power, print)} mod ${within(b, right, print)}`;
    case "neg":
      return negation(summand(a, precedence.product, print));
    case "pow":
      return power(
        isSign(a) && !isCallOf(a, "abs") ? `(${print(a)})` : within(a, left, print),
        b,
        print,
      );
    case "exp":
      return power("e", a, print);
    case "sqrt":
      return `√${isShort(a) ? print(a) : `(${print(a)})`}`;
    case "cbrt":
      return `∛${isShort(a) ? print(a) : `(${print(a)})`}`;
    case "abs":
      return `|${print(a)}|`;
    case "floor":
      return `⌊${print(a)}⌋`;
    case "ceil":
      return `⌈${print(a)}⌉`;
    case "matmul":
      return expr.args.map((arg) => within(arg, precedence.power, print)).reduce(juxtaposed);
    case "hadamard":
      return expr.args.map((arg) => within(arg, precedence.power, print)).join(" ⊙ ");
    case "transposed":
      return `${within(a, precedence.atom, print)}ᵀ`;
    case "norm":
      return `‖${print(a)}‖`;
    case "maxShare":
      return shareText(expr, ">", "max", print);
    case "minShare":
      return shareText(expr, "<", "min", print);
    default:
      return call(expr, print);
  }
}

/** `Σ_i (w·x[i] − y[i])²`; with its ends, `Σ_i=1…9`, where they are not those of the arrays. */
function bigSum({ op, args }: CallExpr, print: Print): string {
  const [index, first, last, body] = args as readonly [Expr, Expr, Expr, Expr];
  const ends = op === "wholeSum" ? "" : `=${print(first)}…${print(last)}`;
  return `Σ_${print(index)}${ends} ${summand(body, precedence.product, print)}`;
}

/** A Σ ends where the next term begins, so as a term it needs no parentheses. */
function summand(expr: Expr, least: Precedence, print: Print): string {
  const isSum = expr.kind === "call" && isBigSum(expr.op);
  return isSum ? print(expr) : within(expr, least, print);
}

function negation(operand: string): string {
  return operand.startsWith("−") ? `−(${operand})` : `−${operand}`;
}

function within(expr: Expr, least: Precedence, print: Print): string {
  return precedenceOf(expr) < least ? `(${print(expr)})` : print(expr);
}

/** A number before a name or a parenthesis is juxtaposed, names are joined by a dot: 2x·cos(x²). */
function product(a: Expr, b: Expr, left: string, right: string): string {
  const isCall = b.kind === "call" && precedenceOf(b) === precedence.atom && !isSign(b);
  const startsWithName = !/^[\d(√∛|]/.test(right);
  if (/^\d/.test(right)) return `${left}·${right}`;
  if (a.kind === "constant" && a.value !== Math.PI) {
    return startsWithName && (isCall || isPowerOfCall(b)) ? `${left}·${right}` : `${left}${right}`;
  }
  const isBetweenParentheses = right.startsWith("(") && lastFactorIsSum(a);
  return isBetweenParentheses ? `${left}${right}` : `${left}·${right}`;
}

/** Ax, 2Aᵀ(Ax − b), but W·input: names of one letter need no dot. */
function juxtaposed(left: string, right: string): string {
  const isClosed = /(^|[^\p{Lu}\p{Ll}\d_.\]])[\p{Lu}\p{Ll}]$|[)ᵀ]$/u.test(left);
  const isOpen = /^\(|^[\p{Lu}\p{Ll}](?![\p{Lu}\p{Ll}\d_.[(])/u.test(right);
  const isNumber = /^[\d.]+$/.test(left) && /^[^\d]/.test(right);
  return isNumber || (isClosed && isOpen) ? left + right : `${left}·${right}`;
}

/** Written with a sign rather than as name and parentheses: eˣ, √x, |x|. */
function isSign(expr: Expr): boolean {
  if (expr.kind !== "call") return false;
  return expr.op === "exp" || expr.op === "sqrt" || expr.op === "abs" || expr.op === "cbrt";
}

function isCallOf(expr: Expr, op: CallExpr["op"]): boolean {
  return expr.kind === "call" && expr.op === op;
}

function isPowerOfCall(expr: Expr): boolean {
  if (expr.kind !== "call" || expr.op !== "pow") return false;
  const base = expr.args[0] as Expr;
  return base.kind === "call" && precedenceOf(base) === precedence.atom && !isSign(base);
}

function lastFactorIsSum(expr: Expr): boolean {
  if (expr.kind !== "call") return false;
  if (expr.op === "mul") return lastFactorIsSum(expr.args[1] as Expr);
  if (expr.op === "pow") return precedenceOf(expr.args[0] as Expr) === precedence.sum;
  return expr.op === "add" || expr.op === "sub";
}

function power(base: string, exponent: Expr, print: Print): string {
  const text = print(exponent);
  const high = superscript(text);
  if (high !== undefined) return base + high;
  return `${base}^${isShort(exponent) ? text : `(${text})`}`;
}

/** A name or a number: stands after √ or ^ without parentheses. */
function isShort(expr: Expr): boolean {
  if (expr.kind === "variable") return /^\w+$/.test(expr.path);
  return expr.kind === "constant" && expr.value >= 0;
}

/** The share of an argument in a max, as Iverson's bracket: 1 where the condition holds, else 0. */
function shareText({ args }: CallExpr, sign: string, name: string, print: Print): string {
  const [own, ...all] = args as readonly [Expr, ...Expr[]];
  const others = all.filter(({ id }) => id !== own.id);
  const [rival] = others;
  if (rival && others.length === 1) return `[${print(own)} ${sign} ${print(rival)}]`;
  return `[${print(own)} = ${name}(${all.map(print).join(", ")})]`;
}

function call({ op, args }: CallExpr, print: Print): string {
  const { text, infix } = functionNames(op);
  if (infix === undefined) return `${text}(${args.map(print).join(", ")})`;
  const [a, b] = args as readonly [Expr, Expr];
  return `[${print(a)} ${infix} ${print(b)}]`;
}
