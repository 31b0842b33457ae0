import type {
  FunctionAnalysis,
  TracedFunction,
} from "../core/analysis/document/functionAnalysis.ts";
import { beyondNotes, blameText } from "../core/analysis/hover/blameBlocks.ts";
import { hessian } from "../core/autodiff/hessian.ts";
import type { Explanation } from "./explanation.ts";
import { type Formulas, formulasOf } from "./formulas.ts";
import { placeText } from "./location.ts";
import { numberText } from "./numberText.ts";
import type { Paint } from "./paint.ts";
import { table } from "./table.ts";

/** A table longer than this is cut: nobody reads on, and JSON has it all. */
const longestTable = 60;

/** A formula that fills half a screen by itself hides the numbers of all rows. */
const longestFormula = 200;

/** `explain` for people: one paragraph per function. */
export function explainText(explanation: Explanation, paint: Paint): string {
  const { functions, path } = explanation;
  if (functions.length === 0) return `${path}: no functions\n`;
  return functions.map((fn) => functionText(fn, explanation, paint)).join("\n");
}

function functionText(fn: FunctionAnalysis, explanation: Explanation, paint: Paint): string {
  const { path, lineStarts } = explanation;
  const place = paint("dim", placeText(path, lineStarts, fn.nameRange));
  const heading = `${place}  ${paint("bold", fn.name)}: ${fn.outcome.kind}`;
  const { outcome } = fn;
  if (outcome.kind === "declined") {
    const where = paint("dim", placeText(path, lineStarts, outcome.reason.range));
    return paragraph([heading, `  ${outcome.reason.message} (${where})`]);
  }
  const formulas = formulasOf(fn);
  const notes = formulas.notes.map(({ kind, message, range }) => {
    const where = paint("dim", placeText(path, lineStarts, range));
    return `  ${paint("yellow", kind)}: ${message} (${where})`;
  });
  const blames = beyondNotes(explanation.blameOf(fn), formulas.notes).map((blame) => {
    const where = paint("dim", placeText(path, lineStarts, blame.range));
    return `  ${paint("yellow", "blame")}: ${blameText(blame)} (${where})`;
  });
  const body = [
    ...pointLines(outcome),
    ...tableLines(formulas, outcome, explanation, paint),
    ...notes,
    ...blames,
  ];
  return paragraph([heading, ...body]);
}

function pointLines({ point, outputs }: TracedFunction): string[] {
  const taken = [point.text, point.given].filter(Boolean).join(", ");
  const at = taken === "" ? [] : [`  at ${taken}${point.chosen ? " (chosen)" : ""}`];
  // What a function writes to has a name of its own: `out[0]`.
  const name = (path: string) => (/^[\p{L}_$#]/u.test(path) ? path : `value${path}`);
  const values = outputs.map(({ path, value }) => `  ${name(path)} = ${numberText(value)}`);
  return [...at, ...cut(values)];
}

function tableLines(
  { texts }: Formulas,
  traced: TracedFunction,
  explanation: Explanation,
  paint: Paint,
): string[] {
  if (traced.inputs.length === 0 || traced.outputs.length === 0) return [];
  const rows = derivativeRows(texts, traced);
  const [heading = "", ...lines] = table(rows, new Set([1, 2]));
  return [
    `  ${paint("dim", heading)}`,
    ...cut(lines.map((line) => `  ${line}`)),
    ...(explanation.order === 2 ? hessianLines(traced) : []),
  ];
}

/** One row per entry of the Jacobian. */
function derivativeRows(texts: Formulas["texts"], traced: TracedFunction): string[][] {
  const { inputs, outputs, jacobian } = traced;
  const rows = outputs.flatMap((output, row) =>
    inputs.map((input, column) => [
      outputs.length === 1 ? input.path : `∂${output.path}/∂${input.path}`,
      numberText(input.value),
      numberText(jacobian[row]?.[column] ?? 0),
      formulaText(texts[row * inputs.length + column]?.text ?? ""),
    ]),
  );
  return [["input", "value", outputs.length === 1 ? "gradient" : "derivative", "formula"], ...rows];
}

function formulaText(text: string): string {
  return text.length <= longestFormula
    ? text
    : `(${text.length} characters: --format json has them)`;
}

function hessianLines({ inputs, outputs, tape }: TracedFunction): string[] {
  const output = tape.outputs[0];
  if (!output || outputs.length !== 1) return [];
  const rows = hessian(tape, output.node).map((row, index) => [
    inputs[index]?.path ?? "",
    ...row.map(numberText),
  ]);
  const columns = inputs.map(({ path }) => path);
  const right = new Set(columns.map((_, index) => index + 1));
  return cut(table([["hessian", ...columns], ...rows], right).map((line) => `  ${line}`));
}

function cut(lines: string[]): string[] {
  const rest = lines.length - longestTable;
  return rest <= 0 ? lines : [...lines.slice(0, longestTable), `  … and ${rest} more`];
}

function paragraph(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
