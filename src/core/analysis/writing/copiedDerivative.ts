import type { DerivativeText } from "../../symbolic/derivativeText.ts";
import { latexVariable } from "../../symbolic/print/latexVariable.ts";
import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import { derivativesOf } from "../formulas/derivatives.ts";
import { pieceCondition } from "../formulas/pieces.ts";
import { isPlainName } from "../lens/titles.ts";

export type CopyFormat = "typescript" | "latex" | "text";

/** What is put on the clipboard, or why nothing is. */
export type Copied =
  | { readonly kind: "copied"; readonly text: string }
  | { readonly kind: "nothing"; readonly message: string };

/** One entry of the Jacobian that is copied. */
interface Entry {
  readonly output: string;
  readonly input: string;
  readonly formula: DerivativeText;
}

/**
 * The derivative of a function in the words of another program; `parameter` limits it to one of its
 * parameters. `signature` is the text of all of them, for TypeScript that can be called.
 */
export function copiedDerivative(
  fn: FunctionAnalysis,
  format: CopyFormat,
  { parameter, signature }: { readonly parameter?: string; readonly signature?: string },
): Copied {
  if (fn.outcome.kind === "declined") return nothing(`${fn.name}: ${fn.outcome.reason.message}.`);
  if (fn.outcome.kind === "constant") return nothing(`${fn.name} depends on no input smoothly.`);
  const entries = entriesOf(fn, fn.outcome, parameter);
  if (entries.length === 0) {
    return nothing(`The derivative of ${fn.name} is too long to be written as a formula.`);
  }
  switch (format) {
    case "text":
      return copied(entries.map((entry) => `${textOf(fn, entry)} = ${entry.formula.text}`));
    case "latex":
      return copied(latexOf(fn, entries));
    case "typescript":
      return copied(typescriptOf(fn, fn.outcome, entries, parameter, signature));
  }
}

/** Without those that are zero everywhere, unless all are. */
function entriesOf(
  fn: FunctionAnalysis,
  { outputs, inputs }: TracedFunction,
  parameter: string | undefined,
): readonly Entry[] {
  const formulas = derivativesOf(fn);
  const all = outputs.flatMap(({ path: output }, row) =>
    inputs.flatMap(({ path: input }, column): Entry[] => {
      const formula = formulas[row * inputs.length + column];
      const isMeant = parameter === undefined || isPartOf(input, parameter);
      return formula && isMeant ? [{ output, input, formula }] : [];
    }),
  );
  const telling = all.filter(({ formula }) => formula.text !== "0");
  return telling.length > 0 ? telling : all.slice(0, 1);
}

function isPartOf(path: string, parameter: string): boolean {
  return path === parameter || path.startsWith(`${parameter}.`) || path.startsWith(`${parameter}[`);
}

function isSlope({ outcome }: FunctionAnalysis): boolean {
  if (outcome.kind === "declined") return false;
  const { inputs, outputs } = outcome;
  return outputs.length === 1 && inputs.length === 1 && isPlainName(inputs[0]?.path ?? "");
}

function textOf(fn: FunctionAnalysis, { output, input }: Entry): string {
  return isSlope(fn) ? `${fn.shortName}′(${input})` : `∂${fn.shortName}${output}/∂${input}`;
}

function latexOf(fn: FunctionAnalysis, entries: readonly Entry[]): readonly string[] {
  const sides = entries.map(({ output, input, formula }) => {
    const variable = latexVariable(input);
    const name = latexVariable(`${fn.shortName}${output}`);
    const left = isSlope(fn)
      ? `${name}'\\left(${variable}\\right)`
      : `\\frac{\\partial ${name}}{\\partial ${variable}}`;
    return [left, formula.latex] as const;
  });
  const [only] = sides;
  if (only && sides.length === 1) return [only.join(" = ")];
  const lines = sides.map(
    ([left, right], index) => `  ${left} &= ${right}${index < sides.length - 1 ? " \\\\" : ""}`,
  );
  return ["\\begin{aligned}", ...lines, "\\end{aligned}"];
}

function typescriptOf(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  entries: readonly Entry[],
  parameter: string | undefined,
  signature: string | undefined,
): readonly string[] {
  const branches = branchRemark(traced);
  const isCallable =
    signature !== undefined &&
    traced.outputs.length === 1 &&
    traced.tape.inputs.every(({ path, role }) => role === "noise" || isPlainName(path));
  if (isCallable) return [...branches, ...functionOf(fn, traced, entries, parameter, signature)];
  const [only] = entries;
  if (only && entries.length === 1) return [...branches, only.formula.code];
  const lines = entries.flatMap((entry) => [`// ${textOf(fn, entry)}`, entry.formula.code]);
  return [...branches, ...lines];
}

/** The formula holds on one piece of the function. */
function branchRemark({ tape, point }: TracedFunction): readonly string[] {
  if (tape.guards.length === 0) return [];
  const condition = pieceCondition(tape);
  return [
    condition === undefined
      ? `// On the branches taken at ${point.text}.`
      : `// Where ${condition}.`,
  ];
}

/** A function by a name that is recognised as the derivative's, so that it is verified where it is put. */
function functionOf(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  entries: readonly Entry[],
  parameter: string | undefined,
  signature: string,
): readonly string[] {
  const name = fn.shortName;
  const [only] = entries;
  const heads = (called: string, body: readonly string[]) => [
    `function ${called}(${signature}) {`,
    ...body.map((line) => `  ${line}`),
    "}",
  ];
  if (only && traced.inputs.length === 1)
    return heads(`${name}Prime`, [`return ${only.formula.code};`]);
  if (only && parameter !== undefined) {
    return heads(`d${capitalised(name)}_d${parameter}`, [`return ${only.formula.code};`]);
  }
  const codes = new Map(entries.map(({ input, formula }) => [input, formula.code]));
  const fields = traced.inputs.map(({ path }) => `  ${path}: ${codes.get(path) ?? "0"},`);
  return heads(`${name}Gradient`, ["return {", ...fields, "};"]);
}

function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

function copied(lines: readonly string[]): Copied {
  return { kind: "copied", text: lines.join("\n") };
}

function nothing(message: string): Copied {
  return { kind: "nothing", message };
}
