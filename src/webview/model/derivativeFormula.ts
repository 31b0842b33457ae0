import { derivativeTexts } from "../../core/symbolic/derivativeText.ts";
import type { Formula } from "./formula.ts";
import type { Picture } from "./picture.ts";

type Formulas = readonly (Formula | undefined)[];

const known = new WeakMap<Picture["tape"], Formulas>();

/** ∂(output)/∂(input) as it was told with the trace: rows are outputs, columns are free inputs. */
export function derivativeFormula(
  picture: Picture,
  output: number,
  input: number,
): Formula | undefined {
  const { trace, seed, tape, inputs } = picture;
  if (seed && output === tape.outputs.length - 1) return seededFormulas(picture)[input];
  const place = output * inputs.length + input;
  const text = trace.derivatives[place] ?? undefined;
  return text === undefined ? undefined : { text, latex: trace.latex?.[place] ?? undefined };
}

export function derivativeText(
  picture: Picture,
  output: number,
  input: number,
): string | undefined {
  return derivativeFormula(picture, output, input)?.text;
}

/** Of the weighted sum nobody has told any: once per seed. Where the results have none, it has none. */
function seededFormulas({ tape, inputs, trace }: Picture): Formulas {
  const before = known.get(tape);
  if (before) return before;
  const output = tape.outputs.at(-1)?.node;
  const isPrinted = trace.derivatives.some((text) => text !== null);
  const nodes = inputs.map(({ node }) => node);
  const formulas = isPrinted && output !== undefined ? derivativeTexts(tape, output, nodes) : [];
  known.set(tape, formulas);
  return formulas;
}
