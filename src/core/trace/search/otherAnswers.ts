import { asCalled, isUncalled, maximumCalls } from "../inputs/calledInputs.ts";
import { levelsOf } from "../inputs/cell.ts";
import { asksForFields } from "../inputs/missing.ts";
import {
  everyLength,
  everySize,
  oneSize,
  type Questions,
  type Want,
  wantText,
} from "../inputs/questions.ts";
import type { Attempt, Effort } from "./attempt.ts";
import { ranks } from "./judge.ts";
import { mayGoOn, type Search } from "./runner.ts";

type Answers = Questions["answers"];
export type TryWith = (answers: Answers, effort: Effort) => Attempt;

const maximumAttempts = 12;
/** Answers that depend on each other (both are arrays) are looked for this long, where nothing gave a number. */
const maximumProbes = 12;
const probeSteps = 20_000;
const moreRuns = 24;
/** For instances of one size, or with what their constructors leave out. */
const moreRunsOfInstances = 12;
const moreRunsAsCalled = 6;
const stepsAsCalled = 200_000;

/**
 * Lets the program have its way with the inputs nobody described; where that leads nowhere, its
 * questions (is it there, is it "linear", is it an array) are answered otherwise, one at a time.
 */
export function bestAttempt(search: Search, tryWith: TryWith): Attempt {
  const tried = new Set([answersText(new Map())]);
  let best = tryWith(new Map(), "search");
  if (endsEarly(best) && best.questions.asked.has(everySize)) {
    search.moreRuns += moreRunsOfInstances;
    const answers: Answers = new Map([[everySize, { plain: oneSize }]]);
    tried.add(answersText(answers));
    best = better(best, tryWith(answers, "search"));
  }
  const fillings = [...best.questions.asked.keys()].filter(asksForFields);
  if (isNothingYet(best) && fillings.length > 0) {
    search.moreRuns += moreRunsOfInstances;
    const answers: Answers = new Map(fillings.map((path) => [path, "present"]));
    const probe = tryWith(answers, "probe");
    if (probe.rank > best.rank) {
      tried.add(answersText(answers));
      best = better(best, tryWith(answers, "search"));
    }
  }
  const { asked, askedInside } = best.questions;
  if (endsEarly(best) && asked.size + askedInside.size > 0) {
    search.moreRuns += moreRuns;
    const furthest = furthestProbe(search, best, tryWith, tried);
    if (furthest) best = better(best, tryWith(furthest.questions.answers, "search"));
  }
  while (best.rank < ranks.finite && tried.size < maximumAttempts && mayGoOn(search)) {
    const next = otherAnswers(best).find((answers) => !tried.has(answersText(answers)));
    if (!next) break;
    tried.add(answersText(next));
    best = better(best, tryWith(next, "search"));
  }
  return mayFailForItsInputs(best) ? bestAsCalled(search, best, tryWith) : best;
}

/** With what the callers of a function give it: inputs that fit each other. */
function bestAsCalled(search: Search, first: Attempt, tryWith: TryWith): Attempt {
  let best = first;
  const { limits, spent } = search;
  const most = Math.min(
    limits.steps,
    spent + Math.min(stepsAsCalled, limits.share ?? stepsAsCalled),
  );
  search.moreRuns += moreRunsAsCalled;
  for (let call = 0; call < maximumCalls && endsEarly(best) && search.spent < most; call++) {
    const answers: Answers = new Map([[asCalled, { plain: call }]]);
    const probe = tryWith(answers, "probe");
    const { outcome } = probe;
    if (outcome.kind === "declined" && isUncalled(outcome.reason)) break;
    if (probe.rank > best.rank) best = better(best, tryWith(answers, "search"));
  }
  return best;
}

function better(known: Attempt, other: Attempt): Attempt {
  return other.rank > known.rank ? other : known;
}

function endsEarly({ outcome }: Attempt): boolean {
  return outcome.kind === "declined" && !outcome.reason.isAnswer;
}

/** It threw, say; what came to its end and gave nothing, or what cannot be read, would do so for other inputs too. */
function mayFailForItsInputs(attempt: Attempt): boolean {
  const { outcome } = attempt;
  return endsEarly(attempt) && outcome.kind === "declined" && !anyway.test(outcome.reason.message);
}

const anyway = /^it gives (nothing|null)|^stopped after|are not read|is not read\b/;

/** No number, or one that no input leads to; what gives text or a truth value is not expected to give one. */
function isNothingYet({ rank }: Attempt): boolean {
  return rank <= ranks.steady && rank !== ranks.answer;
}

/**
 * The first answers with which a number comes out, or else those with which the program took the most steps
 * before it ended: each check of its arguments that is passed is a step on the way. The furthest is asked
 * first what else it could be told.
 */
function furthestProbe(
  search: Search,
  first: Attempt,
  tryWith: TryWith,
  tried: Set<string>,
): Attempt | undefined {
  const open = [first];
  const most = search.spent + probeSteps;
  let furthest: Attempt | undefined;
  for (let count = 0; count < maximumProbes && search.spent < most && mayGoOn(search); count++) {
    const next = nextAnswers(open, tried);
    if (!next) break;
    tried.add(answersText(next));
    const probe = tryWith(next, "probe");
    if (probe.rank > ranks.answer) return probe;
    if (!furthest || isFurther(probe, furthest)) furthest = probe;
    open.push(probe);
    open.sort((a, b) => b.outcome.steps - a.outcome.steps);
  }
  return furthest;
}

function isFurther(a: Attempt, b: Attempt): boolean {
  return a.rank === b.rank ? a.outcome.steps > b.outcome.steps : a.rank > b.rank;
}

function nextAnswers(open: readonly Attempt[], tried: ReadonlySet<string>): Answers | undefined {
  for (const attempt of open) {
    const next = otherAnswers(attempt).find((answers) => !tried.has(answersText(answers)));
    if (next) return next;
  }
  return undefined;
}

/**
 * What was asked last is nearest to where the program ended, what was asked first decides about the rest: they
 * take turns, and so do the answers to each. What constructors ask comes last: they end by themselves.
 */
function otherAnswers({ questions }: Attempt): readonly Answers[] {
  const { answers, asked, askedInside } = questions;
  const depth = (path: string) => (path === everyLength ? 1 : levelsOf(path));
  const sorted = (list: typeof asked) =>
    fromBothEnds([...list]).toSorted(([a], [b]) => depth(a) - depth(b));
  const inTurn = [...sorted(asked), ...sorted(askedInside)];
  const most = Math.max(0, ...inTurn.map(([, wants]) => wants.length));
  return Array.from({ length: most }, (_, turn) =>
    inTurn
      .filter(([, wants]) => turn < wants.length)
      .map(([path, wants]) => new Map([...answers, [path, wants[turn] as Want]])),
  ).flat();
}

/** 1, 2, 3, 4 → 4, 1, 3, 2. */
function fromBothEnds<T>(list: readonly T[]): readonly T[] {
  const half = Math.floor(list.length / 2);
  const first = list.slice(0, half);
  const last = list.slice(half).toReversed();
  return last.flatMap((item, index) => [item, ...first.slice(index, index + 1)]);
}

function answersText(answers: Answers): string {
  return [...answers]
    .map(([path, want]) => `${path}: ${wantText(want)}`)
    .sort()
    .join("; ");
}
