import { contains } from "../../util/sourceRange.ts";
import { blameOf } from "../blame/blame.ts";
import type { DocumentAnalysis } from "../document/documentAnalysis.ts";
import { entryOf } from "../document/entryOf.ts";
import type { FunctionAnalysis } from "../document/functionAnalysis.ts";
import { blameBlocks, parameterBlocks } from "./blameBlocks.ts";
import { expressionFacts } from "./expressionFacts.ts";
import { formulaBlocks, pieceBlocks } from "./formulaBlocks.ts";
import type { HoverBlock, HoverFacts } from "./hoverBlocks.ts";
import { nameFacts } from "./nameFacts.ts";
import { parameterFacts } from "./parameterFacts.ts";
import { plotOf } from "./plot.ts";
import { withShortNumbers } from "./shortBlocks.ts";

/** The hover at an offset: a function's name, a parameter, or the smallest expression around it. */
export function hoverAt(analysis: DocumentAnalysis, offset: number): HoverFacts | undefined {
  const facts = factsAt(analysis, offset);
  return facts && { ...facts, blocks: facts.blocks.map(withShortNumbers) };
}

function factsAt(analysis: DocumentAnalysis, offset: number): HoverFacts | undefined {
  const { module, limits } = analysis;
  const context = module && { module, limits };
  const named = analysis.functions.find((fn) => contains(fn.nameRange, offset));
  // Ordinary code gets no hover; why a function was skipped is told by the status item.
  if (named?.outcome.kind === "differentiable") {
    const { outcome } = named;
    const own = module && entryOf(module, named);
    const pieces = module && own ? pieceBlocks(named, outcome, { module, entry: own, limits }) : [];
    return followedBy(nameFacts(named, outcome, pieces), [
      ...formulaBlocks(named, outcome, pieces),
      ...blameBlocks(blameOf(named, context), outcome.notes),
    ]);
  }
  if (named) return undefined;
  const fn = innermost(analysis.functions, offset);
  if (!fn || fn.outcome.kind === "declined") return undefined;
  const entry = module && entryOf(module, fn);
  const parameter = fn.parameters.find(({ range }) => contains(range, offset));
  if (parameter) {
    const traced = fn.outcome;
    const plot = (path: string) => module && entry && plotOf(module, entry, traced, path);
    const more = context ? parameterBlocks(fn, traced, parameter.name, context) : [];
    return followedBy(parameterFacts(fn, traced, parameter, plot), more);
  }
  if (!module || !entry) return undefined;
  return expressionFacts({ context: { module, limits }, entry, fn, traced: fn.outcome }, offset);
}

/** A plot stands last: what is said in words is next to the other words. */
function followedBy(
  facts: HoverFacts | undefined,
  more: readonly HoverBlock[],
): HoverFacts | undefined {
  if (!facts) return undefined;
  const isPlot = ({ kind }: HoverBlock) => kind === "plot";
  const plots = facts.blocks.filter(isPlot);
  return { ...facts, blocks: [...facts.blocks.filter((each) => !isPlot(each)), ...more, ...plots] };
}

function innermost(
  functions: readonly FunctionAnalysis[],
  offset: number,
): FunctionAnalysis | undefined {
  return functions
    .filter((fn) => contains(fn.range, offset) && fn.outcome.kind !== "declined")
    .sort((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start))[0];
}
