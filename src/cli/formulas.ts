import type { FunctionAnalysis, Note } from "../core/analysis/document/functionAnalysis.ts";
import { derivativesOf } from "../core/analysis/formulas/derivatives.ts";
import type { DerivativeText } from "../core/symbolic/derivativeText.ts";

/** The formulas of a function's Jacobian, row by row, and every note there is. */
export interface Formulas {
  readonly texts: readonly (DerivativeText | undefined)[];
  readonly notes: readonly Note[];
}

/** A formula over the printing limit, or one that reckons with ∞, is left out, and a note says so. */
export function formulasOf(fn: FunctionAnalysis): Formulas {
  if (fn.outcome.kind === "declined") return { texts: [], notes: [] };
  const texts = derivativesOf(fn);
  const { notes } = fn.outcome;
  const missing = texts.filter((text) => text === undefined).length;
  if (missing === 0) return { texts, notes };
  const reason = fn.outcome.tape.nonSmooth
    ? "over the printing limit, or of another convention than the number"
    : derivativesAreFinite(fn)
      ? "over the printing limit"
      : "over the printing limit, or not of finite numbers";
  const message =
    texts.length === 1
      ? `the formula of the derivative is ${reason}`
      : `${missing} of ${texts.length} formulas of derivatives are ${reason}`;
  return { texts, notes: [...notes, { kind: "budget", message, range: fn.nameRange }] };
}

function derivativesAreFinite({ outcome }: FunctionAnalysis): boolean {
  if (outcome.kind === "declined") return true;
  return outcome.jacobian.every((row) => row.every(Number.isFinite));
}
