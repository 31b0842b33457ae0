import type { Form, FormPool } from "./form.ts";
import { isNonNegative, isNonPositive } from "./signs.ts";
import { negate } from "./sums.ts";

/** |u| for what is no product: u itself where it is never negative, −u where it is never positive, and |u − 1| for |1 − u|. */
export function absoluteValue(forms: FormPool, u: Form): Form {
  if (isNonNegative(forms, u)) return u;
  if (isNonPositive(forms, u)) return negate(forms, u);
  const leading = u.kind === "sum" ? u.terms[0] : undefined;
  return forms.apply("abs", [leading && leading.coefficient.over < 0 ? negate(forms, u) : u]);
}
