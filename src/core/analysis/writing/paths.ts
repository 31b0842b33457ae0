import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Tape } from "../../tape/tape.ts";
import type { Limits } from "../../trace/budget.ts";
import { runAgain } from "../../trace/runAgain.ts";
import { otherSides } from "../../trace/search/flipGuards.ts";
import type { TracedFunction } from "../document/functionAnalysis.ts";

const maximumPaths = 6;
const maximumRuns = 24;

/** The ways through a function: its conditions are crossed one by one, and those that are met on the other side. */
export function pathsThrough(
  module: ParsedModule,
  entry: FunctionEntry,
  traced: TracedFunction,
  limits: Limits,
): readonly Tape[] {
  const found = new Map([[decisions(traced.tape), traced.tape]]);
  let runs = 0;
  for (const tape of found.values()) {
    for (const moved of otherSides(tape)) {
      if (++runs > maximumRuns || found.size > maximumPaths) break;
      const run = runAgain(module, entry, { ...traced, tape }, { limits, moved });
      const isNew = run.kind === "traced" && !found.has(decisions(run.tape));
      if (isNew) found.set(decisions(run.tape), run.tape);
    }
  }
  return [...found.values()];
}

function decisions({ guards }: Tape): string {
  return guards
    .map((guard) => `${guard.range.start}:${guard.kind === "truth" ? guard.truth : guard.value}`)
    .join(" ");
}
