import { type Form, isOneForm, splitCoefficient, termsOf } from "./form.ts";
import type { OpenProduct } from "./openProduct.ts";
import { quantityOf, times } from "./quantity.ts";
import { addScaled } from "./sums.ts";

/** Asked of every product, so that nothing is made for it. */
function hasLogarithm(exponent: Form): boolean {
  if (exponent.kind === "sum") return exponent.terms.some(({ body }) => isLog(body));
  if (exponent.kind !== "product") return isLog(exponent);
  const [first] = exponent.factors;
  return (
    exponent.factors.length === 1 &&
    first !== undefined &&
    isLog(first.base) &&
    isOneForm(first.exponent)
  );
}

function isLog(body: Form): boolean {
  return body.kind === "apply" && body.op === "log";
}

/** e^(a + k·ln u) = eᵃ·uᵏ: fills only points where the logarithm was no number. */
export function freeLogarithms(product: OpenProduct): boolean {
  if (!hasLogarithm(product.exponential)) return false;
  const { forms, exponential } = product;
  const logarithms = termsOf(forms, exponential).filter(({ body }) => isLog(body));
  for (const { coefficient, body } of logarithms) {
    const base = body.kind === "apply" ? (body.args[0] as Form) : body;
    product.queue.push({ base, exponent: forms.number(coefficient) });
  }
  product.exponential = addScaled(forms, [
    splitCoefficient(forms, exponential),
    ...logarithms.map(({ coefficient, body }) => ({
      coefficient: times(coefficient, quantityOf(-1)),
      body,
    })),
  ]);
  return true;
}
