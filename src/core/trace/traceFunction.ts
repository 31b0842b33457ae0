import { freeInputs } from "../autodiff/jacobian.ts";
import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Tape, TapeInput } from "../tape/tape.ts";
import type { Limits } from "./budget.ts";
import type { Cell } from "./inputs/cell.ts";
import type { Point } from "./inputs/point.ts";
import type { Questions } from "./inputs/questions.ts";
import { writtenInputs } from "./inputs/writtenPoints.ts";
import type { Reason } from "./machine.ts";
import { attempt } from "./search/attempt.ts";
import { bestAttempt } from "./search/otherAnswers.ts";
import type { Search } from "./search/runs.ts";

export interface TraceRequest {
  readonly limits: Limits;
  /** Instead of the point of the function's own tags. */
  readonly point?: Point;
}

export type FunctionTrace =
  | {
      readonly kind: "traced";
      readonly tape: Tape;
      /** The inputs' shapes, final, with the values used at the leaves in `tape.values`. */
      readonly cells: readonly Cell[];
      /** What the program asked about its inputs, and the answers: another run needs them too. */
      readonly questions: Questions;
      /** Some value was chosen by us, not written by anybody. */
      readonly chosen: boolean;
      /** A derivative path leads from some input to some output, at this point or at another tried one. */
      readonly differentiable: boolean;
      readonly steps: number;
    }
  | { readonly kind: "declined"; readonly reason: Reason; readonly steps: number };

/**
 * Traces one function: finds the shapes of its inputs by running it, then looks for a point at which
 * value and gradient are finite, starting from what people wrote.
 */
export function traceFunction(
  module: ParsedModule,
  entry: FunctionEntry,
  request: TraceRequest,
): FunctionTrace {
  const written = writtenInputs(module, entry, request.point);
  if (written.kind === "misplaced") return { kind: "declined", reason: written.reason, steps: 0 };
  const { limits } = request;
  const roleOf = roleFinder(module, entry);
  const search: Search = {
    module,
    entry,
    limits,
    roleOf,
    spent: 0,
    runs: 0,
    moreRuns: 0,
    hasNumber: false,
    first: 0,
  };
  const { outcome, depends, cells, questions, isWritten } = bestAttempt(
    search,
    (answers, effort) => {
      // A run refines the cells, so each attempt has its own.
      const inputs = writtenInputs(module, entry, request.point);
      if (inputs.kind === "misplaced") throw new Error("internal: the point fitted before");
      return attempt(search, inputs.cells, inputs.state, answers, effort);
    },
  );
  const steps = search.spent;
  if (outcome.kind === "declined") return { kind: "declined", reason: outcome.reason, steps };
  const { tape } = outcome;
  const free = freeInputs(tape);
  const isStateChosen = free.some(
    ({ path }) => path.startsWith("this.") && !isWrittenState(written.state, path),
  );
  const chosen = free.length > 0 && (!isWritten || isStateChosen);
  return { kind: "traced", tape, cells, questions, chosen, differentiable: depends, steps };
}

/** `this.w = [1, 2]` writes this.w[0] and this.w[1]. */
function isWrittenState(state: Point, path: string): boolean {
  return [...state.keys()].some(
    (name) => path === name || path.startsWith(`${name}[`) || path.startsWith(`${name}.`),
  );
}

/** `@wrt` leaves only what it names free. */
function roleFinder(
  module: ParsedModule,
  entry: FunctionEntry,
): (path: string) => TapeInput["role"] {
  const wrt = module
    .tagsOf(entry)
    .wrt.flatMap(({ text }) => text.split(/[\s,]+/).filter((name) => name !== ""));
  if (wrt.length === 0) return () => "free";
  return (path) =>
    wrt.some((name) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`))
      ? "free"
      : "frozen";
}
