import type { ExprPool, VariableExpr } from "./expr.ts";
import {
  type Form,
  type FormPool,
  isZeroForm,
  type SumForm,
  splitCoefficient,
  type Term,
} from "./form.ts";
import { partsOf } from "./formIndices.ts";
import { formLength } from "./formLength.ts";
import type { ArrayExtents } from "./indices.ts";
import {
  distance,
  generalStep,
  type Member,
  memberOf,
  patternsThrough,
  type StepPattern,
  simplePattern,
  stepAt,
} from "./loopSteps.ts";
import { mapParts } from "./mapParts.ts";
import { closedSum, type OpenSum, openSum, presence, take } from "./openSum.ts";
import { negated, plus, quantityOf } from "./quantity.ts";

/** How few terms are taken for a loop: over the elements of an array, and of numbers alone. */
export interface LeastTerms {
  readonly indexed: number;
  readonly numbered: number;
}

/** Two terms are as quickly read as a sum over an index, and few powers as a polynomial. */
export const leastToRead: LeastTerms = { indexed: 3, numbered: 6 };

/** A neighbour that does not belong to the loop may be as near as the one that does. */
const NEIGHBOURS = 4;
/** How often steps are compared with what is there, in all sums of a formula together. */
const WORK_LIMIT = 20_000;

/** Steps of one loop that were found in a sum. */
interface Run {
  readonly pattern: StepPattern;
  readonly from: number;
  readonly to: number;
  readonly steps: readonly Form[];
  /** How many of the steps are terms of the sum, and no shares of terms. */
  readonly wholes: number;
}

/**
 * Writes the terms that a loop left behind as one sum over an index again: x[0]² + x[1]² + x[2]² is
 * Σᵢ x[i]². Two terms say what the loop may be; it is one if its other steps are there as well. Inside
 * out, so that the loops inside are sums already when the outer one is looked for. An index is named
 * by its height, `#1`, until all are found.
 */
export function createSumCollector(
  forms: FormPool,
  pool: ExprPool,
  extents: ArrayExtents,
  least: LeastTerms,
  /** Nothing where a sum is wanted even if it takes more room. */
  lengths: Map<number, number> | undefined,
): (form: Form) => Form {
  const known = new Map<number, Form>();
  const heights = new Map<number, number>();
  let work = WORK_LIMIT;

  function collected(form: Form): Form {
    const before = known.get(form.id);
    if (before) return before;
    const parts = mapParts(forms, form, collected);
    const result = parts.kind === "sum" ? shorterSum(parts) : parts;
    known.set(form.id, result);
    return result;
  }

  function shorterSum(sum: SumForm): Form {
    const result = overIndices(sum);
    if (result === sum || !lengths) return result;
    return formLength(result, lengths) < formLength(sum, lengths) ? result : sum;
  }

  function overIndices(sum: SumForm): Form {
    if (sum.terms.length < least.indexed) return sum;
    const open = openSum(sum);
    const members = new Map<number, Member>();
    const single = new Set<number>();
    let isNew = false;
    for (let next = firstOf(open, members, single); next; next = firstOf(open, members, single)) {
      const run = longestRun(open, next, membersOf(open, members));
      if (!run) {
        single.add(next.body.id);
        continue;
      }
      isNew = true;
      for (const step of run.steps) take(forms, open, step);
      addTerm(open, splitCoefficient(forms, bigSum(run)));
    }
    return isNew ? closedSum(forms, open) : sum;
  }

  /** The term whose indices and numbers come first, of those that are not known to stand alone. */
  function firstOf(
    open: OpenSum,
    members: Map<number, Member>,
    single: ReadonlySet<number>,
  ): Member | undefined {
    const left = membersOf(open, members).filter(({ body }) => !single.has(body.id));
    return left.reduce<Member | undefined>(
      (first, member) => (first && !comesBefore(member, first) ? first : member),
      undefined,
    );
  }

  function membersOf(open: OpenSum, members: Map<number, Member>): readonly Member[] {
    return Array.from(open.terms.values(), (term) => {
      const before = members.get(term.body.id);
      if (before?.coefficient === term.coefficient) return before;
      const member = memberOf(term);
      members.set(term.body.id, member);
      return member;
    });
  }

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
    return { pattern, from, to: to - 1, steps, wholes };
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

  function reaches({ member, sequences }: StepPattern, place: number, index: number): boolean {
    const { path = "", at = 0 } = member.slots[place] ?? {};
    return extents.reaches(path, at, sequences[place]?.at(index).over ?? -1);
  }

  function bigSum({ pattern, from, to }: Run): Form {
    const varying = varyingIndices(pattern);
    const isWhole =
      varying.length > 0 &&
      varying.every(
        (place) => !reaches(pattern, place, from - 1) && !reaches(pattern, place, to + 1),
      );
    const height = heightOf(pattern.member.body) + 1;
    const index = forms.symbol(pool.variable(`#${height}`) as VariableExpr);
    const step = splitCoefficient(forms, generalStep(forms, pool, pattern, index));
    const result = forms.apply(isWhole ? "wholeSum" : "bigSum", [
      index,
      forms.number(quantityOf(from)),
      forms.number(quantityOf(to)),
      step.body,
    ]);
    heights.set(result.id, height);
    return closedSum(forms, {
      terms: new Map([[result.id, { coefficient: step.coefficient, body: result }]]),
      constant: quantityOf(0),
    });
  }

  /** How many sums over an index stand inside one another in the form. */
  function heightOf(form: Form): number {
    const before = heights.get(form.id);
    if (before !== undefined) return before;
    const height = Math.max(0, ...partsOf(form).map(heightOf));
    heights.set(form.id, height);
    return height;
  }

  return (form) =>
    extents.hasArrays || hasSumOf(form, least.numbered - 1) ? collected(form) : form;
}

/** Whether so many terms stand together somewhere, beside a number perhaps. */
function hasSumOf(form: Form, count: number): boolean {
  if (form.size < count) return false;
  if (form.kind === "sum" && form.terms.length >= count) return true;
  return partsOf(form).some((part) => hasSumOf(part, count));
}

function isLonger(run: Run, other: Run): boolean {
  const more = run.steps.length - other.steps.length;
  return more > 0 || (more === 0 && run.wholes > other.wholes);
}

function addTerm({ terms }: OpenSum, term: Term): void {
  terms.set(term.body.id, term);
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

function comesBefore(a: Member, b: Member): boolean {
  for (const [place, { value }] of a.slots.entries()) {
    const other = b.slots[place]?.value;
    if (place === 0 || !other) continue;
    const difference = value.over / value.under - other.over / other.under;
    if (difference !== 0) return difference < 0;
  }
  return false;
}
