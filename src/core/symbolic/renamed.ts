import type { VariableExpr } from "./expr.ts";
import type { Form, FormPool } from "./form.ts";
import { applyFunction } from "./functions.ts";
import { productOf } from "./products.ts";
import { one } from "./quantity.ts";
import { addScaled } from "./sums.ts";

/** The form with other variables in the places of its own. */
export function renamed(
  forms: FormPool,
  form: Form,
  rename: (variable: VariableExpr) => VariableExpr,
): Form {
  const again = (inner: Form) => renamed(forms, inner, rename);
  switch (form.kind) {
    case "number":
    case "pi":
      return form;
    case "symbol": {
      const variable = rename(form.variable);
      return variable === form.variable ? form : forms.symbol(variable);
    }
    case "apply":
      return applyFunction(forms, form.op, form.args.map(again));
    case "product":
      return productOf(
        forms,
        form.coefficient,
        form.factors.map(({ base, exponent }) => ({
          base: again(base),
          exponent: again(exponent),
        })),
      );
    case "sum":
      return addScaled(forms, [
        ...form.terms.map(({ coefficient, body }) => ({ coefficient, body: again(body) })),
        { coefficient: form.constant, body: forms.number(one) },
      ]);
  }
}
