import { isBigSum } from "../expr/shapes.ts";
import {
  type Factor,
  type Form,
  integerExponent,
  isAllNegative,
  isOne,
  isOneForm,
} from "../normalForm/form.ts";
import type { Quantity } from "../normalForm/quantity.ts";
import { functionNames } from "../print/functionNames.ts";

/**
 * About how many characters a form takes when printed: the measure by which the shortest of several
 * equal forms is chosen. Counting is much cheaper than printing.
 */
export function formLength(form: Form, known: Map<number, number>): number {
  const before = known.get(form.id);
  if (before !== undefined) return before;
  const length = measured(form, known);
  known.set(form.id, length);
  return length;
}

function measured(form: Form, known: Map<number, number>): number {
  switch (form.kind) {
    case "number":
      return quantityLength(form.value);
    case "pi":
      return 1;
    case "symbol":
      return form.variable.path.length;
    case "apply": {
      if (isBigSum(form.op)) {
        // "Σ_i …", or "Σ_i=1…9 …".
        return formLength(form.args[3] as Form, known) + (form.op === "wholeSum" ? 4 : 8);
      }
      const inside = form.args.reduce((sum, arg) => sum + formLength(arg, known), 0);
      if (form.op === "exp") return isRaised(form.args[0] as Form) ? 1 + inside : 4 + inside;
      if (form.op === "abs") return 2 + inside;
      return functionNames(form.op).text.length + 2 * form.args.length + inside;
    }
    case "product":
      return productLength(form.coefficient, form.factors, known);
    case "sum": {
      const parts = form.terms.map(({ coefficient, body }) =>
        body.kind === "product"
          ? productLength(unsigned(coefficient), body.factors, known)
          : productLength(unsigned(coefficient), [{ base: body, exponent: unitExponent }], known),
      );
      if (form.constant.over !== 0) parts.push(quantityLength(unsigned(form.constant)));
      return parts.reduce((sum, part) => sum + part + 3, isAllNegative(form) ? -2 : -3);
    }
  }
}

const unitExponent: Form = {
  kind: "number",
  id: -1,
  degree: 0,
  isPlain: true,
  size: 1,
  value: { over: 1, under: 1 },
};

function productLength(
  coefficient: Quantity,
  factors: readonly Factor[],
  known: Map<number, number>,
): number {
  let above = 0;
  let below = 0;
  let aboveCount = 0;
  let belowCount = 0;
  for (const factor of factors) {
    const isBelow = factor.exponent.kind === "number" && factor.exponent.value.over < 0;
    const length = factorLength(factor, known);
    if (isBelow) {
      below += length;
      belowCount++;
    } else {
      above += length;
      aboveCount++;
    }
  }
  const isNumber = !isOne(unsigned(coefficient));
  let length = coefficient.over < 0 ? 1 : 0;
  if (Math.abs(coefficient.over) !== 1 || aboveCount === 0) length += digits(coefficient.over);
  length += above + Math.max(0, aboveCount - 1);
  if (coefficient.under !== 1) {
    below += digits(coefficient.under);
    belowCount += 1;
  }
  // A lone sum needs its parentheses only when something stands beside or under it.
  const [only] = factors;
  if (factors.length === 1 && !isNumber && only?.base.kind === "sum" && isOneForm(only.exponent)) {
    length -= 2;
  }
  return belowCount === 0 ? length : length + 1 + below + (belowCount > 1 ? belowCount + 1 : 0);
}

function factorLength(factor: Factor, known: Map<number, number>): number {
  const { base, exponent } = factor;
  const isOpen = base.kind === "sum" || base.kind === "product";
  const length = formLength(base, known) + (isOpen ? 2 : 0);
  const whole = integerExponent(factor);
  if (whole !== undefined) return length + (Math.abs(whole) === 1 ? 0 : digits(whole));
  if (
    exponent.kind === "number" &&
    exponent.value.under === 2 &&
    Math.abs(exponent.value.over) === 1
  ) {
    const isBare = isOpen || base.kind === "symbol" || isBareUnderRoot(base);
    return length + (isBare ? 1 : 3);
  }
  const inside = formLength(exponent, known);
  return length + (isRaised(exponent) ? inside : inside + 3);
}

/** Exponents that are printed as superscripts. */
function isRaised(exponent: Form): boolean {
  if (exponent.kind === "symbol") return exponent.variable.path.length === 1;
  if (exponent.kind === "product") {
    const [only] = exponent.factors;
    return (
      exponent.factors.length === 1 &&
      exponent.coefficient.under === 1 &&
      only?.base.kind === "symbol" &&
      only.base.variable.path.length === 1 &&
      isOneForm(only.exponent)
    );
  }
  return false;
}

/** √π, √|x|: as the printers write them. */
function isBareUnderRoot(base: Form): boolean {
  if (base.kind === "number") return base.value.over >= 0;
  return base.kind === "pi" || (base.kind === "apply" && bareUnderRoot.has(base.op));
}

const bareUnderRoot: ReadonlySet<string> = new Set(["exp", "abs", "cosh", "hypot"]);

function quantityLength({ over, under }: Quantity): number {
  return (over < 0 ? 1 : 0) + digits(over) + (under === 1 ? 0 : 1 + digits(under));
}

function digits(value: number): number {
  return String(Math.abs(value)).length;
}

function unsigned(quantity: Quantity): Quantity {
  return { over: Math.abs(quantity.over), under: quantity.under };
}
