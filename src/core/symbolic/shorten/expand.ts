import {
  type Factor,
  type Form,
  type FormPool,
  integerExponent,
  isOne,
  isOneForm,
  type ProductForm,
  type SumForm,
  type Term,
} from "../normalForm/form.ts";
import { multiply, productOf } from "../normalForm/products.ts";
import { one, times } from "../normalForm/quantity.ts";
import { addScaled } from "../normalForm/sums.ts";

/** Multiplying out further than this never makes a formula shorter. */
const TERM_LIMIT = 48;
const POWER_LIMIT = 4;

/** Multiplies out all products and powers of sums at the top of the form; nothing if that explodes. */
export function expand(forms: FormPool, form: Form): Form | undefined {
  const terms = expandedTerms(forms, { coefficient: one, body: form });
  return terms && addScaled(forms, terms);
}

/** Whether multiplying out would change anything. */
export function isExpandable(form: Form): boolean {
  if (form.kind === "sum") {
    return form.terms.some(({ body }) => body.kind === "sum" || isExpandable(body));
  }
  return form.kind === "product" && form.factors.some(isOpenFactor);
}

function isOpenFactor(factor: Factor): boolean {
  const exponent = integerExponent(factor);
  return factor.base.kind === "sum" && exponent !== undefined && exponent > 0;
}

function expandedTerms(forms: FormPool, { coefficient, body }: Term): readonly Term[] | undefined {
  if (body.kind === "sum") {
    const result: Term[] = [];
    for (const term of allTerms(forms, body)) {
      const parts = expandedTerms(forms, term);
      if (!parts || result.length + parts.length > TERM_LIMIT) return undefined;
      result.push(...parts);
    }
    if (isOne(coefficient)) return result;
    return result.map((term) => scaled(forms, term, { coefficient, body: forms.number(one) }));
  }
  return body.kind === "product" && body.factors.some(isOpenFactor)
    ? expandedProduct(forms, body, coefficient)
    : [{ coefficient, body }];
}

function expandedProduct(
  forms: FormPool,
  { coefficient, factors }: ProductForm,
  outer: Term["coefficient"],
): readonly Term[] | undefined {
  const closed = factors.filter((factor) => !isOpenFactor(factor));
  let result: readonly Term[] = [
    scaled(
      forms,
      { coefficient: outer, body: productOf(forms, one, closed) },
      { coefficient, body: forms.number(one) },
    ),
  ];
  for (const factor of factors.filter(isOpenFactor)) {
    const exponent = integerExponent(factor) ?? 1;
    const parts = expandedTerms(forms, { coefficient: one, body: factor.base });
    if (!parts || exponent > POWER_LIMIT) return undefined;
    for (let i = 0; i < exponent; i++) {
      if (result.length * parts.length > TERM_LIMIT) return undefined;
      const products: Term[] = [];
      for (const a of result) for (const b of parts) products.push(scaled(forms, a, b));
      result = result.length === 1 ? products : collected(forms, products);
    }
  }
  return result;
}

function scaled(forms: FormPool, a: Term, b: Term): Term {
  const coefficient = times(a.coefficient, b.coefficient);
  const body = isOneForm(b.body)
    ? a.body
    : isOneForm(a.body)
      ? b.body
      : multiply(forms, a.body, b.body);
  // A number in front of a sum meets the content of that sum.
  if (body.kind !== "sum") return { coefficient, body };
  return { coefficient: one, body: multiply(forms, forms.number(coefficient), body) };
}

/** Like terms are collected on the way, or (a + b)⁴ has sixteen of them. */
function collected(forms: FormPool, terms: readonly Term[]): readonly Term[] {
  const sum = addScaled(forms, terms);
  if (sum.kind !== "sum") return [{ coefficient: one, body: sum }];
  return allTerms(forms, sum);
}

function allTerms(forms: FormPool, { terms, constant }: SumForm): readonly Term[] {
  if (constant.over === 0) return terms;
  return [...terms, { coefficient: constant, body: forms.number(one) }];
}
