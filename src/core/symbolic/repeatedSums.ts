import type { ExprPool, VariableExpr } from "./expr.ts";
import type { Form, FormPool, SumForm, Term } from "./form.ts";
import { formLength } from "./formLength.ts";
import { applyFunction } from "./functions.ts";
import { type ArrayExtents, indexPattern } from "./indices.ts";
import { productOf } from "./products.ts";
import { one, type Quantity, quantityOf } from "./quantity.ts";
import { renamed } from "./renamed.ts";
import { skeletonOf } from "./skeleton.ts";
import { addScaled } from "./sums.ts";

/** Two terms are as quickly read as a sum over an index. */
const LEAST_TERMS = 3;

/** One term of a sum that may be a step of a loop. */
interface Member {
  readonly body: Form;
  readonly indices: readonly number[];
}

/**
 * Writes the terms that a loop left behind as one sum over an index again: x[0]² + x[1]² + x[2]² is
 * Σᵢ x[i]². Inside out, so that the loops inside are sums already when the outer one is looked for.
 * An index is named by its height, `#1`, until all are found.
 */
export function createSumCollector(
  forms: FormPool,
  pool: ExprPool,
  lengths: Map<number, number>,
  extents: ArrayExtents,
): (form: Form) => Form {
  const known = new Map<number, Form>();
  const heights = new Map<number, number>();

  function collected(form: Form): Form {
    const before = known.get(form.id);
    if (before) return before;
    const parts = withCollectedParts(form);
    const result = parts.kind === "sum" ? shorterSum(parts) : parts;
    known.set(form.id, result);
    return result;
  }

  function withCollectedParts(form: Form): Form {
    switch (form.kind) {
      case "apply":
        return applyFunction(forms, form.op, form.args.map(collected));
      case "product":
        return productOf(
          forms,
          form.coefficient,
          form.factors.map(({ base, exponent }) => ({
            base: collected(base),
            exponent: collected(exponent),
          })),
        );
      case "sum":
        return addScaled(forms, [
          ...form.terms.map(({ coefficient, body }) => ({ coefficient, body: collected(body) })),
          { coefficient: form.constant, body: forms.number(one) },
        ]);
      default:
        return form;
    }
  }

  function shorterSum(sum: SumForm): Form {
    if (sum.terms.length < LEAST_TERMS) return sum;
    const terms = collectedTerms(sum.terms);
    if (terms.length === sum.terms.length) return sum;
    const result = addScaled(forms, [
      ...terms,
      { coefficient: sum.constant, body: forms.number(one) },
    ]);
    return formLength(result, lengths) < formLength(sum, lengths) ? result : sum;
  }

  function collectedTerms(terms: readonly Term[]): readonly Term[] {
    const groups = new Map<
      string,
      { readonly coefficient: Quantity; readonly members: Member[] }
    >();
    for (const { coefficient, body } of terms) {
      const { text, indices } = skeletonOf(body);
      const key = `${coefficient.over}/${coefficient.under} ${text}`;
      const group = groups.get(key) ?? { coefficient, members: [] };
      group.members.push({ body, indices });
      groups.set(key, group);
    }
    return [...groups.values()].flatMap(({ coefficient, members }) => {
      const body = members.length >= LEAST_TERMS ? overIndices(members) : undefined;
      return body
        ? [{ coefficient, body }]
        : members.map((member) => ({ coefficient, body: member.body }));
    });
  }

  /** All members as one sum, over one index or over several. */
  function overIndices(members: readonly Member[]): Form | undefined {
    const whole = overOneIndex(members);
    if (whole) return whole;
    const varying = varyingPlaces(members);
    for (const place of varying) {
      const rows = new Map<number, Member[]>();
      for (const member of members) {
        const row = rows.get(member.indices[place] as number) ?? [];
        rows.set(member.indices[place] as number, [...row, member]);
      }
      if (rows.size < LEAST_TERMS || rows.size === members.length) continue;
      const sums = Array.from(rows.values(), overOneIndex);
      if (!sums.every((sum) => sum !== undefined)) continue;
      return overOneIndex(sums.map((body) => ({ body, indices: skeletonOf(body).indices })));
    }
    return undefined;
  }

  /** Where every index either stays or counts up by one from member to member. */
  function overOneIndex(members: readonly Member[]): Form | undefined {
    if (members.length < LEAST_TERMS) return undefined;
    const texts = new Set(members.map(({ body }) => skeletonOf(body).text));
    const varying = varyingPlaces(members);
    const [lead] = varying;
    if (texts.size > 1 || lead === undefined) return undefined;
    const sorted = members.toSorted((a, b) => (a.indices[lead] ?? 0) - (b.indices[lead] ?? 0));
    const [first] = sorted as [Member];
    const counts = (member: Member, step: number) =>
      varying.every((place) => member.indices[place] === (first.indices[place] as number) + step);
    if (!sorted.every(counts)) return undefined;
    return bigSum(first, new Set(varying), members.length);
  }

  function bigSum({ body, indices }: Member, varying: ReadonlySet<number>, count: number): Form {
    const height = heightOf(body) + 1;
    const start = Math.min(...Array.from(varying, (place) => indices[place] as number));
    let place = 0;
    let isWhole = true;
    const general = renamed(forms, body, (variable) => {
      const { path } = variable;
      const written = path.replace(indexPattern, (index, digits: string, at: number) => {
        if (!varying.has(place++)) return index;
        const from = Number(digits);
        if (extents.reaches(path, at, from - 1) || extents.reaches(path, at, from + count))
          isWhole = false;
        return from === start ? `[#${height}]` : `[#${height}+${from - start}]`;
      });
      return variableNamed(written, variable);
    });
    const result = forms.apply(isWhole ? "wholeSum" : "bigSum", [
      forms.symbol(variableNamed(`#${height}`)),
      forms.number(quantityOf(start)),
      forms.number(quantityOf(start + count - 1)),
      general,
    ]);
    heights.set(result.id, height);
    return result;
  }

  function variableNamed(path: string, like?: VariableExpr): VariableExpr {
    return path === like?.path ? like : (pool.variable(path, like?.drawn) as VariableExpr);
  }

  /** How many sums over an index stand inside one another in the form. */
  function heightOf(form: Form): number {
    const before = heights.get(form.id);
    if (before !== undefined) return before;
    const parts =
      form.kind === "apply"
        ? form.args
        : form.kind === "product"
          ? form.factors.flatMap(({ base, exponent }) => [base, exponent])
          : form.kind === "sum"
            ? form.terms.map(({ body }) => body)
            : [];
    const height = Math.max(0, ...parts.map(heightOf));
    heights.set(form.id, height);
    return height;
  }

  return collected;
}

/** The places at which not all members have the same index. */
function varyingPlaces(members: readonly Member[]): readonly number[] {
  const [first, ...others] = members as readonly [Member, ...Member[]];
  return first.indices.flatMap((index, place) =>
    others.some(({ indices }) => indices[place] !== index) ? [place] : [],
  );
}
