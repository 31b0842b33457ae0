import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import { pieceCondition } from "../formulas/pieces.ts";
import { wholeArraysOf } from "../formulas/wholeArrays.ts";
import { type Equation, equationBlocks, partialOf } from "./equations.ts";
import type { HoverBlock } from "./hoverBlocks.ts";

/** As many as leave room for numbers. */
const maximumLines = 3;

/** Lines for those arrays of a hover, and where they hold. */
export function arrayBlocks(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  isShown: (head: string) => boolean = () => true,
): readonly HoverBlock[] {
  const shown = wholeArraysOf(traced)
    .filter(({ head }) => isShown(head))
    .slice(0, maximumLines);
  if (shown.length === 0) return [];
  const equations = shown.map(
    (formula): Equation => ({
      ...partialOf(fn.shortName, `${formula.head}${formula.element}`),
      formula,
    }),
  );
  const condition = pieceCondition(traced.tape);
  const where: readonly HoverBlock[] =
    condition === undefined ? [] : [{ kind: "text", text: `This holds where ${condition}.` }];
  return [...equationBlocks(equations), ...where];
}
