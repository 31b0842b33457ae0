import type { OpName } from "../../ops/primitives.ts";
import { evaluateOp, rowOf } from "../../ops/table.ts";
import { type FormulaOp, isRow } from "../expr/shapes.ts";
import { absoluteValue } from "./absolute.ts";
import { type Form, type FormPool, isOne, isZeroForm, type NumberForm } from "./form.ts";
import { compareForms } from "./order.ts";
import { divide, multiply, power, productOf } from "./products.ts";
import { isExact, negated, one, quantityOf, toNumber } from "./quantity.ts";
import {
  above,
  below,
  isNonNegative,
  isNonPositive,
  isPositive,
  nought,
  signsOf,
} from "./signs.ts";
import { negate, subtract } from "./sums.ts";

const oddFunctions: ReadonlySet<OpName> = new Set<OpName>([
  "sin",
  "tan",
  "asin",
  "atan",
  "sinh",
  "tanh",
  "asinh",
  "atanh",
  "cbrt",
  "sign",
]);
const evenFunctions: ReadonlySet<OpName> = new Set<OpName>(["cos", "cosh"]);
/** f(0) = 0. */
const zeroAtZero: ReadonlySet<OpName> = new Set<OpName>([...oddFunctions, "expm1", "log1p"]);
/** Rows whose value at exact numbers is exact in floating point. */
const exactFunctions: ReadonlySet<OpName> = new Set<OpName>([
  "max",
  "min",
  "sign",
  "floor",
  "ceil",
  "trunc",
  "round",
  "lt",
  "le",
  "gt",
  "ge",
  "eq",
  "ne",
  "not",
  "bitAnd",
  "bitOr",
  "bitXor",
  "shiftLeft",
  "shiftRight",
  "shiftRightUnsigned",
  "imul",
  "bitNot",
  "clz32",
  "maxShare",
  "minShare",
]);

/** A row of the table applied to normal forms, other than the arithmetic ones. */
export function applyFunction(forms: FormPool, op: FormulaOp, args: readonly Form[]): Form {
  if (!isRow(op)) return forms.apply(op, args);
  const folded = foldedValue(forms, op, args) ?? guarded(forms, op, args);
  if (folded) return folded;
  const [x] = args as readonly [Form];
  if (op === "exp") return power(forms, forms.apply("exp", [forms.number(one)]), x);
  if (op === "log") return logarithm(forms, x);
  if (op === "abs") return absolute(forms, x);
  const settled = settledBySign(forms, op, args);
  if (settled) return settled;
  if (args.length === 1 && oddFunctions.has(op) && isNegated(x)) {
    return negate(forms, applyFunction(forms, op, [negate(forms, x)]));
  }
  if (args.length === 1 && evenFunctions.has(op) && isNegated(x)) {
    return forms.apply(op, [negate(forms, x)]);
  }
  if (op === "maxShare" || op === "minShare") return share(forms, op, args);
  return forms.apply(op, op === "max" || op === "min" ? inOrder(forms, args) : args);
}

/** The rows that state a convention: plain formulas for people, and wherever the guard cannot matter. */
function guarded(forms: FormPool, op: FormulaOp, args: readonly Form[]): Form | undefined {
  const [a, b] = args as readonly [Form, Form];
  const isPlain = forms.reading === "people";
  switch (op) {
    case "divOrZero":
      return isPlain || isPositive(forms, b) ? divide(forms, a, b) : undefined;
    case "powSlope": {
      const isFixed = b.kind === "number";
      if (isFixed && isZeroForm(b)) return b;
      if (!isPlain && !isFixed && !isPositive(forms, b)) return undefined;
      const exponent = subtract(forms, b, forms.number(one));
      return multiply(forms, b, power(forms, a, exponent));
    }
    case "powLog":
      return isPlain || isPositive(forms, a)
        ? multiply(forms, power(forms, a, b), applyFunction(forms, "log", [a]))
        : undefined;
    default:
      return undefined;
  }
}

/** Whatever the order in the source; a machine keeps it. */
function inOrder(forms: FormPool, args: readonly Form[]): readonly Form[] {
  return forms.reading === "people" ? args.toSorted(compareForms) : args;
}

function foldedValue(forms: FormPool, op: OpName, args: readonly Form[]): Form | undefined {
  const [x] = args;
  if (args.length === 1 && x && isZeroForm(x)) {
    if (zeroAtZero.has(op)) return x;
    if (op === "cos" || op === "cosh" || op === "exp") return forms.number(one);
  }
  const isNumber = (arg: Form): arg is NumberForm => arg.kind === "number" && isExact(arg.value);
  if (!exactFunctions.has(op) || !args.every(isNumber)) return undefined;
  const value = evaluateOp(
    rowOf(op),
    args.map((arg) => toNumber(arg.value)),
  );
  return forms.number(quantityOf(value));
}

/** What a function of cases is where the guards settle the case: sign(x) for x > 0, max(x, 0), and who wins it. */
function settledBySign(forms: FormPool, op: OpName, args: readonly Form[]): Form | undefined {
  const [a, b] = args as readonly [Form, Form];
  if (op === "sign") {
    const signs = signsOf(forms, a);
    return signs === above || signs === below
      ? forms.number(quantityOf(signs === above ? 1 : -1))
      : undefined;
  }
  const isShare = op === "maxShare" || op === "minShare";
  const isPair = op === "max" || op === "min" ? args.length === 2 : isShare && args.length === 3;
  if (!isPair || forms.assumed.size === 0) return undefined;
  const rival = isShare ? (args.find((arg, place) => place > 0 && arg !== a) ?? a) : b;
  const signs = signsOf(forms, subtract(forms, a, rival));
  const greater = op === "max" || op === "maxShare" ? above : below;
  if (isShare) {
    if (signs === above || signs === below)
      return forms.number(quantityOf(signs === greater ? 1 : 0));
    return undefined;
  }
  if ((signs & ~nought) === greater) return a;
  return signs !== 0 && (signs & greater) === 0 ? rival : undefined;
}

/** ln(eᵘ) = u over the reals; in floating point eᵘ may already have lost u. */
function logarithm(forms: FormPool, x: Form): Form {
  if (x.kind === "number" && x.value.over === 1 && x.value.under === 1)
    return forms.number(quantityOf(0));
  const isExponential = x.kind === "apply" && x.op === "exp";
  if (isExponential && (forms.reading === "people" || x.args[0]?.kind === "number")) {
    return x.args[0] as Form;
  }
  return powerLogarithm(forms, x) ?? forms.apply("log", [x]);
}

/** ln(uⁿ) = n·ln u where u cannot be negative. */
function powerLogarithm(forms: FormPool, x: Form): Form | undefined {
  if (forms.reading !== "people" || x.kind !== "product" || !isOne(x.coefficient)) return undefined;
  const [only, ...others] = x.factors;
  if (!only || others.length > 0 || only.exponent.kind !== "number") return undefined;
  if (!isNonNegative(forms, only.base)) return undefined;
  return multiply(forms, only.exponent, applyFunction(forms, "log", [only.base]));
}

/** |c·Π bᵉ| = |c|·Π |b|ᵉ, and |b| is b where b is never negative. */
function absolute(forms: FormPool, x: Form): Form {
  if (x.kind === "number") return x.value.over < 0 ? forms.number(negated(x.value)) : x;
  if (isNonNegative(forms, x)) return x;
  if (isNonPositive(forms, x)) return negate(forms, x);
  if (x.kind === "apply" && x.op === "sign") return forms.apply("abs", [x]);
  if (x.kind === "product") {
    const { coefficient, factors } = x;
    const size = coefficient.over < 0 ? negated(coefficient) : coefficient;
    return productOf(
      forms,
      size,
      factors.map(({ base, exponent }) => ({ base: absolute(forms, base), exponent })),
    );
  }
  return absoluteValue(forms, x);
}

function isNegated(form: Form): boolean {
  if (form.kind === "number") return form.value.over < 0;
  return form.kind === "product" && form.coefficient.over < 0;
}

/** All arguments the same: the gradient is split evenly everywhere. */
function share(forms: FormPool, op: OpName, args: readonly Form[]): Form {
  const [own, ...all] = args as readonly [Form, ...Form[]];
  if (all.every(({ id }) => id === own.id)) return forms.number({ over: 1, under: all.length });
  return forms.apply(op, [own, ...inOrder(forms, all)]);
}
