import { type Factor, type Form, integerExponent, numericExponent } from "./form.ts";
import { isInteger } from "./quantity.ts";

/**
 * What is known of a formula's sign at every real point. Rules that would be blind to sign,
 * √(x²) = x, ask here first. `false` means only that nothing is known.
 */
export function isNonNegative(form: Form): boolean {
  switch (form.kind) {
    case "number":
      return form.value.over >= 0;
    case "pi":
      return true;
    case "symbol":
      return false;
    case "apply":
      return form.op === "exp" || form.op === "abs" || form.op === "cosh" || form.op === "hypot";
    case "product":
      return form.coefficient.over >= 0 && form.factors.every(isNonNegativeFactor);
    case "sum":
      return (
        form.constant.over >= 0 &&
        form.terms.every(({ coefficient, body }) => coefficient.over > 0 && isNonNegative(body))
      );
  }
}

export function isPositive(form: Form): boolean {
  switch (form.kind) {
    case "number":
      return form.value.over > 0;
    case "pi":
      return true;
    case "symbol":
      return false;
    case "apply":
      return (
        form.op === "exp" ||
        form.op === "cosh" ||
        (form.op === "hypot" && form.args.some(isPositive))
      );
    case "product":
      return form.coefficient.over > 0 && form.factors.every(({ base }) => isPositive(base));
    case "sum":
      return (
        isNonNegative(form) &&
        (form.constant.over > 0 || form.terms.some(({ body }) => isPositive(body)))
      );
  }
}

/** A power that is a real number only where it is not negative, or that cannot be negative at all. */
export function isNonNegativeFactor(factor: Factor): boolean {
  const exponent = numericExponent(factor);
  const whole = integerExponent(factor);
  if (whole !== undefined && whole % 2 === 0) return true;
  if (exponent && !isInteger(exponent)) return true;
  return isNonNegative(factor.base);
}
