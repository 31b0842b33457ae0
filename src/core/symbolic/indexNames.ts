import type { ExprPool, VariableExpr } from "./expr.ts";
import type { Form, FormPool } from "./form.ts";
import { mapParts } from "./mapParts.ts";
import { renamed } from "./renamed.ts";
import { isBigSum } from "./shapes.ts";

/** Names the indices of sums from the outside in: i, j, k. */
export function withIndexNames(
  forms: FormPool,
  pool: ExprPool,
  form: Form,
  names: readonly string[],
  depth = 0,
): Form {
  if (form.kind !== "apply" || !isBigSum(form.op) || form.args[0]?.kind !== "symbol") {
    return mapParts(forms, form, (part) => withIndexNames(forms, pool, part, names, depth));
  }
  const [{ variable: index }, first, last, body] = form.args as readonly [
    Extract<Form, { kind: "symbol" }>,
    Form,
    Form,
    Form,
  ];
  const name = names[depth];
  const inside = renamed(forms, body, (variable) =>
    name === undefined ? variable : withName(pool, variable, index.path, name),
  );
  const written = withIndexNames(forms, pool, inside, names, depth + 1);
  const renamedIndex = name === undefined ? index : pool.variable(name);
  return forms.apply(form.op, [forms.symbol(renamedIndex as VariableExpr), first, last, written]);
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
