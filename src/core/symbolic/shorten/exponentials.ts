import {
  type Factor,
  type Form,
  type FormPool,
  factorsOf,
  integerExponent,
  type ProductForm,
} from "../normalForm/form.ts";
import { multiply, productOf } from "../normalForm/products.ts";
import { one, quantityOf, reciprocal } from "../normalForm/quantity.ts";
import { add } from "../normalForm/sums.ts";

/**
 * eᵘ/Σ = 1/(Σ·e⁻ᵘ): e⁻ˣ/(1 + e⁻ˣ) is 1/(eˣ + 1). One form for each sum under the line that could
 * take the exponential in.
 */
export function absorbedExponentials(forms: FormPool, product: ProductForm): readonly Form[] {
  const exponential = product.factors.find(isExponential);
  if (exponential?.base.kind !== "apply") return [];
  const argument = exponential.base.args[0] as Form;
  const unit = forms.number(one);
  const found: Form[] = [];
  for (const factor of product.factors) {
    const { base } = factor;
    const exponent = integerExponent(factor);
    if (base.kind !== "sum" || exponent === undefined || exponent >= 0) continue;
    // Where no term has an exponential that may go, each only gets one more.
    if (!base.terms.some(({ body }) => factorsOf(body, unit).some(isExponential))) continue;
    const share = productOf(forms, reciprocal(quantityOf(exponent)), [
      { base: argument, exponent: forms.number(one) },
    ]);
    const scale = productOf(forms, one, [
      { base: forms.apply("exp", [forms.number(one)]), exponent: share },
    ]);
    const inside = add(forms, [
      ...base.terms.map(({ coefficient, body }) =>
        multiply(forms, forms.number(coefficient), body, scale),
      ),
      multiply(forms, forms.number(base.constant), scale),
    ]);
    const others = product.factors.filter((each) => each !== factor && each !== exponential);
    found.push(
      productOf(forms, product.coefficient, [
        ...others,
        { base: inside, exponent: forms.number(quantityOf(exponent)) },
      ]),
    );
  }
  return found;
}

function isExponential({ base }: Factor): boolean {
  return base.kind === "apply" && base.op === "exp";
}
