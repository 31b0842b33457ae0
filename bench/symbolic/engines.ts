import { ComputeEngine } from "@cortex-js/compute-engine";
import { run as runAlgebrite } from "algebrite";
import { derivative as mathjsDerivative } from "mathjs";
import nerdamer from "nerdamer";
import "nerdamer/Calculus.js";
import { type Formula, parseFormula } from "./notation.ts";

/** Another engine: the derivative of an expression with respect to x, as it prints it itself. */
export interface Engine {
  readonly name: string;
  /** Every way in which it can be asked, the plain one first; the shortest right answer counts. */
  readonly ways: readonly ((expression: string) => string)[];
}

const computeEngine = new ComputeEngine();

export const engines: readonly Engine[] = [
  { name: "mathjs", ways: [(expression) => mathjsDerivative(expression, "x").toString()] },
  { name: "nerdamer", ways: [(expression) => nerdamer(`diff(${expression},x)`).toString()] },
  {
    name: "algebrite",
    ways: [
      (expression) => runAlgebrite(`d(${asAlgebrite(expression)},x)`),
      (expression) => runAlgebrite(`simplify(d(${asAlgebrite(expression)},x))`),
    ],
  },
  {
    name: "compute-engine",
    ways: [
      (expression) => computed(expression).toString(),
      (expression) => computed(expression).simplify().toString(),
    ],
  },
];

function asAlgebrite(expression: string): string {
  return expression.replaceAll("atan", "arctan");
}

function computed(expression: string) {
  const latex = latexOf(parseFormula(expression));
  return computeEngine.expr(["D", computeEngine.parse(latex), "x"]).evaluate();
}

/** Its parser reads LaTeX. */
function latexOf(formula: Formula): string {
  switch (formula.kind) {
    case "number":
      return formula.digits;
    case "name":
      return formula.name === "pi" ? "\\pi" : formula.name;
    case "negation":
      return `-${latexOf(formula.of)}`;
    case "call": {
      const inside = formula.args.map(latexOf).join(", ");
      if (formula.name === "sqrt") return `\\sqrt{${inside}}`;
      if (formula.name === "exp") return `e^{${inside}}`;
      return `\\${latexNames.get(formula.name) ?? formula.name}(${inside})`;
    }
    case "operation": {
      const [left, right] = [latexOf(formula.left), latexOf(formula.right)];
      if (formula.sign === "/") return `\\frac{${left}}{${right}}`;
      if (formula.sign === "^") return `(${left})^{${right}}`;
      if (formula.sign === "*") return `(${left}) \\cdot (${right})`;
      return `${left} ${formula.sign} (${right})`;
    }
  }
}

const latexNames = new Map([
  ["log", "ln"],
  ["atan", "arctan"],
]);
