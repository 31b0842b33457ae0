import {
  type Cell,
  closeShape,
  grow,
  hasMadeInstance,
  numericLeaves,
  shapeText,
} from "../inputs/cell.ts";
import type { Point } from "../inputs/point.ts";
import { learntText, newQuestions, type Questions } from "../inputs/questions.ts";
import { candidatePoints } from "../inputs/samples.ts";
import type { WholeUse } from "../inputs/wholeNumbers.ts";
import type { RunOutcome } from "../run.ts";
import { otherSides } from "./flipGuards.ts";
import { isSameEverywhere, type Judged, judge, ranks } from "./judge.ts";
import { runner, type Search, type Values } from "./runner.ts";

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
/** As long as something is not read, whatever the numbers are. */
const fewCandidates = 4;
const maximumFlips = 12;
/** Longer tapes are too slow to try on every side. */
const maximumFlipNodes = 4_000;
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
  const questions = newQuestions(answers, search.ways, search.isAmongOthers);
  const sizes = new Map<string, number>();
  const run = runner(search, cells, state, questions, wholes, sizes);
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
  // What refuses its inputs says which: the point is moved past one check after the other.
  if (isRefused(best?.outcome) && hasChoice()) flip();
  for (let candidate = 1; candidate < candidatePoints.length && hasChoice(); candidate++) {
    if ((best?.rank ?? 0) >= ranks.best || !mayGoOn(search)) break;
    if (candidate >= fewCandidates && isOfAnotherKind(best?.outcome)) break;
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

  /** Where runs end early, what ends them tells on which side to look: the one that came furthest is asked first. */
  function flip(): void {
    const open = best ? [startOf(best)] : [];
    const seen = new Set<string>();
    for (let flips = 0; flips < maximumFlips && mayGoOn(search); ) {
      const furthest = open
        .filter(({ sides }) => sides.length > 0)
        .sort((a, b) => b.steps - a.steps)[0];
      const kept = furthest?.sides.shift();
      if (!furthest || !kept) return;
      const place = JSON.stringify([...kept]);
      if (seen.has(place)) continue;
      seen.add(place);
      flips++;
      const outcome = runGrowing(furthest.candidate, kept);
      const isBetter = consider(furthest.candidate, kept, outcome);
      if (best && best.rank >= ranks.finite) return;
      if (isBetter || best?.rank === ranks.declined)
        open.push(startOf({ outcome, candidate: furthest.candidate }));
    }
  }

  function startOf({ outcome, candidate }: Pick<Candidate, "outcome" | "candidate">) {
    return { candidate, steps: outcome.steps, sides: [...sidesOf(outcome)] };
  }

  function sidesOf({ tape }: RunOutcome): readonly Values[] {
    return tape && tape.ops.length <= maximumFlipNodes ? otherSides(tape, sizes) : [];
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

/** Something in it is not read, or it answers with text or a truth value: other numbers hardly change that. */
function isOfAnotherKind(outcome: RunOutcome | undefined): boolean {
  if (outcome?.kind !== "declined") return false;
  const { isAnswer, message } = outcome.reason;
  return isAnswer === true || !/^(throws|it gives|stopped)/.test(message);
}

/** By the program's own word, not because something was missing. */
function isRefused(outcome: RunOutcome | undefined): boolean {
  return outcome?.kind === "declined" && outcome.reason.message.startsWith("throws:");
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
