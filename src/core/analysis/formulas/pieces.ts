import { conditionTexts } from "../../symbolic/conditionText.ts";
import { type DerivativeText, derivativeTexts } from "../../symbolic/derivativeText.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Tape } from "../../tape/tape.ts";
import type { Limits } from "../../trace/budget.ts";
import { runAgain } from "../../trace/runAgain.ts";
import { otherSides } from "../../trace/search/flipGuards.ts";
import type { TracedFunction } from "../document/functionAnalysis.ts";

/** One piece of a function that is defined by cases. */
export interface Piece {
  /** `x > 0 and x < 1`. */
  readonly condition: string;
  /** Of the only output by the only input. */
  readonly derivative: DerivativeText;
}

const maximumPieces = 5;
const maximumRuns = 16;

/** The condition under which the formulas at the sample point hold; undefined where there is none to name. */
export function pieceCondition(tape: Tape): string | undefined {
  const conditions = conditionTexts(tape);
  return conditions && conditions.length > 0 ? conditions.join(" and ") : undefined;
}

/** `x > 0: ` before a formula that holds there. */
export function pieceText(tape: Tape): string {
  const condition = pieceCondition(tape);
  return condition === undefined ? "" : `${condition}: `;
}

/**
 * The pieces of a function of one input, the one at the sample point first: its conditions are crossed
 * one by one, and those that are met on the other side.
 */
export function piecesOf(
  module: ParsedModule,
  entry: FunctionEntry,
  traced: TracedFunction,
  limits: Limits,
): readonly Piece[] {
  const pieces = new Map<string, Piece>();
  const queue = [traced.tape];
  let runs = 0;
  for (const tape of queue) {
    const piece = pieceAt(tape);
    if (!piece || pieces.has(piece.condition)) continue;
    pieces.set(piece.condition, piece);
    if (pieces.size >= maximumPieces) break;
    for (const point of otherSides(tape)) {
      if (++runs > maximumRuns) break;
      const run = runAgain(module, entry, { ...traced, tape }, { limits, moved: point });
      if (run.kind === "traced") queue.push(run.tape);
    }
  }
  return [...pieces.values()];
}

function pieceAt(tape: Tape): Piece | undefined {
  const condition = pieceCondition(tape);
  const [output] = tape.outputs;
  const free = tape.inputs.filter(({ role }) => role === "free");
  if (condition === undefined || !output || free.length !== 1) return undefined;
  const nodes = free.map(({ node }) => node);
  const [derivative] = derivativeTexts(tape, output.node, nodes);
  return derivative && { condition, derivative };
}
