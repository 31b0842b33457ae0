import type { Formula, Sign } from "./notation.ts";

/**
 * One way to write every formula: `*` for each product, `sqrt(u)` for the power ½, `e^u` for `exp(u)`,
 * `log` for the natural logarithm, no space, and no parenthesis that is not needed. Nothing is simplified.
 */
export function commonText(formula: Formula): string {
  switch (formula.kind) {
    case "number":
      return formula.digits;
    case "name":
      return formula.name;
    case "negation":
      return `-${within(formula.of, 2)}`;
    case "call": {
      const [arg] = formula.args;
      if (formula.name === "exp" && arg) return `e^${within(arg, 4)}`;
      return `${names.get(formula.name) ?? formula.name}(${formula.args.map(commonText).join(",")})`;
    }
    case "operation":
      return operationText(formula.sign, formula.left, formula.right);
  }
}

const names = new Map([
  ["ln", "log"],
  ["sigma", "σ"],
  ["phi", "φ"],
]);

/** How tightly each holds: 1 for sums, 2 for products, 3 for powers, 4 for what stands alone. */
const strengths: Readonly<Record<Sign, number>> = { "+": 1, "-": 1, "*": 2, "/": 2, "^": 3 };

function operationText(sign: Sign, left: Formula, right: Formula): string {
  if (sign === "^") {
    if (isHalf(right)) return `sqrt(${commonText(left)})`;
    return `${within(left, 4)}^${within(right, 4)}`;
  }
  const isNegative = /^-/.test(commonText(right));
  const isOrdered = sign === "-" || sign === "/";
  const least = strengths[sign] + (isNegative || isOrdered ? 1 : 0);
  return `${within(left, strengths[sign])}${sign}${within(right, least)}`;
}

function within(formula: Formula, least: number): string {
  const text = commonText(formula);
  return strengthOf(formula) < least ? `(${text})` : text;
}

function strengthOf(formula: Formula): number {
  // −a·b is the same read either way.
  if (formula.kind === "negation") return 2;
  if (formula.kind === "call") return formula.name === "exp" ? 3 : 4;
  if (formula.kind !== "operation") return 4;
  return formula.sign === "^" && isHalf(formula.right) ? 4 : strengths[formula.sign];
}

function isHalf(formula: Formula): boolean {
  return formula.kind === "operation" && commonText(formula) === "1/2";
}

const functions: Readonly<Record<string, (x: number) => number>> = {
  exp: Math.exp,
  log: Math.log,
  ln: Math.log,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  sec: (x) => 1 / Math.cos(x),
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  sech: (x) => 1 / Math.cosh(x),
  sigma: (x) => 1 / (1 + Math.exp(-x)),
  phi: (x) => Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI),
};

export function evaluated(formula: Formula, point: Readonly<Record<string, number>>): number {
  const value = (inner: Formula) => evaluated(inner, point);
  switch (formula.kind) {
    case "number":
      return Number(formula.digits);
    case "name":
      return named(formula.name, point);
    case "negation":
      return -value(formula.of);
    case "call": {
      const apply = functions[formula.name];
      if (!apply) throw new Error(`${formula.name} is not known`);
      return apply(value(formula.args[0] as Formula));
    }
    case "operation": {
      const [left, right] = [value(formula.left), value(formula.right)];
      if (formula.sign === "+") return left + right;
      if (formula.sign === "-") return left - right;
      if (formula.sign === "*") return left * right;
      return formula.sign === "/" ? left / right : left ** right;
    }
  }
}

function named(name: string, point: Readonly<Record<string, number>>): number {
  if (name === "pi") return Math.PI;
  if (name === "e") return Math.E;
  return point[name] ?? Number.NaN;
}
