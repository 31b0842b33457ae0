import {
  type Factor,
  type Form,
  type FormPool,
  isZeroForm,
  type Term,
} from "../normalForm/form.ts";
import { productOf } from "../normalForm/products.ts";
import { one } from "../normalForm/quantity.ts";
import { addScaled } from "../normalForm/sums.ts";
import { namedGaussian } from "./gaussian.ts";
import { exponentBesideOne, namedLogistics } from "./logistic.ts";

/**
 * Gives well-known shapes their names, from the outside in: the last step for a formula that is read.
 * `normalize` takes names apart again, so what is simplified twice stays the same.
 */
export function createNamer(forms: FormPool, length: (form: Form) => number) {
  const known = new Map<number, Form>();
  const unit = forms.number(one);

  function named(form: Form): Form {
    const before = known.get(form.id);
    if (before) return before;
    const result = shaped(form);
    known.set(form.id, result);
    return result;
  }

  function shaped(form: Form): Form {
    switch (form.kind) {
      case "apply":
        return softplus(form) ?? relu(form) ?? forms.apply(form.op, form.args.map(named));
      case "product": {
        const factors = namedLogistics(forms, namedGaussian(forms, form.factors), length);
        const parts = factors.map(namedFactor);
        const isSame = parts.every((part, place) => part === form.factors[place]);
        return isSame ? form : productOf(forms, form.coefficient, parts);
      }
      case "sum": {
        const terms = form.terms.map(namedTerm);
        if (terms.every((term, place) => term === form.terms[place])) return form;
        return addScaled(forms, [...terms, { coefficient: form.constant, body: unit }]);
      }
      default:
        return form;
    }
  }

  function namedFactor(factor: Factor): Factor {
    const [base, exponent] = [named(factor.base), named(factor.exponent)];
    const isSame = base === factor.base && exponent === factor.exponent;
    return isSame ? factor : { base, exponent };
  }

  function namedTerm(term: Term): Term {
    const body = named(term.body);
    return body === term.body ? term : { coefficient: term.coefficient, body };
  }

  /** ln(eᵘ + 1). */
  function softplus(form: Form): Form | undefined {
    if (form.kind !== "apply" || form.op !== "log") return undefined;
    const inside = exponentBesideOne(form.args[0] as Form);
    return inside && forms.apply("softplus", [named(inside)]);
  }

  function relu(form: Form): Form | undefined {
    if (form.kind !== "apply" || form.op !== "max" || form.args.length !== 2) return undefined;
    const [a, b] = form.args as readonly [Form, Form];
    if (isZeroForm(a)) return forms.apply("relu", [named(b)]);
    return isZeroForm(b) ? forms.apply("relu", [named(a)]) : undefined;
  }

  return named;
}
