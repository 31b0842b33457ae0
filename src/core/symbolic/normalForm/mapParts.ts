import type { Form, FormPool } from "./form.ts";
import { applyFunction } from "./functions.ts";
import { productOf } from "./products.ts";
import { one } from "./quantity.ts";
import { addScaled } from "./sums.ts";

/** The form with something done to each of its parts; itself where they stay as they are. */
export function mapParts(forms: FormPool, form: Form, change: (part: Form) => Form): Form {
  switch (form.kind) {
    case "apply": {
      const args = form.args.map(change);
      const isSame = args.every((arg, place) => arg === form.args[place]);
      return isSame ? form : applyFunction(forms, form.op, args);
    }
    case "product": {
      let isSame = true;
      const factors = form.factors.map((factor) => {
        const [base, exponent] = [change(factor.base), change(factor.exponent)];
        if (base === factor.base && exponent === factor.exponent) return factor;
        isSame = false;
        return { base, exponent };
      });
      return isSame ? form : productOf(forms, form.coefficient, factors);
    }
    case "sum": {
      const terms = form.terms.map(({ coefficient, body }) => ({
        coefficient,
        body: change(body),
      }));
      if (terms.every(({ body }, place) => body === form.terms[place]?.body)) return form;
      return addScaled(forms, [...terms, { coefficient: form.constant, body: forms.number(one) }]);
    }
    default:
      return form;
  }
}
