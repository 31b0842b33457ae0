import type { ExprPool, VariableExpr } from "./expr.ts";
import type { Form, FormPool } from "./form.ts";
import { applyFunction } from "./functions.ts";
import { productOf } from "./products.ts";
import { one } from "./quantity.ts";
import { renamed } from "./renamed.ts";
import { isBigSum } from "./shapes.ts";
import { addScaled } from "./sums.ts";

/** Names the indices of sums from the outside in: i, j, k. */
export function withIndexNames(
  forms: FormPool,
  pool: ExprPool,
  form: Form,
  names: readonly string[],
  depth = 0,
): Form {
  const again = (inner: Form) => withIndexNames(forms, pool, inner, names, depth);
  switch (form.kind) {
    case "apply": {
      const [index, first, last, body] = form.args as readonly [Form, Form, Form, Form];
      if (!isBigSum(form.op) || index.kind !== "symbol") {
        return applyFunction(forms, form.op, form.args.map(again));
      }
      const { path } = index.variable;
      const name = names[depth];
      const inside = renamed(forms, body, (variable) =>
        name === undefined ? variable : withName(pool, variable, path, name),
      );
      const written = withIndexNames(forms, pool, inside, names, depth + 1);
      const renamedIndex = name === undefined ? index.variable : pool.variable(name);
      return forms.apply(form.op, [
        forms.symbol(renamedIndex as VariableExpr),
        first,
        last,
        written,
      ]);
    }
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
    default:
      return form;
  }
}

/** `x[#1]` with `#1` called i is `x[i]`. */
function withName(
  pool: ExprPool,
  variable: VariableExpr,
  index: string,
  name: string,
): VariableExpr {
  if (!variable.path.includes(index)) return variable;
  const written = variable.path.replaceAll(index, name);
  return pool.variable(written, variable.drawn) as VariableExpr;
}
