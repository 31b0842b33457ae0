import { absoluteValue } from "./absolute.ts";
import { type Factor, type Form, integerExponent } from "./form.ts";
import type { OpenProduct } from "./openProduct.ts";
import { quantityOf } from "./quantity.ts";

/**
 * sign(u)·|u| = u, sign(u)·u = |u| and u/|u| = sign(u), to whatever whole powers: one step at a
 * time. Only at u = 0, where a quotient was no number, is anything filled in.
 */
export function mergeSigns({ forms, factors, queue }: OpenProduct): boolean {
  for (const factor of factors.values()) {
    const { base } = factor;
    const power = integerExponent(factor);
    if (base.kind !== "apply" || power === undefined) continue;
    if (base.op !== "sign" && base.op !== "abs") continue;
    const argument = base.args[0] as Form;
    const absolute = absoluteValue(forms, argument);
    const plainPower = powerIn(factors, argument);
    const absolutePower = powerIn(factors, absolute);
    const step = (form: Form, by: number) =>
      queue.push({ base: form, exponent: forms.number(quantityOf(by)) });
    if (base.op === "sign" && (plainPower !== 0 || absolutePower !== 0)) {
      const [from, to] = plainPower === 0 ? [absolute, argument] : [argument, absolute];
      const by = Math.sign(plainPower === 0 ? absolutePower : plainPower);
      step(base, -Math.sign(power));
      step(from, -by);
      step(to, by);
      return true;
    }
    if (base.op === "abs" && plainPower * power < 0) {
      step(base, -Math.sign(power));
      step(argument, -Math.sign(plainPower));
      step(forms.apply("sign", [argument]), 1);
      return true;
    }
  }
  return false;
}

/** The whole power to which a base is there; 0 where it is not, or not to a whole power. */
function powerIn(factors: ReadonlyMap<number, Factor>, base: Form): number {
  const factor = factors.get(base.id);
  return (factor && integerExponent(factor)) ?? 0;
}
