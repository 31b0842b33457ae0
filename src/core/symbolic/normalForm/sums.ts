import {
  constantOf,
  type Form,
  type FormPool,
  isOne,
  splitCoefficient,
  type Term,
  termsOf,
} from "./form.ts";
import { compareTerms, sorted } from "./order.ts";
import { pythagorean } from "./pythagoras.ts";
import {
  minusOne,
  negated,
  one,
  plus,
  type Quantity,
  sameQuantity,
  times,
  zero,
} from "./quantity.ts";

/** Adds, collecting like terms: 2x + 3x is 5x. */
export function add(forms: FormPool, summands: readonly Form[]): Form {
  return addScaled(
    forms,
    summands.map((body) => ({ coefficient: one, body })),
  );
}

export function subtract(forms: FormPool, a: Form, b: Form): Form {
  return addScaled(forms, [
    { coefficient: one, body: a },
    { coefficient: minusOne, body: b },
  ]);
}

/**
 * Σ cᵢ·bodyᵢ. A sum inside the sum is flattened only where nothing has to be multiplied out for it,
 * that is for cᵢ = ±1.
 */
export function addScaled(forms: FormPool, summands: readonly Term[]): Form {
  const collected = new Map<number, Term>();
  let constant = zero;
  const queue = [...summands];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const split = splitCoefficient(forms, next.body);
    const coefficient = times(next.coefficient, split.coefficient);
    if (split.body.kind === "number") {
      constant = plus(constant, coefficient);
    } else if (split.body.kind === "sum" && isUnit(coefficient)) {
      constant = plus(constant, times(coefficient, split.body.constant));
      queue.push(...split.body.terms.map((term) => scaledTerm(term, coefficient)));
    } else {
      const before = collected.get(split.body.id);
      const sum = before ? plus(before.coefficient, coefficient) : coefficient;
      collected.delete(split.body.id);
      if (sum.over === 0) continue;
      const term = { coefficient: sum, body: split.body };
      // Collecting may have left a sum with the coefficient ±1: 3(x + 1) − 2(x + 1).
      if (before && term.body.kind === "sum" && isUnit(sum)) queue.push(term);
      else collected.set(term.body.id, term);
    }
  }
  const terms = sorted([...collected.values()], (a, b) => compareTerms(a.body, b.body));
  const shorter = pythagorean(forms, terms);
  if (shorter)
    return addScaled(forms, [...shorter, { coefficient: constant, body: forms.number(one) }]);
  return forms.sum(terms, constant);
}

/** c·(a + b) → c·a + c·b: the one multiplying out that costs nothing. */
export function distribute(forms: FormPool, coefficient: Quantity, form: Form): Form {
  return addScaled(forms, [
    ...termsOf(forms, form).map((term) => scaledTerm(term, coefficient)),
    { coefficient: times(coefficient, constantOf(form)), body: forms.number(one) },
  ]);
}

function scaledTerm({ coefficient, body }: Term, factor: Quantity): Term {
  return { coefficient: times(coefficient, factor), body };
}

/** −form: of a sum term by term, or in front of what is none. */
export function negate(forms: FormPool, form: Form): Form {
  if (form.kind === "sum") return distribute(forms, minusOne, form);
  const { coefficient, body } = splitCoefficient(forms, form);
  return addScaled(forms, [{ coefficient: negated(coefficient), body }]);
}

function isUnit(quantity: Quantity): boolean {
  return isOne(quantity) || sameQuantity(quantity, minusOne);
}
