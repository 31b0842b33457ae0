import { type ArrayDerivative, arrayDerivatives } from "../symbolic/arrayDerivative.ts";
import type { Tape } from "../tape/tape.ts";
import { type Equation, equationBlocks, partialOf } from "./equations.ts";
import type { FunctionAnalysis, TracedFunction } from "./functionAnalysis.ts";
import type { HoverBlock } from "./hoverBlocks.ts";
import { pieceCondition } from "./pieces.ts";

const known = new WeakMap<Tape, readonly ArrayDerivative[]>();

/** The derivatives by whole arrays, `2Aᵀ(Ax − b)`, for those that have one; made when first asked for. */
export function wholeArraysOf({ tape }: TracedFunction): readonly ArrayDerivative[] {
  // Another convention at a kink goes by element.
  if (tape.nonSmooth) return [];
  const found = known.get(tape) ?? arrayDerivatives(tape);
  known.set(tape, found);
  return found;
}

/** `∂loss/∂x`, or `∂loss/∂x[i]` for one element. */
export function arrayName(fn: FunctionAnalysis, { head, element }: ArrayDerivative): string {
  return `∂${fn.shortName}/∂${head}${element}`;
}

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
