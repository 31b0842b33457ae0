import { type Form, isOneForm } from "./form.ts";
import { indexPattern } from "./indices.ts";
import type { Quantity } from "./quantity.ts";

/** A form with every written index left out, and those indices in order: x[2]·y[2] is x[]·y[] with 2, 2. */
export interface Skeleton {
  readonly text: string;
  readonly indices: readonly number[];
}

export function skeletonOf(form: Form): Skeleton {
  const indices: number[] = [];
  return { text: written(form, indices), indices };
}

function written(form: Form, indices: number[]): string {
  switch (form.kind) {
    case "number":
      return numberText(form.value);
    case "pi":
      return "pi";
    case "symbol":
      return form.variable.path.replace(indexPattern, (_, digits: string) => {
        indices.push(Number(digits));
        return "[]";
      });
    case "apply":
      return `${form.op}(${form.args.map((arg) => written(arg, indices)).join()})`;
    case "product": {
      const factors = form.factors.map(({ base, exponent }) => {
        const text = written(base, indices);
        return isOneForm(exponent) ? text : `${text}^${written(exponent, indices)}`;
      });
      return `(${numberText(form.coefficient)}*${factors.join("*")})`;
    }
    case "sum": {
      const terms = form.terms.map(
        ({ coefficient, body }) => `${numberText(coefficient)}*${written(body, indices)}`,
      );
      return `(${numberText(form.constant)}+${terms.join("+")})`;
    }
  }
}

function numberText({ over, under }: Quantity): string {
  return `${over}/${under}`;
}
