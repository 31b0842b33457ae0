import { type Form, splitCoefficient, termsOf } from "./form.ts";
import type { OpenProduct } from "./openProduct.ts";
import { quantityOf, times } from "./quantity.ts";
import { addScaled } from "./sums.ts";

/** e^(a + k·ln u) = eᵃ·uᵏ: fills only points where the logarithm was no number. */
export function freeLogarithms(product: OpenProduct): boolean {
  if (product.exponential.kind === "number") return false;
  const { forms, exponential } = product;
  const isLog = (body: Form) => body.kind === "apply" && body.op === "log";
  const logarithms = termsOf(forms, exponential).filter(({ body }) => isLog(body));
  if (logarithms.length === 0) return false;
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
