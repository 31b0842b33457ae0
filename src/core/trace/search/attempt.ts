import { argumentsOf, type Tape } from "../../tape/tape.ts";
import {
  type Cell,
  type Closed,
  closeShape,
  grow,
  hasMadeInstance,
  numericLeaves,
  reopen,
  shapeText,
} from "../inputs/cell.ts";
import type { Point } from "../inputs/point.ts";
import { learntText, newQuestions, type Questions } from "../inputs/questions.ts";
import { candidatePoints } from "../inputs/samples.ts";
import type { WholeUse } from "../inputs/wholeNumbers.ts";
import type { RunOutcome } from "../run.ts";
import { otherSides } from "./flipGuards.ts";
import { isSameEverywhere, type Judged, judge, ranks } from "./judge.ts";
import { mayGoOn, runner, type Search, type Values } from "./runner.ts";

/** The best run with one set of answers to what the program asks about its inputs. */
export interface Attempt extends Judged {
  readonly questions: Questions;
  readonly cells: readonly Cell[];
  /** Whether every input that is not state has a value that somebody wrote. */
  readonly isWritten: boolean;
}

/**
 * `glance`: one run, to see how it begins; `probe`: the first point alone, to see how far the program gets with
 * these answers.
 */
export type Effort = "glance" | "probe" | "search";

/** Shapes settle within a few runs; more means that they depend on the values themselves. */
const maximumProbes = 6;
/** As long as something is not read, whatever the numbers are; and where the answer is text or a truth value. */
const fewCandidates = 4;
const fewestCandidates = 2;
const maximumFlips = 12;
/** Longer tapes are too slow to try on every side. */
const maximumFlipNodes = 4_000;
/** So many points alike: what ends the function early tells more than yet another one. */
const maximumAlike = 6;

/** Finds the shapes of the inputs by running the function, then a point at which value and gradient are finite. */
export function attempt(
  search: Search,
  cells: readonly Cell[],
  state: Point,
  answers: Questions["answers"],
  effort: Effort,
): Attempt {
  const wholes = new Map<string, WholeUse>();
  const { ways, isAmongOthers, key } = search;
  const questions = newQuestions({ answers, ways, isAmongOthers, search: key });
  const sizes = new Map<string, number>();
  const run = runner(search, cells, state, questions, wholes, sizes);
  const probed = settleShapes(cells, questions, effort, () => run(0));
  let isWritten = isAllWritten(cells);
  const result = (best: Judged): Attempt => ({ ...best, questions, cells, isWritten });
  if (
    effort !== "search" ||
    (probed.outcome.kind === "declined" && search.spent >= search.limits.steps)
  )
    return result(judge(probed.outcome));

  let best: Candidate | undefined;
  let alike = 0;
  let flips = 0;
  const flipped = new Set<string>();
  let last: RunOutcome | undefined;
  let { closed } = probed;
  const consider = (candidate: number, kept?: Values, outcome = runGrowing(candidate, kept)) => {
    const judged = { ...judge(outcome), candidate, shape: shapeNow() };
    alike = last && isAlike(last, outcome) ? alike + 1 : 1;
    last = outcome;
    const isBetter = !best || judged.rank > best.rank || isFarther(judged, best);
    if (isBetter) best = judged;
    search.best = Math.max(search.best, judged.rank);
    return isBetter;
  };
  consider(0, undefined, probed.isFinal ? probed.outcome : undefined);
  const hasChoice = () =>
    (!isWritten || hasFreeState(best?.outcome)) && !(best && isSameEverywhere(best));
  const isDone = () => (best?.rank ?? 0) >= ranks.best || !mayGoOn(search) || !hasChoice();
  // What refuses its inputs says which: the point is moved past one check after the other.
  if (isRefused(best?.outcome) && hasChoice()) flip();
  for (let candidate = 1; candidate < candidatePoints.length && !isDone(); candidate++) {
    const few = best?.rank === ranks.answer ? fewestCandidates : fewCandidates;
    if (candidate >= few && isOfAnotherKind(best?.outcome)) break;
    const isSettled = best && (best.rank >= ranks.finite || best.rank <= ranks.steady);
    if (isSettled && alike === maximumAlike) break;
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

  /** Of two runs without a number the longer one is on the way to one: it passed a check that ended the other. */
  function isFarther(judged: Judged, known: Judged): boolean {
    return (
      judged.rank === ranks.declined &&
      known.rank === ranks.declined &&
      judged.outcome.steps > known.outcome.steps &&
      !wasStopped(judged.outcome) &&
      search.spent < search.limits.steps
    );
  }

  /** Where runs end early, what ends them tells on which side to look: the one that came furthest is asked first. */
  function flip(): void {
    const open = best ? [startOf(best)] : [];
    while (flips < maximumFlips && mayGoOn(search)) {
      const furthest = open[0];
      if (!furthest) return;
      const { value: kept } = furthest.sides.next();
      if (!kept) {
        open.shift();
        continue;
      }
      const place = JSON.stringify([...kept]);
      if (flipped.has(place)) continue;
      flipped.add(place);
      flips++;
      const outcome = runGrowing(furthest.candidate, kept);
      const isBetter = consider(furthest.candidate, kept, outcome);
      if (best && best.rank >= ranks.finite) return;
      if (isBetter || best?.rank === ranks.declined) {
        open.push(startOf({ outcome, candidate: furthest.candidate }));
        open.sort((a, b) => b.steps - a.steps);
      }
    }
  }

  function startOf({ outcome, candidate }: Pick<Candidate, "outcome" | "candidate">) {
    return { candidate, steps: outcome.steps, sides: sidesOf(outcome) };
  }

  function sidesOf({ tape }: RunOutcome): Iterator<Values, undefined> {
    const isShort = tape && tape.ops.length <= maximumFlipNodes;
    // Asked for one by one: most searches end with the first.
    return isShort ? otherSides(tape, new Map(sizes)) : [][Symbol.iterator]();
  }

  /**
   * An index that this point alone has may reach beyond an array nobody sized: then the array grows, and the
   * values stay. As long as no run gave a number, what none has used yet may still be anything.
   */
  function runGrowing(candidate: number, kept?: Values): RunOutcome {
    const isOpen = best?.rank === ranks.declined && closed.length > 0;
    if (isOpen) reopen(closed.filter(({ cell }) => !isUsed(cell, best?.outcome.tape)));
    let outcome = growing(candidate, kept, isOpen);
    if (isOpen) {
      const open = shapeText(cells);
      closed = cells.flatMap(closeShape);
      if (outcome.kind === "traced" && shapeText(cells) !== open)
        outcome = growing(candidate, valuesOf(outcome), false);
    }
    isWritten &&= isAllWritten(cells);
    return outcome;
  }

  function growing(candidate: number, kept: Values | undefined, isOpen: boolean): RunOutcome {
    let before = learntText(questions);
    let outcome = run(candidate, kept);
    for (let count = 0; growAll() || learntText(questions) !== before; count++) {
      if (count > maximumProbes) break;
      if (count === maximumProbes) questions.isClosed = true;
      before = learntText(questions);
      outcome = run(candidate, valuesOf(outcome));
    }
    return outcome;

    function growAll(): boolean {
      const grew = cells.map(grow).includes(true);
      if (grew && !isOpen) closed = [...closed, ...cells.flatMap(closeShape)];
      return grew;
    }
  }
}

/** Whether a run did something with a number in this input. */
function isUsed({ path }: Cell, tape: Tape | undefined): boolean {
  const inputs = tape?.inputs.filter(
    (input) =>
      input.path === path || input.path.startsWith(`${path}.`) || input.path.startsWith(`${path}[`),
  );
  if (!tape || !inputs || inputs.length === 0) return false;
  const nodes = new Set(inputs.map(({ node }) => node));
  if (tape.guards.some(({ node }) => nodes.has(node))) return true;
  return tape.ops.some((_, node) => argumentsOf(tape, node).some((arg) => nodes.has(arg)));
}

/** Whether two runs took the same way, as far as their lengths tell. */
function isAlike(a: RunOutcome, b: RunOutcome): boolean {
  return (
    a.kind === b.kind && a.steps === b.steps && a.tape?.guards.length === b.tape?.guards.length
  );
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
  effort: Effort,
  probe: () => RunOutcome,
): {
  readonly outcome: RunOutcome;
  readonly isFinal: boolean;
  readonly closed: readonly Closed[];
} {
  let outcome: RunOutcome;
  let before: string;
  let count = 0;
  const shapes = () => shapeText(cells) + learntText(questions);
  do {
    before = shapes();
    outcome = probe();
    for (const cell of cells) grow(cell);
    if (effort === "glance") break;
  } while (shapes() !== before && ++count < maximumProbes);
  const closed = cells.flatMap(closeShape);
  return { outcome, isFinal: shapes() === before, closed };
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

function wasStopped(outcome: RunOutcome): boolean {
  return outcome.kind === "declined" && outcome.reason.message.startsWith("stopped");
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
