import type { OpName } from "../../ops/primitives.ts";
import type { Expr } from "../expr/expr.ts";
import { type FormulaOp, isBigSum, isMatrixName, isShape } from "../expr/shapes.ts";
import type { Form, FormPool } from "./form.ts";
import { applyFunction } from "./functions.ts";
import { constantForm } from "./namedConstants.ts";
import { divide, multiply, power } from "./products.ts";
import { minusOne, one, quantityOf } from "./quantity.ts";
import { add, negate, subtract } from "./sums.ts";
import { takenApart } from "./takenApart.ts";

/** Larger formulas are not read by anybody, and comparing them would cost more than they are worth. */
const SIZE_LIMIT = 1500;

/** The normal forms of expressions already seen; `undefined` for those that are too large. */
export type NormalForms = Map<number, Form | undefined>;

/**
 * Brings an expression into normal form; nothing where that or a part of it is too large. Parts have
 * smaller ids than the whole, so one loop upwards does without recursion.
 */
export function normalize(forms: FormPool, expr: Expr, known: NormalForms): Form | undefined {
  for (const part of partsOf(expr, known)) {
    const form = forms.isExhausted() ? undefined : normalForm(forms, part, known);
    known.set(part.id, form && form.size <= SIZE_LIMIT ? form : undefined);
  }
  return known.get(expr.id);
}

/** The expression and all its parts that are not known yet, parts first. */
function partsOf(expr: Expr, known: NormalForms): readonly Expr[] {
  const found = new Map<number, Expr>();
  const pending = [expr];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (known.has(next.id) || found.has(next.id)) continue;
    found.set(next.id, next);
    if (next.kind === "call") pending.push(...next.args);
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

function normalForm(forms: FormPool, expr: Expr, known: NormalForms): Form | undefined {
  if (expr.kind === "constant") return constantForm(forms, expr.value);
  if (expr.kind === "variable") return forms.symbol(expr);
  const args: Form[] = [];
  for (const arg of expr.args) {
    const form = known.get(arg.id);
    if (!form) return undefined;
    args.push(form);
  }
  return callForm(forms, expr.op, args);
}

function callForm(forms: FormPool, op: FormulaOp, args: readonly Form[]): Form {
  if (isShape(op)) return takenApart(forms, op, args[0] as Form);
  if (isBigSum(op) || isMatrixName(op)) return forms.apply(op, args);
  const [a, b] = args as readonly [Form, Form];
  switch (op) {
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
        spelledOut(forms, op, args) ?? forPeople(forms, op, args) ?? applyFunction(forms, op, args)
      );
  }
}

/** Parts of derivatives that are computed with care and written plainly. */
function spelledOut(forms: FormPool, op: OpName, args: readonly Form[]): Form | undefined {
  const [a, b] = args as readonly [Form, Form];
  const unit = forms.number(one);
  const square = (form: Form) => power(forms, form, forms.number(quantityOf(2)));
  switch (op) {
    case "oneMinusSquare":
      return subtract(forms, unit, square(a));
    case "rootSquareMinusOne":
      return power(forms, subtract(forms, square(a), unit), forms.number({ over: 1, under: 2 }));
    case "overSquares":
      return callForm(forms, "divOrZero", [a, add(forms, [square(a), square(b)])]);
    default:
      return undefined;
  }
}

/** Spellings that exist for the sake of rounding only; over the reals they are ordinary formulas. */
function forPeople(forms: FormPool, op: OpName, args: readonly Form[]): Form | undefined {
  if (forms.reading !== "people") return undefined;
  const [x] = args as readonly [Form];
  const unit = forms.number(one);
  switch (op) {
    case "fround":
    case "f16round":
      return x;
    case "sumPrecise":
      return add(forms, args);
    case "wholeQuotient":
      return applyFunction(forms, "trunc", [divide(forms, args[0] as Form, args[1] as Form)]);
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
