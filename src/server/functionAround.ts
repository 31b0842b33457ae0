import type { FunctionAnalysis } from "../core/analysis/document/functionAnalysis.ts";
import { contains } from "../core/util/sourceRange.ts";

/**
 * The function somebody with the cursor at `offset` means: a differentiable one if any contains it,
 * and then rather the whole function than a callback inside it; of equals the innermost.
 */
export function functionAround(
  functions: readonly FunctionAnalysis[],
  offset: number,
): FunctionAnalysis | undefined {
  const around = functions.filter(({ range }) => contains(range, offset));
  // The cursor may also be on the `export` or the `const` before it.
  const meant =
    around.length > 0 ? around : functions.filter(({ carrier }) => contains(carrier, offset));
  return [...meant].sort((a, b) => rank(a) - rank(b) || lengthOf(a) - lengthOf(b))[0];
}

function rank({ level, outcome }: FunctionAnalysis): number {
  return (outcome.kind === "differentiable" ? 0 : 2) + (level === "nested" ? 1 : 0);
}

function lengthOf({ range }: FunctionAnalysis): number {
  return range.end - range.start;
}
