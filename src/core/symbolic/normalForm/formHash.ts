import { mixed } from "../expr/hashing.ts";
import type { FormulaOp } from "../expr/shapes.ts";
import type { Factor, Form, Term } from "./form.ts";
import type { Quantity } from "./quantity.ts";

export function hashOf({ over, under }: Quantity): number {
  return mixed(over, under);
}

export function isProductOf(
  form: Form,
  coefficient: Quantity,
  factors: readonly Factor[],
): boolean {
  return (
    form.kind === "product" &&
    isIdentical(form.coefficient, coefficient) &&
    form.factors.length === factors.length &&
    form.factors.every(
      ({ base, exponent }, index) =>
        base === factors[index]?.base && exponent === factors[index]?.exponent,
    )
  );
}

export function isSumOf(form: Form, terms: readonly Term[], constant: Quantity): boolean {
  return (
    form.kind === "sum" &&
    isIdentical(form.constant, constant) &&
    form.terms.length === terms.length &&
    form.terms.every((term, index) => {
      const other = terms[index] as Term;
      return term.body === other.body && isIdentical(term.coefficient, other.coefficient);
    })
  );
}

export function isApplyOf(form: Form, op: FormulaOp, args: readonly Form[]): boolean {
  return (
    form.kind === "apply" &&
    form.op === op &&
    form.args.length === args.length &&
    form.args.every((arg, index) => arg === args[index])
  );
}

/** Equal, where what is no number is the same as itself, or rewriting would never come to rest. */
function isIdentical(a: Quantity, b: Quantity): boolean {
  const isSame = a.over === b.over || (Number.isNaN(a.over) && Number.isNaN(b.over));
  return isSame && a.under === b.under;
}
