import type { OpName } from "../../ops/primitives.ts";
import {
  type ApplyForm,
  type Factor,
  type Form,
  type FormPool,
  integerExponent,
  numericExponent,
} from "./form.ts";
import { isInteger } from "./quantity.ts";

/** The signs a number may have, as a set of bits. */
export type Signs = number;
export const below: Signs = 1;
export const nought: Signs = 2;
export const above: Signs = 4;
const any: Signs = below | nought | above;

/**
 * What is known of a formula's sign at every real point where the guards of the trace hold. Rules that
 * would be blind to sign, √(x²) = x, ask here first.
 */
export function signsOf(forms: FormPool, form: Form): Signs {
  const before = forms.signs.get(form.id);
  if (before !== undefined) return before;
  const assumed = forms.assumed.get(form.id) ?? any;
  const signs = ownSigns(forms, form) & assumed;
  forms.signs.set(form.id, signs);
  return signs;
}

export function isNonNegative(forms: FormPool, form: Form): boolean {
  return (signsOf(forms, form) & below) === 0;
}

export function isNonPositive(forms: FormPool, form: Form): boolean {
  return (signsOf(forms, form) & above) === 0;
}

export function isPositive(forms: FormPool, form: Form): boolean {
  return signsOf(forms, form) === above;
}

/** A power that is a real number only where it is not negative, or that cannot be negative at all. */
export function isNonNegativeFactor(forms: FormPool, factor: Factor): boolean {
  return (factorSigns(forms, factor) & below) === 0;
}

function ownSigns(forms: FormPool, form: Form): Signs {
  switch (form.kind) {
    case "number":
      return signOf(form.value.over);
    case "pi":
      return above;
    case "symbol":
      return any;
    case "apply":
      return functionSigns(forms, form);
    case "product": {
      let signs = signOf(form.coefficient.over);
      for (const factor of form.factors) signs = productSigns(signs, factorSigns(forms, factor));
      return signs;
    }
    case "sum": {
      let signs = signOf(form.constant.over);
      for (const { coefficient, body } of form.terms) {
        if (signs === any) return any;
        signs = sumSigns(signs, productSigns(signOf(coefficient.over), signsOf(forms, body)));
      }
      return signs;
    }
  }
}

function signOf(value: number): Signs {
  if (Number.isNaN(value)) return any;
  return value > 0 ? above : value < 0 ? below : nought;
}

function productSigns(a: Signs, b: Signs): Signs {
  let signs = (a | b) & nought;
  if ((a & above && b & above) || (a & below && b & below)) signs |= above;
  if ((a & above && b & below) || (a & below && b & above)) signs |= below;
  return signs;
}

function sumSigns(a: Signs, b: Signs): Signs {
  if (a === nought) return b;
  if (b === nought) return a;
  const both = a | b;
  if (both & above && both & below) return any;
  // One of them that is never zero is enough.
  return a & b & nought ? both : both & ~nought;
}

const positive: ReadonlySet<string> = new Set(["exp", "cosh", "logistic", "softplus", "gaussian"]);
const nonNegative: ReadonlySet<string> = new Set(["abs", "hypot", "relu"]);
/** They have the sign of their argument. */
const signKeeping: ReadonlySet<string> = new Set<OpName>([
  "sinh",
  "tanh",
  "asinh",
  "atan",
  "cbrt",
  "sign",
]);

function functionSigns(forms: FormPool, { op, args }: ApplyForm): Signs {
  if (positive.has(op)) return above;
  const [x] = args;
  if (nonNegative.has(op)) {
    const isNowhereZero = op !== "relu" && args.some((arg) => !(signsOf(forms, arg) & nought));
    return isNowhereZero ? above : above | nought;
  }
  return x && signKeeping.has(op) ? signsOf(forms, x) : any;
}

function factorSigns(forms: FormPool, factor: Factor): Signs {
  const base = signsOf(forms, factor.base);
  const whole = integerExponent(factor);
  if (whole !== undefined) {
    const signs = whole % 2 === 0 ? productSigns(base, base) & ~below : base;
    // Under a line there is no zero.
    return whole < 0 && signs !== nought ? signs & ~nought : signs;
  }
  const exponent = numericExponent(factor);
  const isRoot = exponent !== undefined && !isInteger(exponent);
  if (isRoot || !(base & below)) return base & nought || isRoot ? above | nought : above;
  return any;
}
