import { isBigSum, type SumName } from "../expr/shapes.ts";
import {
  type Factor,
  type Form,
  type FormPool,
  isZeroForm,
  type ProductForm,
  type SumForm,
} from "../normalForm/form.ts";
import { applyFunction } from "../normalForm/functions.ts";
import { productOf } from "../normalForm/products.ts";
import { one } from "../normalForm/quantity.ts";
import { add } from "../normalForm/sums.ts";
import { assembled, commonFactor } from "./commonFactor.ts";
import { expand, isExpandable } from "./expand.ts";
import { absorbedExponentials } from "./exponentials.ts";
import { formLength } from "./formLength.ts";
import { groupings } from "./grouping.ts";
import { byIdentities } from "./identities.ts";
import { divided } from "./polynomialDivision.ts";

/** A form this much longer than the best may still turn out shorter once its parts are shortened. */
const SLACK = 10;
/** Looking for a factor that some terms share is quadratic in their number. */
const GROUPED_TERMS = 12;

/** What was found for sums and products (by id), in whichever formula, as long as no effort was missing. */
export type Shortened = Map<number, Form>;

/** Forms (by id) that were looked at with nothing found are passed over, in `finished`. */
export type Shortener = (form: Form) => Form;

/** More rounds never helped; the bound keeps the work a matter of counting. */
const ROUND_LIMIT = 6;

/**
 * Chooses, from the inside out, the shortest of the forms a sum or a product can take: factored,
 * multiplied out, over one denominator, grouped. A product stays a product: 6(3x + 1) says more than
 * 18x + 6.
 */
export function createShortener(
  forms: FormPool,
  lengths: Map<number, number>,
  effort: number,
  finished: Set<number>,
  found: Shortened,
): Shortener {
  let left = effort;
  const known = new Map<number, Form>();
  const denominated = new Map<number, Form>();
  const length = (form: Form) => formLength(form, lengths);

  function shortest(form: Form): Form {
    if (form.kind === "number" || form.kind === "symbol" || form.kind === "pi") return form;
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
      case "apply": {
        if (isBigSum(form.op)) return withShortBody(form.op, form.args);
        const args = form.args.map(shortest);
        const isNew = args.some((arg, index) => arg !== form.args[index]);
        return isNew ? applyFunction(forms, form.op, args) : form;
      }
      case "product": {
        const factors = form.factors.map(withShortFactor);
        const isNew = factors.some((factor, index) => factor !== form.factors[index]);
        return isNew ? productOf(forms, form.coefficient, factors) : form;
      }
      case "sum": {
        const bodies = form.terms.map(({ body }) => shortest(body));
        if (bodies.every((body, index) => body === form.terms[index]?.body)) return form;
        return add(forms, [
          ...form.terms.map(({ coefficient }, index) =>
            productOf(forms, coefficient, [unitPower(bodies[index] as Form)]),
          ),
          forms.number(form.constant),
        ]);
      }
      default:
        return form;
    }
  }

  function withShortBody(op: SumName, args: readonly Form[]): Form {
    const [index, first, last, body] = args as readonly [Form, Form, Form, Form];
    return forms.apply(op, [index, first, last, shortest(body)]);
  }

  function withShortFactor(factor: Factor): Factor {
    const base = shortest(factor.base);
    const exponent = shortest(factor.exponent);
    const isSame = base === factor.base && exponent === factor.exponent;
    return isSame ? factor : { base, exponent };
  }

  function shortestOf(form: Form): Form {
    if (left <= 0 || finished.has(form.id)) return form;
    const before = found.get(form.id);
    if (before) return before;
    left--;
    const best =
      form.kind === "sum"
        ? shortestSum(form)
        : form.kind === "product"
          ? better(form, productForms(form))
          : form;
    if (best === form) finished.add(form.id);
    if (left > 0) found.set(form.id, best);
    return best;
  }

  /**
   * What is shorter over one denominator, or as a plain polynomial, is taken as that. Everything else
   * costs many tries, and only the form that is left then is worth them.
   */
  function shortestSum(sum: SumForm): Form {
    const limit = length(sum) + SLACK;
    const factored = better(sum, [factoredForm(sum, limit)]);
    if (factored !== sum) return factored;
    const expanded =
      forms.reading === "people" && isExpandable(sum) ? expand(forms, sum) : undefined;
    const polynomial = sum.isPlain ? better(sum, [expanded]) : sum;
    if (polynomial !== sum) return polynomial;
    const candidates: (Form | undefined)[] = [...groupedForms(sum, limit)];
    if (forms.reading === "people") candidates.push(...byIdentities(forms, sum));
    if (expanded && length(expanded) <= limit) {
      candidates.push(expanded);
      if (expanded.kind === "sum") candidates.push(factoredForm(expanded, limit));
    }
    return better(sum, candidates);
  }

  function better(form: Form, candidates: readonly (Form | undefined)[]): Form {
    let best = form;
    for (const candidate of candidates) {
      if (!candidate) continue;
      const gain = length(best) - length(candidate);
      // At the same length a product says more than a sum.
      if (gain > 0 || (gain === 0 && isNewProduct(candidate, best))) best = candidate;
    }
    return best;
  }

  /** The sum with its common factor in front, and the shortest rest. */
  function factoredForm(sum: SumForm, limit: number): Form | undefined {
    const factored = commonFactor(forms, sum);
    if (!factored) return undefined;
    const raw = assembled(forms, factored);
    if (length(raw) > limit) return raw;
    const inner = shortest(factored.inner);
    return inner === factored.inner ? raw : assembled(forms, { outer: factored.outer, inner });
  }

  function groupedForms(sum: SumForm, limit: number): readonly Form[] {
    if (sum.terms.length > GROUPED_TERMS) return [];
    return groupings(forms, sum, length).map(({ shared, inner, others }) => {
      const raw = add(forms, [productOf(forms, one, [...shared, unitPower(inner)]), others]);
      if (length(raw) > limit) return raw;
      const [shortInner, shortOthers] = [shortest(inner), shortest(others)];
      if (shortInner === inner && shortOthers === others) return raw;
      return add(forms, [productOf(forms, one, [...shared, unitPower(shortInner)]), shortOthers]);
    });
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
    const base = sumOverDenominator(factor.base);
    return base === factor.base ? factor : { base, exponent: factor.exponent };
  }

  function sumOverDenominator(sum: SumForm): Form {
    const before = denominated.get(sum.id);
    if (before) return before;
    const identical = byIdentities(forms, sum).find(({ kind }) => kind !== "sum");
    const factored = identical ? undefined : commonFactor(forms, sum);
    const isFactored = factored !== undefined && !isZeroForm(factored.inner);
    const base = isFactored
      ? assembled(forms, { outer: factored.outer, inner: shortest(factored.inner) })
      : (identical ?? sum);
    denominated.set(sum.id, base);
    return base;
  }

  function unitPower(base: Form): Factor {
    return { base, exponent: forms.number(one) };
  }

  return shortest;
}

function isNewProduct(candidate: Form, best: Form): boolean {
  return candidate.kind === "product" && best.kind === "sum";
}
