import type { ArrayDerivative } from "../../symbolic/arrayDerivative.ts";
import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import { pieceText } from "../formulas/pieces.ts";
import { readableDerivatives } from "../formulas/readableDerivative.ts";
import { arrayName, wholeArraysOf } from "../formulas/wholeArrays.ts";
import { lensNumber, type TitleForm } from "./titles.ts";

/** The derivatives by whole arrays, `∂loss/∂x = 2Aᵀ(Ax − b)`: all of them, then ever fewer. */
export function arrayTitles(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  form: TitleForm,
): readonly string[] {
  const arrays = form === "numeric" ? [] : wholeArraysOf(traced);
  if (arrays.length === 0) return [];
  const { inputs, outputs } = traced;
  const isGradient = outputs.length === 1;
  const lines = isGradient
    ? gradientLines(fn, traced, form, arrays)
    : arrays.map((array) => `${arrayName(fn, array)} = ${array.text}`);
  const size = isGradient ? "" : `J ${outputs.length}×${inputs.length} · `;
  const before = pieceText(traced.tape) + size;
  return lines.map((_, left) => {
    const shown = lines.slice(0, lines.length - left).join(" · ");
    return before + (left === 0 ? shown : `${shown} · … ${left} more`);
  });
}

/** Beside them a number for what is no array, or a formula, where formulas are asked for. */
function gradientLines(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  form: TitleForm,
  arrays: readonly ArrayDerivative[],
): readonly string[] {
  const lines = new Set<string>();
  for (const [place, { path, gradient }] of traced.inputs.entries()) {
    const array = arrays.find(({ places }) => places.includes(place));
    const right =
      form === "symbolic" && !array
        ? readableDerivatives(fn)[place]?.text
        : lensNumber(gradient ?? Number.NaN);
    if (right === undefined) return [];
    lines.add(
      array ? `${arrayName(fn, array)} = ${array.text}` : `∂${fn.shortName}/∂${path} = ${right}`,
    );
  }
  return [...lines];
}
