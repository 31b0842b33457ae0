import { latexVariable } from "../../core/symbolic/print/latexVariable.ts";
import { formatNumber } from "./numbers.ts";
import { wrapped } from "./operators.ts";

/** A piece of mathematics, as text and, where it can be typeset, as LaTeX. */
export interface Formula {
  readonly text: string;
  readonly latex: string | undefined;
}

export function words(text: string): Formula {
  return { text, latex: undefined };
}

export function nameFormula(name: string): Formula {
  return { text: name, latex: latexVariable(name) };
}

export function numberFormula(value: number): Formula {
  const text = formatNumber(value);
  return { text, latex: numberLatex(text) };
}

/** ∂loss/∂w */
export function quotient(of: string, by: string): Formula {
  return {
    text: `∂${wrapped(of)}/∂${wrapped(by)}`,
    latex: `\\dfrac{\\partial ${latexVariable(of)}}{\\partial ${latexVariable(by)}}`,
  };
}

/** Formulas with a sign between them: " × ", " + ", " · ". */
export function joined(parts: readonly Formula[], sign: keyof typeof signs): Formula {
  const latexes = parts.map(({ latex }) => latex);
  return {
    text: parts.map(({ text }) => text).join(` ${sign} `),
    latex: latexes.some((latex) => latex === undefined)
      ? undefined
      : latexes.join(` ${signs[sign]} `),
  };
}

const signs = { "×": "\\times", "·": "\\cdot", "+": "+" } as const;

/** Parentheses where leaving them out would be misread. */
export function inParentheses(formula: Formula): Formula {
  if (wrapped(formula.text) === formula.text) return formula;
  const { text, latex } = formula;
  return {
    text: `(${text})`,
    latex: latex === undefined ? undefined : `\\left(${latex}\\right)`,
  };
}

function numberLatex(text: string): string {
  if (text === "NaN") return "\\mathrm{NaN}";
  const [mantissa = "", exponent] = text.replaceAll("−", "-").replace("∞", "\\infty ").split("e");
  return exponent === undefined ? mantissa : `${mantissa} \\cdot 10^{${exponent}}`;
}
