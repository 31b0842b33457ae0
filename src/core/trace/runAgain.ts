import type { Node } from "../syntax/ast.ts";
import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Tape } from "../tape/tape.ts";
import type { Limits } from "./budget.ts";
import type { Cell } from "./inputs/cell.ts";
import { freshCell } from "./inputs/freshCell.ts";
import type { Questions } from "./inputs/questions.ts";
import type { Value } from "./machine.ts";
import { type RunOutcome, runFunction } from "./run.ts";

/** What another run of a traced function goes by. */
interface Recorded {
  readonly tape: Tape;
  readonly cells: readonly Cell[];
  readonly questions: Questions;
}

interface Again {
  readonly limits: Limits;
  /** Inputs by path that are not what they were. */
  readonly moved?: ReadonlyMap<string, number>;
  readonly observe?: (node: Node, value: Value) => void;
}

/**
 * Runs a function once more at the point of its tape, or beside it. Inputs that the tape does not know,
 * those of another branch, are 0; but an instance has the numbers of its constructor.
 */
export function runAgain(
  module: ParsedModule,
  entry: FunctionEntry,
  { tape, cells, questions }: Recorded,
  { limits, moved, observe }: Again,
): RunOutcome {
  const roles = new Map(tape.inputs.map(({ path, role }) => [path, role]));
  const values = new Map(tape.inputs.map(({ path, node }) => [path, tape.values[node] as number]));
  for (const [path, value] of moved ?? []) values.set(path, value);
  return runFunction(module, entry, cells.map(freshCell), {
    limits,
    questions,
    valueAt: (path) => values.get(path) ?? 0,
    roleOf: (path) => roles.get(path) ?? "free",
    state: { written: new Map(), isKept: (path) => !values.has(path) },
    ...(observe && { observe }),
  });
}
