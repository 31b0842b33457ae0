import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Limits } from "../trace/budget.ts";
import { type Equation, equationBlocks, partialOf, slopeOf, whereBlock } from "./equations.ts";
import type { FunctionAnalysis, TracedFunction } from "./functionAnalysis.ts";
import type { HoverBlock } from "./hoverBlocks.ts";
import { pieceCondition, piecesOf } from "./pieces.ts";
import { readableDerivatives } from "./readableDerivative.ts";

/** More inputs than this have their formulas on their own hovers. */
const maximumInputs = 4;

/** What stands below the formulas of a function: the same in the person's own names, and its pieces. */
export function formulaBlocks(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  context: {
    readonly module: ParsedModule;
    readonly entry: FunctionEntry;
    readonly limits: Limits;
  },
): readonly HoverBlock[] {
  if (traced.outputs.length !== 1 || traced.inputs.length > maximumInputs) return [];
  return [...localBlocks(fn, traced), ...pieceBlocks(fn, traced, context)];
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

/** `x > 0: f′(x) = 2x` for each piece that was found. */
function pieceBlocks(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  { module, entry, limits }: Parameters<typeof formulaBlocks>[2],
): readonly HoverBlock[] {
  const own = pieceCondition(traced.tape);
  if (own === undefined) return [];
  const [input, ...others] = traced.inputs;
  const pieces = input && others.length === 0 ? piecesOf(module, entry, traced, limits) : [];
  if (pieces.length < 2) return [{ kind: "text", text: `These formulas hold where ${own}.` }];
  const left = leftSide(fn, traced, input?.path ?? "");
  return equationBlocks(
    pieces.map(({ condition, derivative }) => ({ ...left, condition, formula: derivative })),
  );
}

function leftSide(fn: FunctionAnalysis, traced: TracedFunction, path: string) {
  const isPlain = traced.inputs.length === 1 && !/[[.]/.test(path);
  return isPlain ? slopeOf(fn.shortName, path) : partialOf(fn.shortName, path);
}
