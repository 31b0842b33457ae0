import { rowOf } from "../../ops/table.ts";
import { type FormulaOp, isBigSum, isMatrixName, isShape, shapes } from "../expr/shapes.ts";

/** How a row is written as a function, or between its operands. */
export interface FunctionNames {
  readonly text: string;
  readonly latex: string;
  readonly infix: string | undefined;
}

const infixes: { readonly [op in FormulaOp]?: string } = {
  lt: "<",
  le: "≤",
  gt: ">",
  ge: "≥",
  eq: "=",
  ne: "≠",
  bitAnd: "&",
  bitOr: "|",
  bitXor: "xor",
  shiftLeft: "<<",
  shiftRight: ">>",
  shiftRightUnsigned: ">>>",
};
const texts: { readonly [op in FormulaOp]?: string } = { log2: "log₂", log10: "log₁₀" };
const knownToLatex = /^(ln|sin|cos|tan|arcsin|arccos|arctan|sinh|cosh|tanh|max|min)$/;

const known = new Map<FormulaOp, FunctionNames>();

export function functionNames(op: FormulaOp): FunctionNames {
  const before = known.get(op);
  if (before) return before;
  const names = namesOf(op);
  known.set(op, names);
  return names;
}

function namesOf(op: FormulaOp): FunctionNames {
  if (isShape(op)) return { ...shapes[op], infix: undefined };
  if (isBigSum(op)) return { text: "Σ", latex: "\\sum", infix: undefined };
  if (isMatrixName(op)) return { text: op, latex: latexName(op), infix: undefined };
  const { js, symbol } = rowOf(op);
  const text = texts[op] ?? symbol ?? (js.startsWith("Math.") ? js.slice(5) : op);
  return { text, latex: latexName(text), infix: infixes[op] };
}

function latexName(text: string): string {
  if (knownToLatex.test(text)) return `\\${text}`;
  if (text === "log₂") return "\\log_{2}";
  if (text === "log₁₀") return "\\log_{10}";
  return `\\operatorname{${text}}`;
}
