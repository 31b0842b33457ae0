import type { Form, FormPool } from "./form.ts";
import { power, productOf } from "./products.ts";
import { minusOne, one, type Quantity, quantityOf, toNumber } from "./quantity.ts";

/** Multiples of π that are recognised when the float is exactly theirs. */
const multiplesOfPi: readonly Quantity[] = [1, 2, 3, 4, 6, 8].flatMap((over) =>
  [1, 2, 3, 4, 6, 180].map((under) => quantityOf(over / under)),
);

/** A constant of the source as a form: numbers by name where they are exactly the named float. */
export function constantForm(forms: FormPool, value: number): Form {
  const quantity = quantityOf(value);
  if (quantity.under !== 1 || Number.isInteger(value)) return forms.number(quantity);
  const sign = value < 0 ? minusOne : one;
  const named = namedForm(forms, Math.abs(value));
  if (!named) return forms.number(quantity);
  return productOf(forms, sign, [{ base: named, exponent: forms.number(one) }]);
}

function namedForm(forms: FormPool, value: number): Form | undefined {
  const half = forms.number({ over: 1, under: 2 });
  const two = forms.number(quantityOf(2));
  const unit = forms.number(one);
  const pi = { base: forms.pi(), exponent: unit };
  for (const multiple of multiplesOfPi) {
    if (toNumber(multiple) * Math.PI === value) return productOf(forms, multiple, [pi]);
  }
  switch (value) {
    case Math.E:
      return forms.apply("exp", [unit]);
    case Math.SQRT2:
      return power(forms, two, half);
    case Math.SQRT1_2:
      return power(forms, two, forms.number({ over: -1, under: 2 }));
    case Math.LN2:
      return forms.apply("log", [two]);
    case Math.LN10:
      return forms.apply("log", [forms.number(quantityOf(10))]);
    case Math.sqrt(Math.PI):
      return power(forms, forms.pi(), half);
    case Math.sqrt(2 * Math.PI):
      return power(forms, productOf(forms, quantityOf(2), [pi]), half);
    case Math.sqrt(2 / Math.PI):
      return power(
        forms,
        productOf(forms, quantityOf(2), [{ base: forms.pi(), exponent: forms.number(minusOne) }]),
        half,
      );
    default:
      return undefined;
  }
}
