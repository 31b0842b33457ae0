import { isBigSum, type SumName } from "../expr/shapes.ts";
import type { Factor, Form } from "./form.ts";

/** A sum over an index. */
export type BigSumForm = Extract<Form, { readonly kind: "apply" }> & { readonly op: SumName };

export function isBigSumForm(form: Form): form is BigSumForm {
  return form.kind === "apply" && isBigSum(form.op);
}

/** The name of the index it is over. */
export function indexOf(sum: BigSumForm): string {
  const [index] = sum.args;
  return index?.kind === "symbol" ? index.variable.path : "";
}

export function hasBigSum(form: Form): boolean {
  return isBigSumForm(form) || partsOf(form).some(hasBigSum);
}

export function partsOf(form: Form): readonly Form[] {
  switch (form.kind) {
    case "apply":
      return form.args;
    case "product":
      return factorParts(form.factors);
    case "sum":
      return form.terms.map(({ body }) => body);
    default:
      return [];
  }
}

function factorParts(factors: readonly Factor[]): readonly Form[] {
  const parts: Form[] = [];
  for (const { base, exponent } of factors) parts.push(base, exponent);
  return parts;
}

/** Finds the indices a form has elements of, without those it sums over. */
export function createIndexFinder(): (form: Form) => ReadonlySet<string> {
  const known = new Map<number, ReadonlySet<string>>();

  function indicesOf(form: Form): ReadonlySet<string> {
    const before = known.get(form.id);
    if (before) return before;
    const found = new Set<string>();
    if (form.kind === "symbol")
      for (const [index] of form.variable.path.matchAll(/#\d+/g)) found.add(index);
    for (const part of partsOf(form)) for (const index of indicesOf(part)) found.add(index);
    if (isBigSumForm(form)) found.delete(indexOf(form));
    known.set(form.id, found);
    return found;
  }

  return indicesOf;
}
