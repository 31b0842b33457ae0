import { createEvaluator, type Evaluator } from "../../autodiff/evaluator.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Tape } from "../../tape/tape.ts";
import type { Limits } from "../../trace/budget.ts";
import type { Cell } from "../../trace/inputs/cell.ts";
import { copyOf, type Questions } from "../../trace/inputs/questions.ts";
import { runFunction } from "../../trace/run.ts";
import type { Reason } from "../gradientCheck.ts";

/** The value of an input leaf, by its path. */
export type Inputs = (path: string) => number;

/** A function at a point: its tape with the values there, and which of its paths it took. */
export interface Replayed {
  readonly tape: Tape;
  readonly path: number;
}

interface Refusal {
  readonly reason: Reason;
  readonly tape?: Tape;
}

/** A function that can be asked for its tape at any point. */
export interface Replay {
  at(inputs: Inputs): Replayed | undefined;
  /** Every path seen, one tape each. */
  readonly tapes: readonly Tape[];
  readonly declined: Reason | undefined;
  /** Why the last point gave nothing, and how far it came; nothing where it was not tried. */
  readonly refusal: Refusal | undefined;
}

interface ReplayOptions {
  /** What the search learnt about the inputs, where each run would have to ask it anew. */
  readonly questions?: Questions | undefined;
  readonly empty?: readonly string[] | undefined;
  readonly countsTruth?: boolean;
  /** Which numbers of an instance stay what its constructor made them. */
  readonly isHeld?: (path: string, value: number) => boolean;
}

const maximumRuns = 96;
/** A path whose tape was kept is recognised later; more than this many are only run. */
const maximumKept = 48;
/** Runs that end in nothing may cost this many times what one may: a loop without end is as long everywhere. */
const maximumWaste = 10;
/** And less where no run has given anything yet. */
const maximumFirstWaste = 3;
/** Points at which a function that was never followed is tried. */
const maximumRefusals = 8;

/**
 * Runs the source only where no recorded tape holds: a tape whose guards all hold at the new inputs
 * is what the source would record there, so its values need one pass over the tape.
 */
export function createReplay(
  module: ParsedModule,
  entry: FunctionEntry,
  cells: readonly Cell[],
  limits: Limits,
  /** What of the result is meant. */
  part: (tape: Tape, inputs: Inputs) => Tape = (tape) => tape,
  /** Of a hand-written derivative: what it may give, and which fields hold nothing yet. */
  { questions, empty = [], countsTruth = false, isHeld = () => false }: ReplayOptions = {},
): Replay {
  const tapes: Tape[] = [];
  const kept: Evaluator[] = [];
  const held = new Map<string, number>();
  let runs = 0;
  let wasted = 0;
  let refusals = 0;
  let declined: Reason | undefined;
  let refusal: Refusal | undefined;

  function recorded(inputs: Inputs): Replayed | undefined {
    for (const [path, evaluator] of kept.entries()) {
      const { tape } = evaluator;
      const given = tape.inputs.map((input) =>
        input.role === "noise" ? (tape.values[input.node] as number) : inputs(input.path),
      );
      if (!evaluator.evaluate(given))
        return { tape: { ...tape, values: evaluator.values() }, path };
    }
    return undefined;
  }

  function isKept(path: string, value: number): boolean {
    if (!isHeld(path, value)) return false;
    held.set(path, value);
    return true;
  }

  function isHopeless(): boolean {
    const times = tapes.length === 0 ? maximumFirstWaste : maximumWaste;
    const isRefused = tapes.length === 0 && refusals >= maximumRefusals;
    return isRefused || runs >= maximumRuns || wasted >= times * limits.steps;
  }

  function isEmpty(path: string): boolean {
    return empty.some((field) => path === field || path.startsWith(`${field}[`));
  }

  return {
    tapes,
    get declined() {
      return declined;
    },
    get refusal() {
      return refusal;
    },
    at(asked) {
      refusal = undefined;
      const inputs: Inputs = (path) => held.get(path) ?? (isEmpty(path) ? 0 : asked(path));
      const known = recorded(inputs);
      if (known || isHopeless()) return known;
      runs++;
      const outcome = runFunction(module, entry, cells, {
        limits,
        valueAt: inputs,
        roleOf: () => "free",
        countsTruth,
        isExact: true,
        ...(questions && { questions: copyOf(questions) }),
        // The state of an instance is an input like any other, whatever its constructor starts it with.
        state: { written: new Map(), isKept },
      });
      if (outcome.kind === "declined") {
        declined = outcome.reason;
        refusal = outcome;
        wasted += outcome.steps;
        // What it throws may go by the point; what cannot be followed hardly does.
        if (!outcome.reason.message.startsWith("throws")) refusals++;
        return undefined;
      }
      const tape = part(outcome.tape, inputs);
      if (kept.length < maximumKept) kept.push(createEvaluator(tape));
      return { tape, path: tapes.push(tape) - 1 };
    },
  };
}
