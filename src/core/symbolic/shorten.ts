import { assembled, commonFactor } from "./commonFactor.ts";
import { expand, isExpandable } from "./expand.ts";
import { absorbedExponentials } from "./exponentials.ts";
import {
  type Factor,
  type Form,
  type FormPool,
  isZeroForm,
  type ProductForm,
  type SumForm,
} from "./form.ts";
import { formLength } from "./formLength.ts";
import { applyFunction } from "./functions.ts";
import { groupings } from "./grouping.ts";
import { byIdentities } from "./identities.ts";
import { divided } from "./polynomialDivision.ts";
import { productOf } from "./products.ts";
import { one } from "./quantity.ts";
import { add } from "./sums.ts";

export type Shortener = (form: Form) => Form;

/** More rounds never helped; the bound keeps the work a matter of counting. */
const ROUND_LIMIT = 6;

/**
 * Chooses, from the inside out, the shortest of the forms a sum or a product can take: factored,
 * multiplied out, over one denominator, grouped. A product stays a product: 6(3x + 1) says more than
 * 18x + 6.
 */
export function createShortener(forms: FormPool): Shortener {
  const lengths = new Map<number, number>();
  const known = new Map<number, Form>();
  const length = (form: Form) => formLength(form, lengths);

  function shortest(form: Form): Form {
    const before = known.get(form.id);
    if (before) return before;
    known.set(form.id, form);
    let best = withShortParts(form);
    for (let round = 0; round < ROUND_LIMIT && !forms.isExhausted(); round++) {
      const next = shortestOf(best);
      if (next === best) break;
      best = next;
    }
    known.set(form.id, best);
    known.set(best.id, best);
    return best;
  }

  function withShortParts(form: Form): Form {
    switch (form.kind) {
      case "apply":
        return applyFunction(forms, form.op, form.args.map(shortest));
      case "product":
        return productOf(
          forms,
          form.coefficient,
          form.factors.map(({ base, exponent }) => ({
            base: shortest(base),
            exponent: shortest(exponent),
          })),
        );
      case "sum":
        return add(forms, [
          ...form.terms.map(({ coefficient, body }) =>
            productOf(forms, coefficient, [unitPower(shortest(body))]),
          ),
          forms.number(form.constant),
        ]);
      default:
        return form;
    }
  }

  function shortestOf(form: Form): Form {
    let best = form;
    const candidates =
      form.kind === "sum" ? sumForms(form) : form.kind === "product" ? productForms(form) : [];
    for (const candidate of candidates) if (length(candidate) < length(best)) best = candidate;
    return best;
  }

  function sumForms(sum: SumForm): readonly Form[] {
    const candidates: Form[] = [];
    const factored = factoredForm(sum);
    if (factored) candidates.push(factored);
    for (const { shared, inner, others } of groupings(forms, sum)) {
      const group = productOf(forms, one, [shared, unitPower(shortest(inner))]);
      candidates.push(add(forms, [group, shortest(others)]));
    }
    if (forms.reading === "machines") return candidates;
    candidates.push(...byIdentities(forms, sum));
    const expanded = isExpandable(sum) ? expand(forms, sum) : undefined;
    if (expanded && expanded !== sum) {
      candidates.push(expanded);
      const both = expanded.kind === "sum" ? factoredForm(expanded) : undefined;
      if (both) candidates.push(both);
    }
    return candidates;
  }

  /** The sum with its common factor in front, and the shortest rest. */
  function factoredForm(sum: SumForm): Form | undefined {
    const factored = commonFactor(forms, sum);
    if (!factored) return undefined;
    return assembled(forms, { outer: factored.outer, inner: shortest(factored.inner) });
  }

  function productForms(product: ProductForm): readonly Form[] {
    if (forms.reading === "machines") return [];
    const candidates = [...absorbedExponentials(forms, product), ...divided(forms, product)];
    const factors = product.factors.map(overOneDenominator);
    if (factors.some((factor, index) => factor !== product.factors[index])) {
      candidates.push(productOf(forms, product.coefficient, factors));
    }
    return candidates;
  }

  /** A fraction inside a factor meets the fractions outside it: 1/(1/x + 1) is x/(1 + x). */
  function overOneDenominator(factor: Factor): Factor {
    if (factor.base.kind !== "sum") return factor;
    const identical = byIdentities(forms, factor.base).find(({ kind }) => kind !== "sum");
    if (identical) return { base: identical, exponent: factor.exponent };
    const factored = commonFactor(forms, factor.base);
    if (!factored || isZeroForm(factored.inner)) return factor;
    return {
      base: assembled(forms, { outer: factored.outer, inner: shortest(factored.inner) }),
      exponent: factor.exponent,
    };
  }

  function unitPower(base: Form): Factor {
    return { base, exponent: forms.number(one) };
  }

  return shortest;
}
