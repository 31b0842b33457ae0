import type { Expr } from "./expr.ts";
import { type Form, type FormPool, isZeroForm } from "./form.ts";
import { applyFunction } from "./functions.ts";
import { constantForm } from "./namedConstants.ts";
import { divide, multiply, power } from "./products.ts";
import { minusOne, one, quantityOf } from "./quantity.ts";
import { isPositive } from "./signs.ts";
import { add, negate, subtract } from "./sums.ts";

/** Brings an expression into normal form; shared parts are visited once. */
export function normalize(forms: FormPool, expr: Expr, known: Map<number, Form> = new Map()): Form {
  const before = known.get(expr.id);
  if (before) return before;
  const form = forms.isExhausted() ? forms.number(one) : normalForm(forms, expr, known);
  known.set(expr.id, form);
  return form;
}

function normalForm(forms: FormPool, expr: Expr, known: Map<number, Form>): Form {
  if (expr.kind === "constant") return constantForm(forms, expr.value);
  if (expr.kind === "variable") return forms.symbol(expr);
  const args: readonly Form[] = expr.args.map((arg) => normalize(forms, arg, known));
  const [a, b] = args as readonly [Form, Form];
  switch (expr.op) {
    case "add":
      return add(forms, args);
    case "sub":
      return subtract(forms, a, b);
    case "neg":
      return negate(forms, a);
    case "mul":
      return multiply(forms, a, b);
    case "div":
      return divide(forms, a, b);
    case "pow":
      return power(forms, a, b);
    case "sqrt":
      return power(forms, a, forms.number({ over: 1, under: 2 }));
    default:
      return (
        guarded(forms, expr.op, args) ??
        forPeople(forms, expr.op, args) ??
        applyFunction(forms, expr.op, args)
      );
  }
}

/** The rows that state a convention: plain formulas for people, and wherever the guard cannot matter. */
function guarded(
  forms: FormPool,
  op: (Expr & { kind: "call" })["op"],
  args: readonly Form[],
): Form | undefined {
  const [a, b] = args as readonly [Form, Form];
  const isPlain = forms.reading === "people";
  switch (op) {
    case "divOrZero":
      return isPlain || isPositive(b) ? divide(forms, a, b) : undefined;
    case "powSlope": {
      const isFixed = b.kind === "number";
      if (isFixed && isZeroForm(b)) return b;
      if (!isPlain && !isFixed && !isPositive(b)) return undefined;
      const exponent = subtract(forms, b, forms.number(one));
      return multiply(forms, b, power(forms, a, exponent));
    }
    case "powLog":
      return isPlain || isPositive(a)
        ? multiply(forms, power(forms, a, b), applyFunction(forms, "log", [a]))
        : undefined;
    default:
      return undefined;
  }
}

/** Spellings that exist for the sake of rounding only; over the reals they are ordinary formulas. */
function forPeople(
  forms: FormPool,
  op: (Expr & { kind: "call" })["op"],
  args: readonly Form[],
): Form | undefined {
  if (forms.reading !== "people") return undefined;
  const [x] = args as readonly [Form];
  const unit = forms.number(one);
  switch (op) {
    case "fround":
      return x;
    case "expm1":
      return add(forms, [applyFunction(forms, "exp", [x]), forms.number(minusOne)]);
    case "log1p":
      return applyFunction(forms, "log", [add(forms, [x, unit])]);
    case "hypot": {
      const squares = args.map((arg) => power(forms, arg, forms.number(quantityOf(2))));
      return power(forms, add(forms, squares), forms.number({ over: 1, under: 2 }));
    }
    default:
      return undefined;
  }
}
