import type { FunctionEntry } from "../../syntax/functions.ts";
import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";
import type { RunContext } from "../document/runContext.ts";
import { pieceCondition, piecesOf } from "../formulas/pieces.ts";
import { readableDerivatives } from "../formulas/readableDerivative.ts";
import { type Equation, equationBlocks, partialOf, slopeOf, whereBlock } from "./equations.ts";
import type { HoverBlock } from "./hoverBlocks.ts";

/** More inputs than this have their formulas on their own hovers. */
const maximumInputs = 4;

interface Context extends RunContext {
  readonly entry: FunctionEntry;
}

/** What stands below the formulas of a function: the same in the person's own names, and where they hold. */
export function formulaBlocks(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  pieces: readonly HoverBlock[],
): readonly HoverBlock[] {
  if (!hasFormulas(traced)) return [];
  const own = pieces.length === 0 ? pieceCondition(traced.tape) : undefined;
  const where = own === undefined ? [] : [`These formulas hold where ${own}.`];
  return [...localBlocks(fn, traced), ...where.map((text): HoverBlock => ({ kind: "text", text }))];
}

function hasFormulas({ outputs, inputs }: TracedFunction): boolean {
  return outputs.length === 1 && inputs.length <= maximumInputs;
}

/** `∂loss/∂w = 4u·x·(out − target)`, then `u = w·x, out = u²`. */
function localBlocks(fn: FunctionAnalysis, traced: TracedFunction): readonly HoverBlock[] {
  const named = readableDerivatives(fn).map((readable) =>
    readable && readable.definitions.length > 0 ? readable : undefined,
  );
  const equations = named.flatMap((readable, index): readonly Equation[] => {
    const path = traced.inputs[index]?.path ?? "";
    return readable ? [{ ...leftSide(fn, traced, path), formula: readable }] : [];
  });
  const definitions = new Map(
    named
      .flatMap((readable) => readable?.definitions ?? [])
      .map((definition) => [definition.name, definition]),
  );
  if (definitions.size === 0) return [];
  return [...equationBlocks(equations), whereBlock([...definitions.values()])];
}

/** `x > 0: f′(x) = 2x` for each piece that was found; none where there is only one. */
export function pieceBlocks(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  { module, entry, limits }: Context,
): readonly HoverBlock[] {
  const [input, ...others] = traced.inputs;
  if (!hasFormulas(traced) || !input || others.length > 0) return [];
  if (pieceCondition(traced.tape) === undefined) return [];
  const pieces = piecesOf(module, entry, traced, limits);
  if (pieces.length < 2) return [];
  const left = leftSide(fn, traced, input.path);
  return equationBlocks(
    pieces.map(({ condition, derivative }) => ({ ...left, condition, formula: derivative })),
  );
}

function leftSide(fn: FunctionAnalysis, traced: TracedFunction, path: string) {
  const isPlain = traced.inputs.length === 1 && !/[[.]/.test(path);
  return isPlain ? slopeOf(fn.shortName, path) : partialOf(fn.shortName, path);
}
