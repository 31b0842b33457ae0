import type { ExprPool, VariableExpr } from "../expr/expr.ts";
import { indexPattern } from "../expr/indices.ts";
import { isBigSum } from "../expr/shapes.ts";
import { type Form, type FormPool, isOneForm } from "../normalForm/form.ts";
import { applyFunction } from "../normalForm/functions.ts";
import { productOf } from "../normalForm/products.ts";
import { one, type Quantity, quantityOf } from "../normalForm/quantity.ts";
import { add } from "../normalForm/sums.ts";

/** A number in a form, or an index in the path of an input: what differs from step to step of a loop. */
export interface Slot {
  readonly kind: "number" | "exponent" | "index";
  readonly value: Quantity;
  /** Of an index: the path it is in, and where it stands there. */
  readonly path?: string;
  readonly at?: number;
}

/** What is left of a form without them: forms of one skeleton differ in their slots alone. */
export interface Skeleton {
  readonly text: string;
  readonly slots: readonly Slot[];
}

export function skeletonOf(form: Form): Skeleton {
  const slots: Slot[] = [];
  return { text: written(form, slots), slots };
}

function written(form: Form, slots: Slot[]): string {
  const hole = (value: Quantity, kind: "number" | "exponent" = "number") => {
    slots.push({ kind, value });
    return "#";
  };
  switch (form.kind) {
    case "number":
      return hole(form.value);
    case "pi":
      return "pi";
    case "symbol": {
      const { path } = form.variable;
      return path.replace(indexPattern, (_, digits: string, at: number) => {
        slots.push({ kind: "index", value: quantityOf(Number(digits)), path, at });
        return "[]";
      });
    }
    case "apply":
      return `${form.op}(${form.args.map((arg) => written(arg, slots)).join()})`;
    case "product": {
      const coefficient = hole(form.coefficient);
      const factors = form.factors.map(({ base, exponent }) => {
        const text = written(base, slots);
        if (isOneForm(exponent)) return text;
        if (exponent.kind === "number") return `${text}^${hole(exponent.value, "exponent")}`;
        return `${text}^${written(exponent, slots)}`;
      });
      return `(${coefficient}*${factors.join("*")})`;
    }
    case "sum": {
      const constant = hole(form.constant);
      const terms = form.terms.map(
        ({ coefficient, body }) => `${hole(coefficient)}*${written(body, slots)}`,
      );
      return `(${constant}+${terms.join("+")})`;
    }
  }
}

/** What is put into the slots, in their order. */
export interface Filling {
  number(place: number): Form;
  /** Between the brackets. */
  index(place: number): string;
}

/** The form with something else in its slots, in normal form again. */
export function filled(forms: FormPool, pool: ExprPool, form: Form, filling: Filling): Form {
  let place = 0;
  const unit = forms.number(one);
  function rebuilt(part: Form): Form {
    switch (part.kind) {
      case "number":
        return filling.number(place++);
      case "pi":
        return part;
      case "symbol": {
        const { path, drawn } = part.variable;
        const other = path.replace(indexPattern, () => `[${filling.index(place++)}]`);
        return other === path ? part : forms.symbol(pool.variable(other, drawn) as VariableExpr);
      }
      case "apply": {
        const args = part.args.map(rebuilt);
        return isBigSum(part.op) ? forms.apply(part.op, args) : applyFunction(forms, part.op, args);
      }
      case "product": {
        const coefficient = { base: filling.number(place++), exponent: unit };
        const factors = part.factors.map(({ base, exponent }) => {
          const inner = rebuilt(base);
          return { base: inner, exponent: isOneForm(exponent) ? unit : rebuilt(exponent) };
        });
        return productOf(forms, one, [coefficient, ...factors]);
      }
      case "sum": {
        const constant = filling.number(place++);
        const terms = part.terms.map(({ body }) => {
          const coefficient = { base: filling.number(place++), exponent: unit };
          return productOf(forms, one, [coefficient, { base: rebuilt(body), exponent: unit }]);
        });
        return add(forms, [...terms, constant]);
      }
    }
  }
  return rebuilt(form);
}
