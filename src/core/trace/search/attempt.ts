import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { TapeInput } from "../../tape/tape.ts";
import type { Limits } from "../budget.ts";
import {
  type Cell,
  closeShape,
  forgetGrowth,
  grow,
  hasMadeInstance,
  numericLeaves,
  shapeText,
} from "../inputs/cell.ts";
import type { Point } from "../inputs/point.ts";
import { learntText, newQuestions, type Questions } from "../inputs/questions.ts";
import { candidatePoints } from "../inputs/samples.ts";
import { learnWholes, type WholeUse, wholeValue, withWholes } from "../inputs/wholeNumbers.ts";
import { type RunOutcome, runFunction } from "../run.ts";
import { otherSides } from "./flipGuards.ts";
import { isSameEverywhere, type Judged, judge, ranks } from "./judge.ts";

/** What is searched, and what the search has cost so far. */
export interface Search {
  readonly module: ParsedModule;
  readonly entry: FunctionEntry;
  readonly limits: Limits;
  readonly roleOf: (path: string) => TapeInput["role"];
  /** What is loaded with the file has run too. */
  readonly isAmongOthers: boolean;
  spent: number;
  runs: number;
  /** Runs allowed beyond the usual number. */
  moreRuns: number;
  /** Some run gave a number. */
  hasNumber: boolean;
  /** What the first run took: the measure of how long to go on. */
  first: number;
  /** Why the first run came to no end. */
  firstReason: string | undefined;
}

/** The best run with one set of answers to what the program asks about its inputs. */
export interface Attempt extends Judged {
  readonly questions: Questions;
  readonly cells: readonly Cell[];
  /** Whether every input that is not state has a value that somebody wrote. */
  readonly isWritten: boolean;
}

/** Shapes settle within a few runs; more means that they depend on the values themselves. */
const maximumProbes = 6;
const maximumRuns = 24;
/** As long as none of them gives a number: most likely none ever will. */
const maximumBlindRuns = 16;
const maximumFlips = 12;
/** Longer tapes are too slow to try on every side. */
const maximumFlipNodes = 4_000;
/** How far a run goes before it is looked at for the first time. */
const firstSteps = 300_000;
/** A search goes on for this many steps at least. */
const searchSteps = 100_000;

export function mayGoOn({ spent, runs, moreRuns, first, limits, hasNumber }: Search): boolean {
  return (
    runs < (hasNumber ? maximumRuns : maximumBlindRuns) + moreRuns &&
    spent < Math.min(limits.steps, Math.max(searchSteps, 3 * first))
  );
}

/** Finds the shapes of the inputs by running the function, then a point at which value and gradient are finite. */
export function attempt(
  search: Search,
  cells: readonly Cell[],
  state: Point,
  answers: Questions["answers"],
  effort: "probe" | "search",
): Attempt {
  const wholes = new Map<string, WholeUse>();
  const questions = newQuestions(answers, search.isAmongOthers);
  const run = runner(search, cells, state, questions, wholes);
  const probed = settleShapes(cells, questions, () => run(0));
  let isWritten = isAllWritten(cells);
  const result = (best: Judged): Attempt => ({ ...best, questions, cells, isWritten });
  if (
    effort === "probe" ||
    (probed.outcome.kind === "declined" && search.spent >= search.limits.steps)
  )
    return result(judge(probed.outcome));

  let best: Candidate | undefined;
  const consider = (candidate: number, kept?: Values, outcome = runGrowing(candidate, kept)) => {
    const judged = { ...judge(outcome), candidate, shape: shapeNow() };
    const isBetter = !best || judged.rank > best.rank;
    if (isBetter) best = judged;
    return isBetter;
  };
  consider(0, undefined, probed.isFinal ? probed.outcome : undefined);
  const hasChoice = () =>
    (!isWritten || hasFreeState(best?.outcome)) && !(best && isSameEverywhere(best));
  for (let candidate = 1; candidate < candidatePoints.length && hasChoice(); candidate++) {
    if ((best?.rank ?? 0) >= ranks.best || !mayGoOn(search)) break;
    consider(candidate);
  }
  if (best && best.rank < ranks.finite && hasChoice()) flip();
  // A later candidate made an array longer: the better one is run again with its values in the final shape.
  if (best && best.shape !== shapeNow()) {
    const { candidate, outcome } = best;
    best = { ...best, ...judge(runGrowing(candidate, valuesOf(outcome))) };
  }
  return result(best ?? judge(probed.outcome));

  function shapeNow(): string {
    return shapeText(cells) + learntText(questions) + String(questions.isClosed);
  }

  /** Where every candidate ends early, what ends it tells on which side to look. */
  function flip(): void {
    let flips = 0;
    let from: Candidate | undefined;
    while (best && best !== from) {
      from = best;
      const { tape } = best.outcome;
      for (const kept of tape && tape.ops.length <= maximumFlipNodes ? otherSides(tape) : []) {
        if (++flips > maximumFlips || !mayGoOn(search)) return;
        if (consider(best.candidate, kept) && best.rank >= ranks.finite) return;
      }
    }
  }

  /** An index that this point alone has may reach beyond an array nobody sized: then the array grows, and the values stay. */
  function runGrowing(candidate: number, kept?: Values): RunOutcome {
    let before = learntText(questions);
    let outcome = run(candidate, kept);
    for (let count = 0; growAll(cells) || learntText(questions) !== before; count++) {
      if (count > maximumProbes) break;
      if (count === maximumProbes) questions.isClosed = true;
      before = learntText(questions);
      outcome = run(candidate, valuesOf(outcome));
    }
    isWritten &&= isAllWritten(cells);
    return outcome;
  }
}

interface Candidate extends Judged {
  readonly candidate: number;
  /** The shape of the inputs after its run. */
  readonly shape: string;
}

type Values = ReadonlyMap<string, number>;
/** Runs at a candidate point; values of leaves that an earlier run had may be kept. */
type Run = (candidate: number, kept?: Values) => RunOutcome;

function runner(
  search: Search,
  cells: readonly Cell[],
  state: Point,
  questions: Questions,
  wholes: Map<string, WholeUse>,
): Run {
  const once = (candidate: number, kept: Values | undefined, most = Infinity): RunOutcome => {
    const { module, entry, roleOf } = search;
    const steps = Math.max(1, Math.min(most, search.limits.steps - search.spent));
    const order = [...wholes.keys()];
    const valueAt = (path: string, index: number): number => {
      const sample = kept?.get(path) ?? candidatePoints[candidate]?.(path, index) ?? 1;
      const use = wholes.get(path);
      const isSmallCount = Number.isInteger(sample) && sample >= 0 && sample <= 20;
      return use === undefined || isSmallCount
        ? sample
        : wholeValue(use, candidate, order.indexOf(path));
    };
    const outcome = runFunction(module, entry, cells, {
      limits: { ...search.limits, steps, allowance: search.limits.steps },
      valueAt,
      roleOf,
      // What an object counts goes with what else it holds.
      state: {
        written: state,
        isKept: (path, value) => (wholes.has(path) ? Number.isInteger(value) : candidate === 0),
      },
      questions,
    });
    search.spent += outcome.steps;
    if (++search.runs === 1 && outcome.kind === "declined")
      search.firstReason = outcome.reason.message;
    search.hasNumber ||= outcome.kind === "traced";
    search.first ||= outcome.steps;
    return outcome;
  };
  return (candidate, kept) => {
    const lengths = keptLengths(cells, questions);
    let outcome = once(candidate, kept, firstSteps);
    // A loop up to a number that is not whole may never end: that much was enough to see what is counted.
    if (outcome.kind === "declined" && outcome.steps > firstSteps) {
      if (outcome.tape && learnWholes(outcome.tape, wholes)) lengths.restore();
      // The run proper starts anew.
      search.spent -= outcome.steps;
      outcome = once(candidate, kept);
    }
    // An input turned out to count something: the same point again, with a whole number there.
    for (let count = 0; count < 2 && outcome.tape; count++) {
      if (!learnWholes(outcome.tape, wholes) || !hasFractions(outcome, wholes)) break;
      outcome = once(candidate, kept);
    }
    return outcome.tape ? { ...outcome, tape: withWholes(outcome.tape, wholes) } : outcome;
  };
}

/** What a run says about lengths that did not come to its end by itself is worth nothing. */
function keptLengths(cells: readonly Cell[], { lengths }: Questions): { restore(): void } {
  const before = [...lengths];
  return {
    restore() {
      lengths.clear();
      for (const [path, length] of before) lengths.set(path, length);
      for (const cell of cells) forgetGrowth(cell);
    },
  };
}

function hasFractions({ tape }: RunOutcome, wholes: ReadonlyMap<string, WholeUse>): boolean {
  return (tape?.inputs ?? []).some(
    ({ path, node }) => wholes.has(path) && !Number.isInteger(tape?.values[node]),
  );
}

/**
 * Probes until a run learns nothing new about a shape. `isFinal` says that the last run already had
 * the shapes that came out, so that it need not be repeated.
 */
function settleShapes(
  cells: readonly Cell[],
  questions: Questions,
  probe: () => RunOutcome,
): { readonly outcome: RunOutcome; readonly isFinal: boolean } {
  let outcome: RunOutcome;
  let before: string;
  let count = 0;
  const shapes = () => shapeText(cells) + learntText(questions);
  do {
    before = shapes();
    outcome = probe();
    for (const cell of cells) grow(cell);
  } while (shapes() !== before && ++count < maximumProbes);
  for (const cell of cells) closeShape(cell);
  return { outcome, isFinal: shapes() === before };
}

function growAll(cells: readonly Cell[]): boolean {
  const grew = cells.map(grow).includes(true);
  if (grew) for (const cell of cells) closeShape(cell);
  return grew;
}

function valuesOf({ tape }: RunOutcome): Values {
  return new Map(tape?.inputs.map(({ path, node }) => [path, tape.values[node] as number]));
}

function hasFreeState(outcome: RunOutcome | undefined): boolean {
  return outcome?.tape?.inputs.some(({ path }) => path.startsWith("this.")) ?? false;
}

function isAllWritten(cells: readonly Cell[]): boolean {
  if (cells.some(hasMadeInstance)) return false;
  return numericLeaves(cells).every(
    ({ shape }) => shape.kind === "number" && shape.sample !== undefined,
  );
}
