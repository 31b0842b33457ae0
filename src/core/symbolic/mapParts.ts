import type { Form, FormPool } from "./form.ts";
import { applyFunction } from "./functions.ts";
import { productOf } from "./products.ts";
import { one } from "./quantity.ts";
import { addScaled } from "./sums.ts";

/** The form with something done to each of its parts. */
export function mapParts(forms: FormPool, form: Form, change: (part: Form) => Form): Form {
  switch (form.kind) {
    case "apply":
      return applyFunction(forms, form.op, form.args.map(change));
    case "product":
      return productOf(
        forms,
        form.coefficient,
        form.factors.map(({ base, exponent }) => ({
          base: change(base),
          exponent: change(exponent),
        })),
      );
    case "sum":
      return addScaled(forms, [
        ...form.terms.map(({ coefficient, body }) => ({ coefficient, body: change(body) })),
        { coefficient: form.constant, body: forms.number(one) },
      ]);
    default:
      return form;
  }
}
