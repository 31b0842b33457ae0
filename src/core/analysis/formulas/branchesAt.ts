import { createEvaluator } from "../../autodiff/evaluator.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { sizeOf, type Tape } from "../../tape/tape.ts";
import type { Limits } from "../../trace/budget.ts";
import { runAgain } from "../../trace/runAgain.ts";
import type { TracedFunction } from "../document/functionAnalysis.ts";

/** The tape that holds at a point, or why there is none. */
export type Branch =
  | { readonly kind: "traced"; readonly tape: Tape }
  /** The tape of an earlier point in the list holds at this one as well. */
  | { readonly kind: "same"; readonly as: number }
  | { readonly kind: "declined"; readonly message: string };

const spent = "following the code to this point would take too long";

/**
 * Runs a function again at points where its tape does not hold, one after the other. Points, by the
 * paths of inputs, that take the same branches share a tape; all runs together may cost what one may.
 */
export function branchFinder(
  module: ParsedModule,
  entry: FunctionEntry,
  traced: TracedFunction,
  limits: Limits,
): (point: ReadonlyMap<string, number>) => Branch {
  const found: { readonly place: number; holdsAt(point: ReadonlyMap<string, number>): boolean }[] =
    [];
  let { steps, nodes } = limits;
  let asked = 0;
  return (moved) => {
    const place = asked++;
    const known = found.find(({ holdsAt }) => holdsAt(moved));
    if (known) return { kind: "same", as: known.place };
    if (steps <= 0 || nodes <= 0) return { kind: "declined", message: spent };
    const run = runAgain(module, entry, traced, { limits: { ...limits, steps, nodes }, moved });
    steps -= run.steps;
    if (run.kind === "declined") return { kind: "declined", message: run.reason.message };
    const { nonSmooth } = traced.tape;
    const tape = nonSmooth ? { ...run.tape, nonSmooth } : run.tape;
    nodes -= sizeOf(tape);
    found.push({ place, holdsAt: holderOf(tape) });
    return { kind: "traced", tape };
  };
}

function holderOf(tape: Tape): (point: ReadonlyMap<string, number>) => boolean {
  const evaluator = createEvaluator(tape);
  return (point) => {
    const inputs = tape.inputs.map(
      ({ path, node }) => point.get(path) ?? (tape.values[node] as number),
    );
    return evaluator.evaluate(inputs) === undefined;
  };
}
