import {
  type Form,
  type FormPool,
  type SumForm,
  splitCoefficient,
  type Term,
} from "../normalForm/form.ts";
import {
  negated,
  one,
  plus,
  type Quantity,
  sameQuantity,
  toNumber,
} from "../normalForm/quantity.ts";
import { addScaled } from "../normalForm/sums.ts";

/** A sum from which the steps of loops are taken away, one after the other. */
export interface OpenSum {
  readonly terms: Map<number, Term>;
  constant: Quantity;
}

export function openSum({ terms, constant }: SumForm): OpenSum {
  return { terms: new Map(terms.map((term) => [term.body.id, term])), constant };
}

/** What is left of it, as a form. */
export function closedSum(forms: FormPool, { terms, constant }: OpenSum): Form {
  return addScaled(forms, [...terms.values(), { coefficient: constant, body: forms.number(one) }]);
}

/** Whether the step is in the sum: wholly, or as a share of one of its terms. */
export function presence(forms: FormPool, sum: OpenSum, step: Form): "whole" | "share" | undefined {
  const { coefficient, body } = splitCoefficient(forms, step);
  if (body.kind === "number") {
    const isThere = coefficient.over !== 0 && sameQuantity(coefficient, sum.constant);
    return isThere ? "whole" : undefined;
  }
  const there = sum.terms.get(body.id)?.coefficient;
  if (!there || Math.sign(there.over) !== Math.sign(coefficient.over)) return undefined;
  if (sameQuantity(there, coefficient)) return "whole";
  return Math.abs(toNumber(coefficient)) < Math.abs(toNumber(there)) ? "share" : undefined;
}

export function take(forms: FormPool, sum: OpenSum, step: Form): void {
  const { coefficient, body } = splitCoefficient(forms, step);
  if (body.kind === "number") {
    sum.constant = plus(sum.constant, negated(coefficient));
    return;
  }
  const there = sum.terms.get(body.id);
  if (!there) return;
  const left = plus(there.coefficient, negated(coefficient));
  if (left.over === 0) sum.terms.delete(body.id);
  else sum.terms.set(body.id, { coefficient: left, body });
}
