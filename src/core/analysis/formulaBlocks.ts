import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Limits } from "../trace/budget.ts";
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
  const formulas = named.flatMap((readable, index) => {
    const path = traced.inputs[index]?.path ?? "";
    return readable ? [`${derivativeName(fn, traced, path)} = ${readable.text}`] : [];
  });
  const definitions = new Map(
    named.flatMap((readable) => readable?.definitions ?? []).map(({ name, text }) => [name, text]),
  );
  if (definitions.size === 0) return [];
  const where = Array.from(definitions, ([name, text]) => `${name} = ${text}`).join(", ");
  return [...formulas, `where ${where}`].map((text): HoverBlock => ({ kind: "formula", text }));
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
  const left = derivativeName(fn, traced, input?.path ?? "");
  return pieces.map(
    ({ condition, derivative }): HoverBlock => ({
      kind: "formula",
      text: `${condition}: ${left} = ${derivative.text}`,
    }),
  );
}

function derivativeName(fn: FunctionAnalysis, traced: TracedFunction, path: string): string {
  const isPlain = traced.inputs.length === 1 && !/[[.]/.test(path);
  return isPlain ? `${fn.shortName}′(${path})` : `∂${fn.shortName}/∂${path}`;
}
