import type { FormulaOp } from "../expr/shapes.ts";
import {
  type Form,
  type FormPool,
  factorsOf,
  integerExponent,
  type SumForm,
  type Term,
} from "../normalForm/form.ts";
import { productOf } from "../normalForm/products.ts";
import { negated, one, quantityOf, sameQuantity } from "../normalForm/quantity.ts";
import { addScaled } from "../normalForm/sums.ts";

interface Identity {
  /** c·r·op²u + sign·c·r = factor·c·r·twinᵖu. */
  readonly sign: 1 | -1;
  readonly twin: FormulaOp;
  readonly power: 2 | -2;
  readonly factor: 1 | -1;
}

const identities: { readonly [op in FormulaOp]?: Identity } = {
  tan: { sign: 1, twin: "cos", power: -2, factor: 1 },
  tanh: { sign: -1, twin: "cosh", power: -2, factor: -1 },
  sin: { sign: -1, twin: "cos", power: 2, factor: -1 },
  cos: { sign: -1, twin: "sin", power: 2, factor: -1 },
  sinh: { sign: 1, twin: "cosh", power: 2, factor: 1 },
  cosh: { sign: -1, twin: "sinh", power: 2, factor: 1 },
};

/** 1 + tan² = 1/cos² and its kin: the sum with one such pair replaced, for each pair it contains. */
export function byIdentities(forms: FormPool, sum: SumForm): readonly Form[] {
  const terms: readonly Term[] =
    sum.constant.over === 0
      ? sum.terms
      : [...sum.terms, { coefficient: sum.constant, body: forms.number(one) }];
  const found: Form[] = [];
  for (const term of terms) addReplacements(forms, terms, term, found);
  return found;
}

function addReplacements(forms: FormPool, terms: readonly Term[], term: Term, found: Form[]): void {
  const factors = factorsOf(term.body, forms.number(one));
  for (const factor of factors) {
    const { base } = factor;
    if (base.kind !== "apply" || integerExponent(factor) !== 2) continue;
    const identity = identities[base.op];
    if (!identity) continue;
    const others = factors.filter((each) => each !== factor);
    const rest = forms.product(one, others);
    const wanted = identity.sign > 0 ? term.coefficient : negated(term.coefficient);
    const partner = terms.find(
      ({ body, coefficient }) => body.id === rest.id && sameQuantity(coefficient, wanted),
    );
    if (!partner) continue;
    const twin = {
      base: forms.apply(identity.twin, base.args),
      exponent: forms.number(quantityOf(identity.power)),
    };
    const coefficient = identity.factor > 0 ? term.coefficient : negated(term.coefficient);
    const replaced = { coefficient, body: productOf(forms, one, [...others, twin]) };
    const kept = terms.filter((each) => each !== term && each !== partner);
    found.push(addScaled(forms, [...kept, replaced]));
  }
}
