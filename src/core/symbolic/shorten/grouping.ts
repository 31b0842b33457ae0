import {
  type Factor,
  type Form,
  type FormPool,
  factorsOf,
  numericExponent,
  type SumForm,
  type Term,
} from "../normalForm/form.ts";
import { one, toNumber, zero } from "../normalForm/quantity.ts";
import { dividedBy } from "./commonFactor.ts";

/** A sum as shared · (grouped terms) + the other terms. */
export interface Grouped {
  readonly shared: readonly Factor[];
  readonly inner: Form;
  readonly others: Form;
}

/**
 * The ways to pull what they share out of some of the terms only: x·sin x + sin x + x·cos x is
 * (x + 1)·sin x + x·cos x, or x·(sin x + cos x) + sin x.
 */
export function groupings(
  forms: FormPool,
  sum: SumForm,
  length: (form: Form) => number,
): readonly Grouped[] {
  const unit = forms.number(one);
  const users = new Map<number, { factor: Factor; readonly terms: Term[] }>();
  for (const term of sum.terms) {
    for (const factor of factorsOf(term.body, unit)) {
      const key = factor.base.id;
      const before = users.get(key);
      if (!before) {
        users.set(key, { factor, terms: [term] });
        continue;
      }
      const shared = smaller(before.factor, factor);
      if (!shared) continue;
      before.factor = shared;
      before.terms.push(term);
    }
  }
  const count = sum.terms.length + (sum.constant.over === 0 ? 0 : 1);
  const groups = new Map<string, { readonly shared: Factor[]; readonly terms: readonly Term[] }>();
  for (const { factor, terms } of users.values()) {
    if (terms.length < 2 || terms.length === count) continue;
    const key = terms.map(({ body }) => body.id).join();
    const before = groups.get(key);
    if (before) before.shared.push(factor);
    else groups.set(key, { shared: [factor], terms });
  }
  const found: Grouped[] = [];
  for (const { shared, terms } of groups.values()) {
    // Each further use saves the factors and their dots; the parentheses cost about three characters.
    const width = shared.reduce((total, { base }) => total + length(base) + 1, 0);
    if ((terms.length - 1) * width <= 3) continue;
    const grouped = forms.sum(terms, zero);
    if (grouped.kind !== "sum") continue;
    const rest = sum.terms.filter((term) => !terms.includes(term));
    const inner = dividedBy(forms, grouped, shared);
    found.push({ shared, inner, others: forms.sum(rest, sum.constant) });
  }
  return found;
}

function smaller(a: Factor, b: Factor): Factor | undefined {
  if (a.exponent.id === b.exponent.id) return a;
  const [x, y] = [numericExponent(a), numericExponent(b)];
  if (!x || !y || x.over < 0 !== y.over < 0) return undefined;
  return toNumber(x) < toNumber(y) ? a : b;
}
