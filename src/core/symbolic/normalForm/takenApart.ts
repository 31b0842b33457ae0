import type { shapes } from "../expr/shapes.ts";
import type { Form, FormPool } from "./form.ts";
import { applyFunction } from "./functions.ts";
import { divide, multiply, power } from "./products.ts";
import { minusOne, one, quantityOf } from "./quantity.ts";
import { add, negate } from "./sums.ts";

/** What a well-known shape stands for, so that a formula with one is simplified like any other. */
export function takenApart(forms: FormPool, shape: keyof typeof shapes, x: Form): Form {
  const unit = forms.number(one);
  const two = forms.number(quantityOf(2));
  const exp = (form: Form) => applyFunction(forms, "exp", [form]);
  switch (shape) {
    case "logistic":
      return divide(forms, unit, add(forms, [unit, exp(negate(forms, x))]));
    case "softplus":
      return applyFunction(forms, "log", [add(forms, [unit, exp(x)])]);
    case "relu":
      return applyFunction(forms, "max", [forms.number(quantityOf(0)), x]);
    case "gaussian": {
      const half = forms.number({ over: 1, under: 2 });
      const size = power(forms, multiply(forms, two, forms.pi()), half);
      const bell = exp(multiply(forms, forms.number(minusOne), half, power(forms, x, two)));
      return divide(forms, bell, size);
    }
  }
}
