import type { VariableExpr } from "./expr.ts";
import type { Form, FormPool } from "./form.ts";
import { mapParts } from "./mapParts.ts";

/** The form with other variables in the places of its own. */
export function renamed(
  forms: FormPool,
  form: Form,
  rename: (variable: VariableExpr) => VariableExpr,
): Form {
  if (form.kind !== "symbol") return mapParts(forms, form, (part) => renamed(forms, part, rename));
  const variable = rename(form.variable);
  return variable === form.variable ? form : forms.symbol(variable);
}
