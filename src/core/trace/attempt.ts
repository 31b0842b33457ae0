import type { FunctionEntry } from "../syntax/functions.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { TapeInput } from "../tape/tape.ts";
import type { Limits } from "./budget.ts";
import { type Cell, closeShape, grow, numericLeaves, shapeText } from "./cell.ts";
import { otherSides } from "./flipGuards.ts";
import { isSameEverywhere, type Judged, judge, ranks } from "./judge.ts";
import type { Point } from "./point.ts";
import type { Questions } from "./questions.ts";
import { type RunOutcome, runFunction } from "./run.ts";
import { candidatePoints } from "./samples.ts";
import { learnWholes, type WholeUse, wholeValue, withWholes } from "./wholeNumbers.ts";

/** What is searched, and what the search has cost so far. */
export interface Search {
  readonly module: ParsedModule;
  readonly entry: FunctionEntry;
  readonly limits: Limits;
  readonly roleOf: (path: string) => TapeInput["role"];
  spent: number;
  runs: number;
  /** What the first run took: the measure of how long to go on. */
  first: number;
}

/** The best run with one set of answers to what the program asks about its inputs. */
export interface Attempt extends Judged {
  readonly answers: Questions["answers"];
  readonly asked: Questions["asked"];
  readonly cells: readonly Cell[];
  /** Whether every input that is not state has a value that somebody wrote. */
  readonly isWritten: boolean;
}

/** Shapes settle within a few runs; more means that they depend on the values themselves. */
const maximumProbes = 6;
const maximumRuns = 60;
const maximumFlips = 12;
/** Longer tapes are too slow to try on every side. */
const maximumFlipNodes = 4_000;
/** A search goes on for this many steps at least. */
const searchSteps = 200_000;

export function mayGoOn({ spent, runs, first, limits }: Search): boolean {
  return runs < maximumRuns && spent < Math.min(limits.steps, Math.max(searchSteps, 3 * first));
}

/** Finds the shapes of the inputs by running the function, then a point at which value and gradient are finite. */
export function attempt(
  search: Search,
  cells: readonly Cell[],
  state: Point,
  answers: Questions["answers"],
): Attempt {
  const asked: Questions["asked"] = new Map();
  const wholes = new Map<string, WholeUse>();
  const run = runner(search, cells, state, { answers, asked }, wholes);
  const probed = settleShapes(cells, () => run(0));
  let isWritten = isAllWritten(cells);
  const result = (best: Judged): Attempt => ({ ...best, answers, asked, cells, isWritten });
  if (probed.outcome.kind === "declined" && search.spent >= search.limits.steps)
    return result(judge(probed.outcome));

  let best: Candidate | undefined;
  const consider = (candidate: number, kept?: Values, outcome = runGrowing(candidate, kept)) => {
    const judged = { ...judge(outcome), candidate, shape: shapeText(cells) };
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
  if (best && best.shape !== shapeText(cells)) {
    const { candidate, outcome } = best;
    best = { ...best, ...judge(runGrowing(candidate, valuesOf(outcome))) };
  }
  return result(best ?? judge(probed.outcome));

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
    let outcome = run(candidate, kept);
    for (let count = 0; count < maximumProbes && growAll(cells); count++)
      outcome = run(candidate, valuesOf(outcome));
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
  const once = (candidate: number, kept: Values | undefined): RunOutcome => {
    const { module, entry, roleOf } = search;
    const steps = Math.max(1, search.limits.steps - search.spent);
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
      limits: { ...search.limits, steps },
      valueAt,
      roleOf,
      state: { written: state, isKept: candidate === 0 },
      questions,
    });
    search.spent += outcome.steps;
    search.runs++;
    search.first ||= outcome.steps;
    return outcome;
  };
  return (candidate, kept) => {
    let outcome = once(candidate, kept);
    // An input turned out to count something: the same point again, with a whole number there.
    for (let count = 0; count < 2 && outcome.tape; count++) {
      if (!learnWholes(outcome.tape, wholes) || !hasFractions(outcome, wholes)) break;
      outcome = once(candidate, kept);
    }
    return outcome.tape ? { ...outcome, tape: withWholes(outcome.tape, wholes) } : outcome;
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
  probe: () => RunOutcome,
): { readonly outcome: RunOutcome; readonly isFinal: boolean } {
  let outcome: RunOutcome;
  let before: string;
  let count = 0;
  do {
    before = shapeText(cells);
    outcome = probe();
    for (const cell of cells) grow(cell);
  } while (shapeText(cells) !== before && ++count < maximumProbes);
  for (const cell of cells) closeShape(cell);
  return { outcome, isFinal: shapeText(cells) === before };
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
  return numericLeaves(cells).every(
    ({ shape }) => shape.kind === "number" && shape.sample !== undefined,
  );
}
