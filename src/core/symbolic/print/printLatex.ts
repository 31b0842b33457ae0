import type { CallExpr, Expr } from "../expr/expr.ts";
import { isBigSum } from "../expr/shapes.ts";
import { functionNames } from "./functionNames.ts";
import { latexVariable } from "./latexVariable.ts";
import { constantLatex } from "./numberText.ts";
import { operandPrecedence, type Precedence, precedence, precedenceOf } from "./precedence.ts";

/** A formula for typesetting: `4 x^{2} w \left(...\right)`. */
export function printLatex(expr: Expr, known: Map<number, string> = new Map()): string {
  const before = known.get(expr.id);
  if (before !== undefined) return before;
  const latex = printed(expr, (inner) => printLatex(inner, known));
  known.set(expr.id, latex);
  return latex;
}

type Print = (expr: Expr) => string;

function printed(expr: Expr, print: Print): string {
  if (expr.kind === "constant") return constantLatex(expr.value);
  if (expr.kind === "variable") return latexVariable(expr.path);
  if (isBigSum(expr.op)) return bigSum(expr, print);
  const [a, b] = expr.args as readonly [Expr, Expr];
  const [left, right] = operandPrecedence[expr.op] ?? [precedence.sum, precedence.sum];
  switch (expr.op) {
    case "add":
      return `${within(a, left, print)} + ${summand(b, right, print)}`;
    case "sub":
      return `${within(a, left, print)} - ${summand(b, right, print)}`;
    case "mul":
      return product(within(a, left, print), within(b, right, print));
    case "div":
      return `\\frac{${print(a)}}{${print(b)}}`;
    case "mod":
      return `${within(a, left, print)} \\bmod ${within(b, right, print)}`;
    case "neg":
      return negation(summand(a, precedence.product, print));
    case "pow":
      return `${powerBase(a, left, print)}^{${print(b)}}`;
    case "exp":
      return `e^{${print(a)}}`;
    case "sqrt":
      return `\\sqrt{${print(a)}}`;
    case "cbrt":
      return `\\sqrt[3]{${print(a)}}`;
    case "abs":
      return `\\left|${print(a)}\\right|`;
    case "floor":
      return `\\left\\lfloor ${print(a)} \\right\\rfloor`;
    case "ceil":
      return `\\left\\lceil ${print(a)} \\right\\rceil`;
    case "matmul":
      return expr.args.map((arg) => within(arg, precedence.power, print)).reduce(product);
    case "hadamard":
      return expr.args.map((arg) => within(arg, precedence.power, print)).join(" \\odot ");
    case "transposed":
      return `${within(a, precedence.atom, print)}^{\\top}`;
    case "norm":
      return `\\left\\lVert ${print(a)} \\right\\rVert`;
    case "maxShare":
      return share(expr, ">", "\\max", print);
    case "minShare":
      return share(expr, "<", "\\min", print);
    default:
      return call(expr, print);
  }
}

function bigSum({ args }: CallExpr, print: Print): string {
  const [index, first, last, body] = args as readonly [Expr, Expr, Expr, Expr];
  const ends = `_{${print(index)}=${print(first)}}^{${print(last)}}`;
  return `\\sum${ends} ${summand(body, precedence.product, print)}`;
}

/** A Σ ends where the next term begins, so as a term it needs no parentheses. */
function summand(expr: Expr, least: Precedence, print: Print): string {
  const isSum = expr.kind === "call" && isBigSum(expr.op);
  return isSum ? print(expr) : within(expr, least, print);
}

function negation(operand: string): string {
  return operand.startsWith("-") ? `-\\left(${operand}\\right)` : `-${operand}`;
}

function within(expr: Expr, least: Precedence, print: Print): string {
  return precedenceOf(expr) < least ? `\\left(${print(expr)}\\right)` : print(expr);
}

/** A raised root, bracket or another power would be read as one of its parts. */
function powerBase(base: Expr, least: Precedence, print: Print): string {
  const isOpen = base.kind === "call" && (base.op === "exp" || base.op === "cbrt");
  return isOpen ? `\\left(${print(base)}\\right)` : within(base, least, print);
}

function product(left: string, right: string): string {
  if (/^\d/.test(right)) return `${left} \\cdot ${right}`;
  return /^-?[\d.]+$/.test(left) ? `${left} ${right}` : `${left} \\, ${right}`;
}

function share({ args }: CallExpr, sign: string, name: string, print: Print): string {
  const [own, ...all] = args as readonly [Expr, ...Expr[]];
  const others = all.filter(({ id }) => id !== own.id);
  const [rival] = others;
  if (rival && others.length === 1) return `\\left[${print(own)} ${sign} ${print(rival)}\\right]`;
  return `\\left[${print(own)} = ${name}\\left(${all.map(print).join(", ")}\\right)\\right]`;
}

const infixLatex: Readonly<Record<string, string>> = {
  "≤": "\\le",
  "≥": "\\ge",
  "≠": "\\ne",
  "<": "<",
  ">": ">",
  "=": "=",
  "&": "\\mathbin{\\&}",
  "|": "\\mid",
  xor: "\\oplus",
  "<<": "\\ll",
  ">>": "\\gg",
  ">>>": "\\ggg",
};

function call({ op, args }: CallExpr, print: Print): string {
  const { latex, infix } = functionNames(op);
  if (infix === undefined) return `${latex}\\left(${args.map(print).join(", ")}\\right)`;
  const [a, b] = args as readonly [Expr, Expr];
  return `\\left[${print(a)} ${infixLatex[infix]} ${print(b)}\\right]`;
}
