import type { Factor, Form, FormPool } from "../normalForm/form.ts";
import { productOf } from "../normalForm/products.ts";
import { exactPower, isEven, one, quantityOf, times } from "../normalForm/quantity.ts";
import { negate } from "../normalForm/sums.ts";

const half = { over: 1, under: 2 };

/** e^(−u²/2)/√(2π) as φ(u). */
export function namedGaussian(forms: FormPool, factors: readonly Factor[]): readonly Factor[] {
  const bell = factors.find(({ base }) => base.kind === "apply" && base.op === "exp");
  const overRoot = ({ exponent }: Factor) =>
    exponent.kind === "number" && exponent.value.over === -1 && exponent.value.under === 2;
  const two = factors.find(
    (factor) => factor.base.kind === "number" && factor.base.value.over === 2 && overRoot(factor),
  );
  const pi = factors.find((factor) => factor.base.kind === "pi" && overRoot(factor));
  if (bell?.base.kind !== "apply" || !two || !pi) return factors;
  const root = rootOfDouble(forms, negate(forms, bell.base.args[0] as Form));
  if (!root) return factors;
  const others = factors.filter((factor) => factor !== bell && factor !== two && factor !== pi);
  return [...others, { base: forms.apply("gaussian", [root]), exponent: forms.number(one) }];
}

/** u, where the form is u²/2. */
function rootOfDouble(forms: FormPool, form: Form): Form | undefined {
  if (form.kind !== "product") return undefined;
  const number = exactPower(times(form.coefficient, quantityOf(2)), half);
  if (!number) return undefined;
  const roots: Factor[] = [];
  for (const { base, exponent } of form.factors) {
    if (exponent.kind !== "number" || !isEven(exponent.value)) return undefined;
    roots.push({ base, exponent: forms.number(times(exponent.value, half)) });
  }
  return productOf(forms, number, roots);
}
