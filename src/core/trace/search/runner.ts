import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { TapeInput } from "../../tape/tape.ts";
import { type Limits, moduleStatementSteps } from "../budget.ts";
import { type Cell, forgetGrowth } from "../inputs/cell.ts";
import { type Ladder, laddersOf, onLadder } from "../inputs/ladders.ts";
import type { Point } from "../inputs/point.ts";
import type { Questions } from "../inputs/questions.ts";
import { candidatePoints } from "../inputs/samples.ts";
import {
  learnWholes,
  useOf,
  type WholeUse,
  wholeValue,
  withWholes,
} from "../inputs/wholeNumbers.ts";
import { type RunOutcome, runFunction } from "../run.ts";
import { ranks } from "./judge.ts";

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
  /** The rank of the best that came out so far. */
  best: number;
  /** Some run came to its end. */
  hasEnd: boolean;
  /** Stands for this search where things are remembered for its time. */
  readonly key: object;
  /** How the instances among the inputs are made. */
  readonly ways: Questions["ways"];
  /** What the first run took: the measure of how long to go on. */
  first: number;
  /** Why the first run came to no end. */
  firstReason: string | undefined;
}

const maximumRuns = 26;
/** As long as none of them gives a number: most likely none ever will. */
const maximumBlindRuns = 18;
/** What gives text or a truth value at one point seldom gives a number at another. */
const maximumAnswers = 8;
/** Nor does what stays the same near so many points change elsewhere. */
const maximumSteady = 14;
/** A search goes on for this many steps at least; as long as it finds no number, for the function's share. */
const searchSteps = 100_000;

export function mayGoOn(search: Search): boolean {
  const { spent, runs, moreRuns, first, limits, hasNumber } = search;
  const steps = hasNumber ? searchSteps : Math.min(limits.share ?? searchSteps, searchSteps);
  const most = mostRuns(search);
  return runs < most + moreRuns && spent < Math.min(limits.steps, Math.max(steps, 3 * first));
}

function mostRuns({ hasNumber, best }: Search): number {
  if (best === ranks.answer) return maximumAnswers;
  if (best === ranks.steady) return maximumSteady;
  return hasNumber ? maximumRuns : maximumBlindRuns;
}

/** How far a run goes before it is looked at for the first time. */
const firstSteps = 300_000;
/** Where else to look, and how long, before a function that does not come to its end may take all its steps. */
const otherStarts = [1, 3, 9, 10, 4];
const otherSteps = 60_000;
/** A run that goes on and on, where others came to their end, is not waited for; its files may take half of this. */
const stepsBeside = 2 * moduleStatementSteps;

export type Values = ReadonlyMap<string, number>;
/** Runs at a candidate point; values of leaves that an earlier run had may be kept. */
export type Run = (candidate: number, kept?: Values) => RunOutcome;

export function runner(
  search: Search,
  cells: readonly Cell[],
  state: Point,
  questions: Questions,
  wholes: Map<string, WholeUse>,
  sizes: Map<string, number>,
): Run {
  let ladders: readonly Ladder[] = [];
  /** What nobody said, in the order in which the last run read it. */
  let read: ReadonlyMap<string, number> = new Map();
  const once = (candidate: number, kept: Values | undefined, most = Infinity): RunOutcome => {
    const places = new Map<string, number>();
    read = places;
    const { module, entry, roleOf } = search;
    const steps = Math.max(1, Math.min(most, search.limits.steps - search.spent));
    const order = [...wholes.keys()].filter((key) => !key.endsWith("[]"));
    const valueAt = (path: string, index: number): number => {
      const drawn = (place: number) => candidatePoints[candidate]?.(path, place) ?? 1;
      const use = useOf(wholes, path);
      const ordered = use === undefined ? onLadder(ladders, path, drawn) : undefined;
      const sample = kept?.get(path) ?? ordered ?? drawn(index);
      if (use === undefined) {
        places.set(path, index);
        return sample;
      }
      // What indexes things of a known size lies within the smallest.
      const most = use === "index" && !kept?.has(path) ? Math.min(20, ...sizes.values()) - 1 : 20;
      if (Number.isInteger(sample) && sample >= 0 && sample <= most) return sample;
      if (!order.includes(path)) order.push(path);
      const whole = wholeValue(use, candidate, order.indexOf(path));
      return whole <= most ? whole : whole % (most + 1);
    };
    const outcome = runFunction(module, entry, cells, {
      limits: limitsOf(search, steps),
      valueAt,
      roleOf,
      // What an object counts goes with what else it holds.
      state: {
        written: state,
        isKept: (path, value, standing) => {
          if (standing === "size") {
            sizes.set(path, value);
            wholes.set(path, "count");
          }
          if (standing === "given") return candidate === 0;
          return wholes.has(path)
            ? Number.isInteger(value)
            : candidate === 0 && standing !== "blank";
        },
      },
      questions,
    });
    search.spent += outcome.steps;
    if (++search.runs === 1 && outcome.kind === "declined")
      search.firstReason = outcome.reason.message;
    search.hasNumber ||= outcome.kind === "traced";
    search.hasEnd ||= outcome.steps <= steps;
    search.first ||= outcome.steps;
    return outcome;
  };
  /** Names tell which number is the lower one: the same numbers again, in their order. */
  const inOrder = (outcome: RunOutcome, candidate: number, kept: Values | undefined) => {
    if (ladders.length > 0) return outcome;
    ladders = laddersOf(read);
    if (ladders.length === 0) return outcome;
    const { spent, runs } = search;
    const next = once(candidate, kept);
    search.runs = runs;
    if (next.kind === "traced" || outcome.kind === "declined") return next;
    search.spent = spent;
    ladders = [];
    return outcome;
  };
  /** What goes on and on at one point, as iterations that do not converge, may end soon at another. */
  const endingElsewhere = (): RunOutcome | undefined => {
    for (const candidate of otherStarts) {
      const { spent } = search;
      const outcome = once(candidate, undefined, otherSteps);
      if (outcome.kind === "traced") return outcome;
      search.spent = spent;
    }
    return undefined;
  };
  return (candidate, kept) => {
    const lengths = keptLengths(cells, questions);
    let outcome = once(candidate, kept, firstSteps);
    // A loop up to a number that is not whole may never end: that much was enough to see what is counted.
    if (outcome.kind === "declined" && outcome.steps > firstSteps) {
      if (outcome.tape && learnWholes(outcome.tape, wholes, sizes)) lengths.restore();
      // The run proper starts anew.
      search.spent -= outcome.steps;
      const most = search.hasEnd ? stepsBeside : Infinity;
      outcome = (kept ? undefined : endingElsewhere()) ?? once(candidate, kept, most);
    }
    // An input turned out to count something: the same point again, with a whole number there.
    for (let count = 0; count < 2 && outcome.tape; count++) {
      if (!learnWholes(outcome.tape, wholes, sizes) || !hasFractions(outcome, wholes)) break;
      outcome = once(candidate, kept);
    }
    outcome = inOrder(outcome, candidate, kept);
    return outcome.tape ? { ...outcome, tape: withWholes(outcome.tape, wholes) } : outcome;
  };
}

/** What a run may take; people know the number of which that is left. */
function limitsOf({ limits: { nodes, steps: allowance, share } }: Search, steps: number): Limits {
  return { steps, nodes, allowance, ...(share !== undefined && { share }) };
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
    ({ path, node }) => useOf(wholes, path) && !Number.isInteger(tape?.values[node]),
  );
}
