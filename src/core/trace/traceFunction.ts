import { freeInputs } from "../autodiff/jacobian.ts";
import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { Tape, TapeInput } from "../tape/tape.ts";
import type { Limits } from "./budget.ts";
import { asCalled, forgetCalls } from "./inputs/calledInputs.ts";
import type { Cell } from "./inputs/cell.ts";
import type { Point } from "./inputs/point.ts";
import type { Questions } from "./inputs/questions.ts";
import { writtenInputs } from "./inputs/writtenPoints.ts";
import type { Reason } from "./machine.ts";
import type { RunOutcome } from "./run.ts";
import { type Attempt, attempt } from "./search/attempt.ts";
import { ranks } from "./search/judge.ts";
import { bestAttempt, type TryWith } from "./search/otherAnswers.ts";
import type { Search } from "./search/runner.ts";

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
      readonly asksCallers: boolean;
    }
  | {
      readonly kind: "declined";
      readonly reason: Reason;
      /** So it ends also where the files that are loaded with its own have run. */
      readonly isAmongOthers?: boolean;
      /** With these answers to what the program asked about its inputs. */
      readonly answers?: Questions["answers"];
      readonly steps: number;
      /** What calls the function was looked at, for what it gives. */
      readonly asksCallers: boolean;
    };

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
  if (written.kind === "misplaced")
    return { kind: "declined", reason: written.reason, steps: 0, asksCallers: false };
  const { limits } = request;
  const roleOf = roleFinder(module, entry);
  const key = {};
  const newSearch = (isAmongOthers: boolean, steps: number): Search => ({
    module,
    entry,
    limits: { ...limits, steps },
    roleOf,
    isAmongOthers,
    spent: 0,
    runs: 0,
    moreRuns: 0,
    hasNumber: false,
    best: ranks.declined,
    hasEnd: false,
    key,
    ways: new Map(),
    first: 0,
    firstReason: undefined,
  });
  let asksCallers = false;
  const tryIn =
    (search: Search): TryWith =>
    (answers, effort) => {
      // A run refines the cells, so each attempt has its own.
      const inputs = writtenInputs(module, entry, request.point);
      if (inputs.kind === "misplaced") throw new Error("internal: the point fitted before");
      const tried = attempt(search, inputs.cells, inputs.state, answers, effort);
      asksCallers ||= tried.questions.given.asksCallers === true;
      return tried;
    };
  const alone = newSearch(false, limits.steps);
  const found = bestAttempt(alone, tryIn(alone));
  const among = newSearch(true, limits.steps - alone.spent);
  const better = isCutShort(found.outcome)
    ? amongOthers(among, tryIn(among), alone.firstReason)
    : undefined;
  const best = better && better.rank >= found.rank ? better : found;
  forgetCalls(best.questions);
  const { outcome, depends, cells, questions, isWritten } = best;
  const steps = alone.spent + among.spent;
  if (outcome.kind === "declined") {
    const { isAmongOthers, answers } = questions;
    const { reason } = outcome;
    return { kind: "declined", reason, isAmongOthers, answers, steps, asksCallers };
  }
  const { tape } = outcome;
  const free = freeInputs(tape);
  const isStateChosen = free.some(
    ({ path }) => path.startsWith("this.") && !isWrittenState(written.state, path),
  );
  const isAsCalled = questions.answers.has(asCalled);
  const chosen = free.length > 0 && (!isWritten || isStateChosen || isAsCalled);
  const result = { tape, cells, questions, chosen, steps, asksCallers };
  return { kind: "traced", ...result, differentiable: depends };
}

/** What is missing may be put there by the files that its users load with it. */
function amongOthers(
  search: Search,
  tryWith: TryWith,
  reasonAlone: string | undefined,
): Attempt | undefined {
  if (search.limits.steps <= 0 || search.module.around().length <= 1) return undefined;
  tryWith(new Map(), "glance");
  // It ends as it did alone: nothing that it needs is among them.
  return search.firstReason === reasonAlone ? undefined : bestAttempt(search, tryWith);
}

/** It ended before it gave anything, and not over what no other file can bring. */
function isCutShort(outcome: RunOutcome): boolean {
  return outcome.kind === "declined" && !ownReason.test(outcome.reason.message);
}

const ownReason = /^it gives |^stopped after| is not read|are not read|without an end/;

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
