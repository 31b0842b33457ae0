import type { ExprPool } from "../expr/expr.ts";
import type { ArrayExtents } from "../expr/indices.ts";
import { type Form, type FormPool, isZeroForm } from "../normalForm/form.ts";
import { negated, plus } from "../normalForm/quantity.ts";
import {
  distance,
  type Member,
  patternsThrough,
  type StepPattern,
  simplePattern,
  stepAt,
} from "./loopSteps.ts";
import { type OpenSum, presence } from "./openSum.ts";

/** How few terms are taken for a loop: over the elements of an array, and of numbers alone. */
export interface LeastTerms {
  readonly indexed: number;
  readonly numbered: number;
}

/** A neighbour that does not belong to the loop may be as near as the one that does. */
const NEIGHBOURS = 4;
/** How often steps are compared with what is there, in all sums of a formula together. */
const WORK_LIMIT = 20_000;

/** Steps of one loop that were found in a sum. */
export interface Run {
  readonly pattern: StepPattern;
  readonly from: number;
  readonly to: number;
  readonly steps: readonly Form[];
  /** How many of the steps are terms of the sum, and no shares of terms. */
  readonly wholes: number;
  /** The arrays have no elements before or after. */
  readonly isWhole: boolean;
}

/** Finds the longest loop of which a term of a sum is a step; the bound is for all sums it is asked about. */
export function createRunFinder(
  forms: FormPool,
  pool: ExprPool,
  extents: ArrayExtents,
  least: LeastTerms,
): (open: OpenSum, first: Member, members: readonly Member[]) => Run | undefined {
  let work = WORK_LIMIT;

  function longestRun(open: OpenSum, first: Member, members: readonly Member[]): Run | undefined {
    const neighbours = members
      .filter((member) => member !== first && member.text === first.text)
      .map((member) => ({ member, far: distance(first, member) }))
      .sort((a, b) => a.far - b.far)
      .slice(0, NEIGHBOURS);
    // Most loops do the same with every element, and what they leave is no part of other terms.
    for (const { member } of neighbours) {
      const pattern = simplePattern(first, member);
      const run = pattern && runOf(open, pattern);
      if (run && run.wholes === run.steps.length) return run;
    }
    let best: Run | undefined;
    for (const { member } of neighbours) {
      for (const pattern of patternsThrough(first, member)) {
        const run = runOf(open, pattern);
        if (run && (!best || isLonger(run, best))) best = run;
      }
    }
    return best;
  }

  /** All steps of the loop that are in the sum; nothing where they are too few to be one. */
  function runOf(open: OpenSum, pattern: StepPattern): Run | undefined {
    const { start } = pattern;
    const steps: Form[] = [];
    let wholes = 0;
    const has = (index: number) => {
      const step = work-- > 0 ? stepAt(forms, pool, pattern, index) : undefined;
      const found = step && presence(forms, open, step);
      if (!found) return false;
      steps.push(step);
      if (found === "whole") wholes++;
      return true;
    };
    let to = start;
    while (has(to)) to++;
    let from = start;
    while (has(from - 1)) from--;
    const isIndexed = varyingIndices(pattern).length > 0;
    if (steps.length < (isIndexed ? least.indexed : least.numbered)) return undefined;
    // Through two numbers there is always a line.
    if (steps.length === 2 && !isSimple(pattern)) return undefined;
    if (vanishesAt(pattern, from - 1)) from--;
    if (vanishesAt(pattern, to)) to++;
    const isWhole = isIndexed && !reachesAny(pattern, from - 1) && !reachesAny(pattern, to);
    return { pattern, from, to: to - 1, steps, wholes, isWhole };
  }

  /** A step 0·x[0] that left nothing behind belongs to the loop. */
  function vanishesAt(pattern: StepPattern, index: number): boolean {
    const { member, sequences } = pattern;
    const isFixed = member.slots.every(
      ({ kind }, place) =>
        kind !== "exponent" || sequences[place]?.at(index) === sequences[place]?.at(index + 1),
    );
    if (!isFixed || !varyingIndices(pattern).every((place) => reaches(pattern, place, index)))
      return false;
    const step = stepAt(forms, pool, pattern, index);
    return step !== undefined && isZeroForm(step) && varyingIndices(pattern).length > 0;
  }

  function reachesAny(pattern: StepPattern, index: number): boolean {
    return varyingIndices(pattern).some((place) => reaches(pattern, place, index));
  }

  function reaches({ member, sequences }: StepPattern, place: number, index: number): boolean {
    const { path = "", at = 0 } = member.slots[place] ?? {};
    return extents.reaches(path, at, sequences[place]?.at(index).over ?? -1);
  }

  return longestRun;
}

function isLonger(run: Run, other: Run): boolean {
  const more = run.steps.length - other.steps.length;
  return more > 0 || (more === 0 && run.wholes > other.wholes);
}

/** The slots in which the steps have different elements of an array. */
function varyingIndices({ member, sequences }: StepPattern): readonly number[] {
  return member.slots.flatMap(({ kind }, place) => {
    const sequence = sequences[place];
    const varies = sequence && sequence.at(0).over !== sequence.at(1).over;
    return kind === "index" && varies ? [place] : [];
  });
}

/** All indices that differ count up by one, and no number differs. */
function isSimple({ member, sequences }: StepPattern): boolean {
  return sequences.every((sequence, place) => {
    const step = plus(sequence.at(1), negated(sequence.at(0))).over;
    return step === 0 || (step === 1 && member.slots[place]?.kind === "index");
  });
}
