import {
  type Factor,
  type Form,
  type FormPool,
  factorsOf,
  integerExponent,
  type Term,
} from "./form.ts";
import { compareFactors } from "./order.ts";
import { negated, one, plus, type Quantity, sameQuantity } from "./quantity.ts";

/**
 * sin²u·r + cos²u·r = r, and cosh²u·r − sinh²u·r = r, for terms with the same number in front (up to
 * the sign that belongs to the identity). Holds for every u, so no finite value changes.
 * Returns the terms with one such pair replaced, or nothing.
 */
export function pythagorean(forms: FormPool, terms: readonly Term[]): readonly Term[] | undefined {
  for (let index = 0; index < terms.length; index++) {
    const term = terms[index] as Term;
    if (term.body.isPlain || !holdsSquare(term.body)) continue;
    if (!terms.some((other) => mayBePartner(other, term))) continue;
    for (const { rest, partner, sign } of squaresIn(forms, term.body)) {
      const wanted = sign > 0 ? term.coefficient : negated(term.coefficient);
      const other = terms.findIndex(
        ({ body, coefficient }) => body.id === partner.id && sameQuantity(coefficient, wanted),
      );
      if (other < 0) continue;
      const kept = terms.filter((_, at) => at !== index && at !== other);
      return mergedInto(kept, { coefficient: term.coefficient, body: rest });
    }
  }
  return undefined;
}

/** Most terms hold none, and this is asked of every sum that is made. */
function holdsSquare(body: Form): boolean {
  return body.kind === "product" && body.factors.some(isSquareOfCosine);
}

/** Building the partner to look for costs far more than seeing that nothing here can be it. */
function mayBePartner(other: Term, term: Term): boolean {
  const isSameSize = Math.abs(other.coefficient.over) === Math.abs(term.coefficient.over);
  if (!isSameSize || other.body.kind !== "product" || term.body.kind !== "product") return false;
  const isAsLong = other.body.factors.length === term.body.factors.length;
  return isAsLong && other.body.factors.some(isSquareOfSine);
}

function isSquareOfCosine(factor: Factor): boolean {
  const { base } = factor;
  return base.kind === "apply" && (base.op === "cos" || base.op === "cosh") && isSquare(factor);
}

function isSquareOfSine(factor: Factor): boolean {
  const { base } = factor;
  return base.kind === "apply" && (base.op === "sin" || base.op === "sinh") && isSquare(factor);
}

function isSquare({ exponent }: Factor): boolean {
  return exponent.kind === "number" && exponent.value.over === 2;
}

/** For each cos²u (cosh²u) in the body: what is left, and the body with sin²u (sinh²u) instead. */
function squaresIn(forms: FormPool, body: Form) {
  const unit = forms.number(one);
  const factors = factorsOf(body, unit);
  return factors.flatMap((factor) => {
    if (factor.base.kind !== "apply" || integerExponent(factor) !== 2) return [];
    const { op, args } = factor.base;
    if (op !== "cos" && op !== "cosh") return [];
    const others = factors.filter((each) => each !== factor);
    const twin = {
      base: forms.apply(op === "cos" ? "sin" : "sinh", args),
      exponent: factor.exponent,
    };
    return [
      {
        rest: forms.product(one, others),
        partner: forms.product(one, inPlaceOf(factors, factor, twin)),
        sign: op === "cos" ? 1 : -1,
      },
    ];
  });
}

function inPlaceOf(factors: readonly Factor[], old: Factor, twin: Factor): readonly Factor[] {
  return factors.map((factor) => (factor === old ? twin : factor)).sort(compareFactors);
}

function mergedInto(terms: readonly Term[], added: Term): readonly Term[] {
  const like = terms.find(({ body }) => body.id === added.body.id);
  if (!like) return [...terms, added];
  const coefficient: Quantity = plus(like.coefficient, added.coefficient);
  return terms.map((term) => (term === like ? { coefficient, body: term.body } : term));
}
