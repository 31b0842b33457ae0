import type { ExprPool, VariableExpr } from "../expr/expr.ts";
import type { ArrayExtents } from "../expr/indices.ts";
import {
  type Form,
  type FormPool,
  type SumForm,
  splitCoefficient,
  type Term,
} from "../normalForm/form.ts";
import { partsOf } from "../normalForm/formIndices.ts";
import { mapParts } from "../normalForm/mapParts.ts";
import { quantityOf } from "../normalForm/quantity.ts";
import { formLength } from "../shorten/formLength.ts";
import { createRunFinder, type LeastTerms, type Run } from "./loopRuns.ts";
import { generalStep, type Member, memberOf } from "./loopSteps.ts";
import { closedSum, type OpenSum, openSum, take } from "./openSum.ts";

/** Two terms are as quickly read as a sum over an index, and few powers as a polynomial. */
export const leastToRead: LeastTerms = { indexed: 3, numbered: 6 };

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
  const longestRun = createRunFinder(forms, pool, extents, least);

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
      const sumOfSteps = bigSum(run);
      open.terms.set(sumOfSteps.body.id, sumOfSteps);
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

  function bigSum({ pattern, from, to, isWhole }: Run): Term {
    const height = heightOf(pattern.member.body) + 1;
    const index = forms.symbol(pool.variable(`#${height}`) as VariableExpr);
    const step = splitCoefficient(forms, generalStep(forms, pool, pattern, index));
    const body = forms.apply(isWhole ? "wholeSum" : "bigSum", [
      index,
      forms.number(quantityOf(from)),
      forms.number(quantityOf(to)),
      step.body,
    ]);
    heights.set(body.id, height);
    return { coefficient: step.coefficient, body };
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

function comesBefore(a: Member, b: Member): boolean {
  for (const [place, { value }] of a.slots.entries()) {
    const other = b.slots[place]?.value;
    if (place === 0 || !other) continue;
    const difference = value.over / value.under - other.over / other.under;
    if (difference !== 0) return difference < 0;
  }
  return false;
}
