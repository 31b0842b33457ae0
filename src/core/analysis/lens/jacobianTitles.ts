import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import { derivativesOf } from "../formulas/derivatives.ts";
import { pieceText } from "../formulas/pieces.ts";
import { chosenText, givenText } from "./chosenText.ts";
import { isPlainName, lensNumber, type TitleForm } from "./titles.ts";

/** A matrix of more entries is read in the hover or the panel. */
const mostEntries = 12;

/** The derivative of a function with several results, as formulas where they are short: from what says most. */
export function jacobianTitles(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  form: TitleForm,
): readonly string[] {
  const { inputs, outputs, jacobian } = traced;
  if (inputs.length * outputs.length > mostEntries) return [];
  const numbers = jacobian.map((row) => row.map(lensNumber));
  const left = leftSide(fn, traced);
  const numeric = `${left}${rightSide(traced, numbers)}${chosenText(traced)}`;
  const formulas = form === "numeric" ? undefined : formulaRows(fn, traced);
  if (!formulas) return [numeric];
  const where = givenText(traced);
  const symbolic = `${pieceText(traced.tape)}${left}${rightSide(traced, formulas)}`;
  // Which column is whose.
  const columns = left.startsWith("J ") ? ` by ${inputs.map(({ path }) => path).join(", ")}` : "";
  return [`${symbolic}${columns}${where}`, `${symbolic}${where}`, numeric];
}

function formulaRows(
  fn: FunctionAnalysis,
  { inputs, outputs }: TracedFunction,
): readonly (readonly string[])[] | undefined {
  const texts = derivativesOf(fn).map((formula) => formula?.text);
  const whole = texts.filter((text) => text !== undefined);
  if (whole.length !== inputs.length * outputs.length) return undefined;
  return outputs.map((_, place) => whole.slice(place * inputs.length, (place + 1) * inputs.length));
}

function leftSide(fn: FunctionAnalysis, { inputs, outputs }: TracedFunction): string {
  const [only] = inputs;
  return inputs.length === 1 && only && isPlainName(only.path)
    ? `${fn.shortName}′(${only.path}) = `
    : `J ${outputs.length}×${inputs.length} = `;
}

/** `{ x: −sin(t), y: cos(t) }` as the code has it, or `[y, x; 1, 1]` row by row. */
function rightSide(
  { inputs, outputs }: TracedFunction,
  rows: readonly (readonly string[])[],
): string {
  const isCurve = inputs.length === 1 && isPlainName(inputs[0]?.path ?? "");
  if (!isCurve) return `[${rows.map((row) => row.join(", ")).join("; ")}]`;
  const entries = rows.map(([entry]) => entry ?? "");
  const members = outputs.map(({ path }) => /^\.([^.[\]]+)$/.exec(path)?.[1]);
  if (!members.includes(undefined))
    return `{ ${members.map((member, place) => `${member}: ${entries[place]}`).join(", ")} }`;
  return `[${entries.join(", ")}]`;
}
