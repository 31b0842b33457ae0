import {
  type Factor,
  type Form,
  type FormPool,
  integerExponent,
  isZeroForm,
  startsNegative,
} from "../normalForm/form.ts";
import { productOf } from "../normalForm/products.ts";
import { minusOne, one, quantityOf } from "../normalForm/quantity.ts";
import { add, addScaled, negate } from "../normalForm/sums.ts";

/** u, where the form is eᵘ + 1. */
export function exponentBesideOne(form: Form): Form | undefined {
  if (form.kind !== "sum" || form.terms.length !== 1) return undefined;
  const [term] = form.terms;
  const isUnit = [form.constant, term?.coefficient].every((q) => q?.over === 1 && q.under === 1);
  if (!isUnit || term?.body.kind !== "apply" || term.body.op !== "exp") return undefined;
  return term.body.args[0];
}

/** Powers of 1/(eᵘ + 1), with what there is of eᵘ above them: eᵘ/(eᵘ + 1)² is σ(u)(1 − σ(u)). */
export function namedLogistics(
  forms: FormPool,
  factors: readonly Factor[],
  length: (form: Form) => number,
): readonly Factor[] {
  let rest: readonly Factor[] = factors;
  for (const factor of factors) {
    const inside = exponentBesideOne(factor.base);
    const power = -(integerExponent(factor) ?? 0);
    if (inside && power > 0) rest = withLogistic(forms, rest, factor, inside, power, length);
  }
  return rest;
}

function withLogistic(
  forms: FormPool,
  factors: readonly Factor[],
  below: Factor,
  inside: Form,
  power: number,
  length: (form: Form) => number,
): readonly Factor[] {
  const above = factors.find(({ base }) => base.kind === "apply" && base.op === "exp");
  const exponent = above?.base.kind === "apply" ? (above.base.args[0] as Form) : undefined;
  const { taken, left } = share(forms, exponent, inside, power, length);
  const others = factors.filter((factor) => factor !== below && factor !== above);
  if (left && !isZeroForm(left)) {
    others.push({ base: forms.apply("exp", [left]), exponent: forms.number(one) });
  }
  const isTurned = startsNegative(inside);
  const plain = forms.apply("logistic", [isTurned ? negate(forms, inside) : inside]);
  const [plainPower, otherPower] = isTurned ? [power - taken, taken] : [taken, power - taken];
  const opposite =
    plainPower > 0
      ? addScaled(forms, [
          { coefficient: one, body: forms.number(one) },
          { coefficient: minusOne, body: plain },
        ])
      : forms.apply("logistic", [isTurned ? inside : negate(forms, inside)]);
  const powers: readonly (readonly [Form, number])[] = [
    [plain, plainPower],
    [opposite, otherPower],
  ];
  for (const [base, times] of powers) {
    if (times > 0) others.push({ base, exponent: forms.number(quantityOf(times)) });
  }
  return others;
}

/** How many times u is taken out of the exponent above, so that the least is left. */
function share(
  forms: FormPool,
  exponent: Form | undefined,
  inside: Form,
  power: number,
  length: (form: Form) => number,
): { readonly taken: number; readonly left: Form | undefined } {
  if (!exponent) return { taken: 0, left: undefined };
  let best = { taken: 0, left: exponent };
  for (let taken = 1; taken <= power; taken++) {
    const scaled = productOf(forms, quantityOf(-taken), [
      { base: inside, exponent: forms.number(one) },
    ]);
    const left = add(forms, [exponent, scaled]);
    if (isZeroForm(left)) return { taken, left };
    if (length(left) < length(best.left)) best = { taken, left };
  }
  return best;
}
