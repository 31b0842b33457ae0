import type { FunctionAnalysis, TracedFunction } from "./functionAnalysis.ts";
import { pieceText } from "./pieces.ts";
import { readableDerivatives } from "./readableDerivative.ts";
import { lensNumber, type TitleForm } from "./titles.ts";
import { arrayName, wholeArraysOf } from "./wholeArrays.ts";

/**
 * `∂loss/∂A = 2(Ax − b)xᵀ · ∂loss/∂x = 2Aᵀ(Ax − b)`, with a number for what is no array (a formula,
 * where formulas are asked for), then as many of them as fit.
 */
export function gradientTitles(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  form: TitleForm,
): readonly string[] {
  const arrays = form === "numeric" ? [] : wholeArraysOf(traced);
  if (arrays.length === 0) return [];
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
  return shortened([...lines], pieceText(traced.tape));
}

/** `J 2×3 · ∂f/∂x = A`. */
export function jacobianTitles(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  form: TitleForm,
): readonly string[] {
  const arrays = form === "numeric" ? [] : wholeArraysOf(traced);
  if (arrays.length === 0) return [];
  const lines = arrays.map((array) => `${arrayName(fn, array)} = ${array.text}`);
  const size = `J ${traced.outputs.length}×${traced.inputs.length}`;
  return shortened(lines, `${pieceText(traced.tape)}${size} · `);
}

/** All lines, and ever fewer. */
function shortened(lines: readonly string[], before: string): readonly string[] {
  return lines.map((_, left) => {
    const shown = lines.slice(0, lines.length - left).join(" · ");
    return before + (left === 0 ? shown : `${shown} · … ${left} more`);
  });
}
