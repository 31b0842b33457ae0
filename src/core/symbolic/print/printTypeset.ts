import type { CallExpr, Expr } from "../expr/expr.ts";
import { isBigSum } from "../expr/shapes.ts";
import { functionNames } from "./functionNames.ts";
import { constantText } from "./numberText.ts";
import { operandPrecedence, type Precedence, precedence, precedenceOf } from "./precedence.ts";
import { fence, fraction, operator, raised, row, type Typeset, word } from "./typeset.ts";
import { typesetVariable } from "./typesetVariable.ts";

/** A formula for paper: a bar for a quotient, a hook for a root. */
export function printTypeset(expr: Expr, known: Map<number, Typeset> = new Map()): Typeset {
  const before = known.get(expr.id);
  if (before !== undefined) return before;
  const typeset = printed(expr, (inner) => printTypeset(inner, known));
  known.set(expr.id, typeset);
  return typeset;
}

type Print = (expr: Expr) => Typeset;

function printed(expr: Expr, print: Print): Typeset {
  if (expr.kind === "constant") return constant(constantText(expr.value));
  if (expr.kind === "variable") return typesetVariable(expr.path);
  if (isBigSum(expr.op)) return bigSum(expr, print);
  const [a, b] = expr.args as readonly [Expr, Expr];
  const [left, right] = operandPrecedence[expr.op] ?? [precedence.sum, precedence.sum];
  switch (expr.op) {
    case "add":
      return row(within(a, left, print), operator("+"), within(b, right, print));
    case "sub":
      return row(within(a, left, print), operator("−"), within(b, right, print));
    case "mul":
      return product(within(a, left, print), within(b, right, print));
    case "div":
      return fraction(print(a), print(b));
    case "mod":
      return row(within(a, precedence.power, print), operator("mod"), within(b, right, print));
    case "neg":
      return negation(within(a, precedence.product, print));
    case "pow":
      return power(a, print(b), left, print);
    case "exp":
      return raised(word("e"), print(a));
    case "sqrt":
      return { kind: "root", of: print(a) };
    case "cbrt":
      return { kind: "root", of: print(a), degree: "3" };
    case "abs":
      return fence(print(a), "|", "|");
    case "floor":
      return fence(print(a), "⌊", "⌋");
    case "ceil":
      return fence(print(a), "⌈", "⌉");
    case "matmul":
      return expr.args.map((arg) => within(arg, precedence.power, print)).reduce(product);
    case "hadamard":
      return row(...between(expr, operator("⊙"), print));
    case "transposed":
      return raised(within(a, precedence.atom, print), operator("⊤"));
    case "norm":
      return fence(print(a), "‖", "‖");
    case "maxShare":
      return share(expr, ">", "max", print);
    case "minShare":
      return share(expr, "<", "min", print);
    default:
      return call(expr, print);
  }
}

/** Without its upper end where the arrays have no other elements. */
function bigSum({ op, args }: CallExpr, print: Print): Typeset {
  const [index, first, last, body] = args as readonly [Expr, Expr, Expr, Expr];
  const isWhole = op === "wholeSum";
  const below = isWhole ? print(index) : row(print(index), operator("="), print(first));
  const sign: Typeset = {
    kind: "limits",
    sign: "∑",
    below,
    ...(isWhole ? {} : { above: print(last) }),
  };
  return row(sign, within(body, precedence.product, print));
}

/** "2.5e−7" is 2.5·10⁻⁷. */
export function constant(text: string): Typeset {
  if (text.startsWith("−")) return row(operator("−"), constant(text.slice(1)));
  const [mantissa = text, exponent] = text.split("e");
  if (!/\d/.test(mantissa)) return word(text);
  const digits: Typeset = { kind: "number", text: mantissa };
  if (exponent === undefined) return digits;
  const ten = raised({ kind: "number", text: "10" }, constant(exponent));
  return mantissa === "1" ? ten : row(digits, operator("·"), ten);
}

function negation(operand: Typeset): Typeset {
  return row(operator("−"), firstOf(operand) === "−" ? fence(operand) : operand);
}

function within(expr: Expr, least: Precedence, print: Print): Typeset {
  return precedenceOf(expr) < least ? fence(print(expr)) : print(expr);
}

/** Functions whose powers are written at the name: sin²(x). */
const raisedByName = new Set<string>(["sin", "cos", "tan", "sinh", "cosh", "tanh"]);

function power(base: Expr, exponent: Typeset, least: Precedence, print: Print): Typeset {
  if (base.kind !== "call") return raised(within(base, least, print), exponent);
  if (raisedByName.has(base.op) && exponent.kind === "number") {
    const name = raised(word(functionNames(base.op).text), exponent);
    return row(name, fence(print(base.args[0] as Expr)));
  }
  // A raised root or another power would be read as one of its parts.
  const isOpen = base.op === "exp" || base.op === "sqrt" || base.op === "cbrt";
  return raised(isOpen ? fence(print(base)) : within(base, least, print), exponent);
}

/** Juxtaposed, with a dot where two would be read as one. */
function product(left: Typeset, right: Typeset): Typeset {
  const [before, after] = [lastOf(left), firstOf(right)];
  if (after === "digit") return row(left, operator("·"), right);
  if (after === "function") return row(left, { kind: "space" }, right);
  const isWordy = after === "word" ? before !== "digit" : before === "word" && after === "letter";
  const isCallLike = after === "(" && (before === "word" || before === "letter");
  return isWordy || isCallLike ? row(left, operator("·"), right) : row(left, right);
}

type Edge = "digit" | "letter" | "word" | "function" | "(" | "−" | "other";

function firstOf(formula: Typeset): Edge {
  switch (formula.kind) {
    case "row": {
      const [first, second] = formula.parts;
      const isNamed =
        first?.kind === "word" || (first?.kind === "script" && first.base.kind === "word");
      if (isNamed && second?.kind === "fence") return "function";
      return first ? firstOf(first) : "other";
    }
    case "script":
      return firstOf(formula.base);
    case "operator":
      return formula.text === "−" ? "−" : "other";
    default:
      return edgeOf(formula);
  }
}

function lastOf(formula: Typeset): Edge {
  if (formula.kind === "row") {
    const last = formula.parts.at(-1);
    return last ? lastOf(last) : "other";
  }
  // After an exponent nothing is mistaken for a part of the name.
  if (formula.kind === "script") return formula.above ? "other" : lastOf(formula.base);
  return edgeOf(formula);
}

function edgeOf({ kind }: Typeset): Edge {
  switch (kind) {
    case "number":
      return "digit";
    case "name":
      return "letter";
    case "word":
      return "word";
    case "fence":
      return "(";
    default:
      return "other";
  }
}

function share({ args }: CallExpr, sign: string, name: string, print: Print): Typeset {
  const [own, ...all] = args as readonly [Expr, ...Expr[]];
  const others = all.filter(({ id }) => id !== own.id);
  const [rival] = others;
  const winner =
    rival && others.length === 1
      ? [operator(sign), print(rival)]
      : [operator("="), word(name), fence(list(all, print))];
  return fence(row(print(own), ...winner), "[", "]");
}

function list(exprs: readonly Expr[], print: Print): Typeset {
  return row(
    ...exprs.flatMap((expr, place) => (place === 0 ? [print(expr)] : [operator(","), print(expr)])),
  );
}

function between({ args }: CallExpr, sign: Typeset, print: Print): readonly Typeset[] {
  return args.flatMap((arg, place) => {
    const part = within(arg, precedence.power, print);
    return place === 0 ? [part] : [sign, part];
  });
}

function call({ op, args }: CallExpr, print: Print): Typeset {
  const { text, infix } = functionNames(op);
  if (infix === undefined) return row(functionWord(text), fence(list(args, print)));
  const [a, b] = args as readonly [Expr, Expr];
  return fence(row(print(a), operator(infix), print(b)), "[", "]");
}

/** log₂ with a real index. */
function functionWord(text: string): Typeset {
  const base = text === "log₂" ? "2" : text === "log₁₀" ? "10" : undefined;
  if (base === undefined) return word(text);
  return { kind: "script", base: word("log"), below: { kind: "number", text: base } };
}
