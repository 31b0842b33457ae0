import type { Form } from "./form.ts";

/**
 * Whether a form reckons with real numbers alone. A number by itself may be ∞ or NaN; within a sum or a
 * product these break the rules by which forms are rewritten: ∞·(a − b) is not ∞·a − ∞·b.
 * `known` holds answers by id.
 */
export function isOfFiniteNumbers(form: Form, known: Map<number, boolean>): boolean {
  const before = known.get(form.id);
  if (before !== undefined) return before;
  const answer = partsAreFinite(form, (part) => isOfFiniteNumbers(part, known));
  known.set(form.id, answer);
  return answer;
}

function partsAreFinite(form: Form, isFinitePart: (part: Form) => boolean): boolean {
  switch (form.kind) {
    case "apply":
      return form.args.every(isFinitePart);
    case "product":
      return (
        Number.isFinite(form.coefficient.over) &&
        form.factors.every(({ base, exponent }) => isFinitePart(base) && isFinitePart(exponent))
      );
    case "sum":
      return (
        Number.isFinite(form.constant.over) &&
        form.terms.every(
          ({ coefficient, body }) => Number.isFinite(coefficient.over) && isFinitePart(body),
        )
      );
    default:
      return true;
  }
}
