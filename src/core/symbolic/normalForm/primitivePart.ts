import {
  type Factor,
  type Form,
  type FormPool,
  factorsOf,
  isAllNegative,
  isOne,
  numericExponent,
  type SumForm,
} from "./form.ts";
import {
  contentOf,
  exactPower,
  isInteger,
  negated,
  one,
  plus,
  type Quantity,
  reciprocal,
  times,
  toInteger,
  toNumber,
} from "./quantity.ts";
import { addScaled } from "./sums.ts";

/** A sum as content · common powers · rest. */
export interface PrimitivePart {
  readonly content: Quantity;
  readonly common: readonly Factor[];
  readonly rest: Form;
}

/**
 * Pulls out of a sum what may leave it under the given exponent: 6x² + 2x is 2·x·(3x + 1). A whole
 * exponent lets everything pass; any other only a positive number with an exact root. The rest starts
 * with a positive term, so that (1 − x)² and (x − 1)² are one.
 */
export function primitivePart(forms: FormPool, sum: SumForm, exponent: Quantity): PrimitivePart {
  const isWhole = isInteger(exponent);
  if (isWhole && forms.primitives.has(sum.id)) return { content: one, common: [], rest: sum };
  const numbers = sum.terms.map(({ coefficient }) => coefficient);
  let content = contentOf(sum.constant.over === 0 ? numbers : [...numbers, sum.constant]);
  if (isWhole) {
    // 1/(1 − x) and −1/(x − 1) differ in the sign of zero, which a machine can see.
    const isTurned = forms.reading === "people" || isAllNegative(sum);
    if (isTurned && (numbers[0] as Quantity).over < 0) content = negated(content);
  } else if (!exactPower(content, exponent)) content = one;
  const common = isWhole && sum.constant.over === 0 ? commonFactors(forms, sum) : [];
  if (isOne(content) && common.length === 0) {
    if (isWhole) forms.primitives.add(sum.id);
    return { content, common, rest: sum };
  }
  return { content, common, rest: dividedBy(forms, sum, content, common) };
}

/** The sum with each term divided by content · common. */
function dividedBy(
  forms: FormPool,
  sum: SumForm,
  content: Quantity,
  common: readonly Factor[],
): Form {
  const inverse = reciprocal(content);
  const terms = sum.terms.map(({ coefficient, body }) => ({
    coefficient: times(coefficient, inverse),
    body: withoutFactors(forms, body, common),
  }));
  const constant = { coefficient: times(sum.constant, inverse), body: forms.number(one) };
  return addScaled(forms, [...terms, constant]);
}

/** The powers that every term contains, each with the smallest exponent. */
function commonFactors(forms: FormPool, sum: SumForm): readonly Factor[] {
  const unit = forms.number(one);
  const lists = sum.terms.map(({ body }) => factorsOf(body, unit));
  const [first, ...others] = lists;
  const common: Factor[] = [];
  for (const factor of first ?? []) {
    let least: Factor | undefined = factor;
    for (const list of others) least = least && leastShared(least, list);
    if (least) common.push(least);
  }
  return common;
}

function leastShared(factor: Factor, list: readonly Factor[]): Factor | undefined {
  const match = list.find(({ base }) => base.id === factor.base.id);
  if (!match) return undefined;
  if (match.exponent.id === factor.exponent.id) return factor;
  const [a, b] = [numericExponent(factor), numericExponent(match)];
  if (!a || !b) return undefined;
  return toNumber(a) <= toNumber(b) ? factor : match;
}

function withoutFactors(forms: FormPool, body: Form, removed: readonly Factor[]): Form {
  if (removed.length === 0) return body;
  let coefficient = one;
  const kept: Factor[] = [];
  for (const factor of factorsOf(body, forms.number(one))) {
    const match = removed.find(({ base }) => base.id === factor.base.id);
    if (match?.exponent.id === factor.exponent.id) continue;
    const [a, b] = [numericExponent(factor), match && numericExponent(match)];
    if (!a || !b) {
      kept.push(factor);
      continue;
    }
    const { base } = factor;
    const exponent = plus(a, negated(b));
    // √2 without 1/√2 is the number 2.
    const isNumber = base.kind === "number" && isInteger(exponent);
    if (isNumber) coefficient = times(coefficient, toInteger(base.value, exponent.over));
    else kept.push({ base, exponent: forms.number(exponent) });
  }
  return forms.product(coefficient, kept);
}
