import type { Expr, ExprPool } from "./expr.ts";
import {
  type Factor,
  type Form,
  integerExponent,
  isOneForm,
  type ProductForm,
  type SumForm,
  type Term,
} from "./form.ts";
import {
  minusOne,
  negated,
  one,
  type Quantity,
  sameQuantity,
  times,
  toNumber,
} from "./quantity.ts";
import { isNonNegative } from "./signs.ts";

/**
 * Writes a normal form down again as an expression, as a person would: a quotient for negative
 * powers, a root for halves, a difference for negative terms, a positive term first.
 */
export interface Arrangement {
  readonly pool: ExprPool;
  readonly reading: "people" | "machines";
  /** The person wrote decimals (0.01), so fractions are printed as decimals where they end. */
  readonly hasDecimals: boolean;
  readonly known: Map<number, Expr>;
}

export function arrange(to: Arrangement, form: Form): Expr {
  const before = to.known.get(form.id);
  if (before) return before;
  const expr = arranged(to, form);
  to.known.set(form.id, expr);
  return expr;
}

function arranged(to: Arrangement, form: Form): Expr {
  switch (form.kind) {
    case "number":
      return quantityExpr(to, form.value);
    case "pi":
      return to.pool.constant(Math.PI);
    case "symbol":
      return form.variable;
    case "apply":
      if (form.op === "exp" && isOneForm(form.args[0] as Form)) return to.pool.constant(Math.E);
      return to.pool.call(
        form.op,
        form.args.map((arg) => arrange(to, arg)),
      );
    case "product":
      return arrangeProduct(to, form.coefficient, form.factors);
    case "sum":
      return arrangeSum(to, form, one);
  }
}

/** A number alone, or the place where a fraction has nothing else to stand under. */
function quantityExpr(to: Arrangement, quantity: Quantity): Expr {
  const { pool } = to;
  if (quantity.under === 1 || isDecimal(to, quantity)) return pool.constant(toNumber(quantity));
  return pool.call("div", [pool.constant(quantity.over), pool.constant(quantity.under)]);
}

/** A fraction that ends after a few decimals and is better written so. */
function isDecimal(to: Arrangement, { over, under }: Quantity): boolean {
  if (!endsAsDecimal(under)) return false;
  return String(over / under).length <= 17 && (to.hasDecimals || under > 1000);
}

function endsAsDecimal(under: number): boolean {
  let rest = under;
  while (rest % 2 === 0) rest /= 2;
  while (rest % 5 === 0) rest /= 5;
  return rest === 1;
}

/** sign·Σ terms, with a positive term in front where there is one: 1 − x, not −x + 1. */
function arrangeSum(to: Arrangement, sum: SumForm, sign: Quantity): Expr {
  const unit: Form = { kind: "number", id: -1, degree: 0, value: one };
  const terms: Term[] = sum.terms.map(({ coefficient, body }) => ({
    coefficient: times(coefficient, sign),
    body,
  }));
  if (sum.constant.over !== 0) terms.push({ coefficient: times(sum.constant, sign), body: unit });
  const lead = Math.max(
    0,
    terms.findIndex(({ coefficient }) => coefficient.over > 0),
  );
  const first = terms[lead] as Term;
  let expr = arrangeTerm(to, first);
  for (const term of terms) {
    if (term === first) continue;
    const isNegative = term.coefficient.over < 0;
    const size = isNegative ? negated(term.coefficient) : term.coefficient;
    const operand = arrangeTerm(to, { coefficient: size, body: term.body });
    expr = to.pool.call(isNegative ? "sub" : "add", [expr, operand]);
  }
  return expr;
}

function arrangeTerm(to: Arrangement, { coefficient, body }: Term): Expr {
  if (body.kind === "number") return quantityExpr(to, times(coefficient, body.value));
  if (body.kind === "product") return arrangeProduct(to, coefficient, body.factors);
  if (sameQuantity(coefficient, one)) return arrange(to, body);
  const exponent: Form = { kind: "number", id: -1, degree: 0, value: one };
  return arrangeProduct(to, coefficient, [{ base: body, exponent }]);
}

function arrangeProduct(to: Arrangement, coefficient: Quantity, factors: readonly Factor[]): Expr {
  const isNegative = coefficient.over < 0;
  const turned = isNegative ? factors.find(isTurnable) : undefined;
  const positive = isNegative ? negated(coefficient) : coefficient;
  if (turned) return quotient(to, positive, factors, turned);
  if (!isNegative) return quotient(to, coefficient, factors, undefined);
  if (sameQuantity(numeratorNumber(to, positive), one)) {
    return to.pool.call("neg", [quotient(to, positive, factors, undefined)]);
  }
  return quotient(to, coefficient, factors, undefined);
}

/** −(x − 1) is better written (1 − x); −(x + 1) is not. */
function isTurnable(factor: Factor): boolean {
  const { base } = factor;
  if (base.kind !== "sum" || integerExponent(factor) !== 1) return false;
  return base.constant.over < 0 || base.terms.some(({ coefficient }) => coefficient.over < 0);
}

function quotient(
  to: Arrangement,
  coefficient: Quantity,
  factors: readonly Factor[],
  turned: Factor | undefined,
): Expr {
  const { pool } = to;
  const shares = to.reading === "machines" ? factors.filter(isShare) : [];
  if (shares.length > 0) {
    const others = factors.filter((factor) => !isShare(factor));
    const rest =
      others.length > 0 || !sameQuantity(coefficient, one)
        ? quotient(to, coefficient, others, turned)
        : undefined;
    const gates = shares.map(({ base }) => arrange(to, base));
    return gates.reduceRight<Expr | undefined>(
      (inner, gate) => (inner ? pool.call("mul", [gate, inner]) : gate),
      rest,
    ) as Expr;
  }
  const above: Factor[] = [];
  const below: Factor[] = [];
  for (const factor of factors) {
    if (hasNegativeExponent(factor)) below.push(factor);
    else above.push(factor);
  }
  const number = numeratorNumber(to, coefficient);
  const under = isDecimal(to, coefficient) ? 1 : coefficient.under;
  const root = rootOfNumbers(to, above, below);
  const hasRoot = (factor: Factor) => root !== undefined && isRootOfNumber(factor);
  const isRootBelow = root !== undefined && !above.some(isRootOfNumber);
  const numerator = chain(to, {
    number,
    root: isRootBelow ? undefined : root,
    factors: above.filter((factor) => !hasRoot(factor)),
    turned,
    isBelow: false,
  });
  const denominator = chain(to, {
    number: { over: under, under: 1 },
    root: isRootBelow ? root : undefined,
    factors: below.filter((factor) => !hasRoot(factor)),
    turned: undefined,
    isBelow: true,
  });
  const top = numerator ?? pool.constant(1);
  return denominator ? pool.call("div", [top, denominator]) : top;
}

/** √2·√π is √(2π), and √2/√π is √(2/π). */
function rootOfNumbers(
  to: Arrangement,
  above: readonly Factor[],
  below: readonly Factor[],
): Expr | undefined {
  const over = productExpr(to, above.filter(isRootOfNumber));
  const under = productExpr(to, below.filter(isRootOfNumber));
  const inside = over && under ? to.pool.call("div", [over, under]) : (over ?? under);
  return inside && to.pool.call("sqrt", [inside]);
}

function productExpr(to: Arrangement, factors: readonly Factor[]): Expr | undefined {
  if (factors.length === 0) return undefined;
  return factors.map(({ base }) => arrange(to, base)).reduce((a, b) => to.pool.call("mul", [a, b]));
}

function numeratorNumber(to: Arrangement, coefficient: Quantity): Quantity {
  return isDecimal(to, coefficient) ? coefficient : { over: coefficient.over, under: 1 };
}

interface Chain {
  readonly number: Quantity;
  readonly root: Expr | undefined;
  readonly factors: readonly Factor[];
  readonly turned: Factor | undefined;
  readonly isBelow: boolean;
}

/** number · root · Π factors, or nothing where that is just 1. */
function chain(
  to: Arrangement,
  { number, root, factors, turned, isBelow }: Chain,
): Expr | undefined {
  const { pool } = to;
  const parts: Expr[] = sameQuantity(number, one) ? [] : [pool.constant(toNumber(number))];
  if (root) parts.push(root);
  const shared = parts.length === 0 ? sharedPower(factors) : undefined;
  const inside = shared !== undefined && productExpr(to, factors);
  if (inside) return pool.call("pow", [inside, pool.constant(Math.abs(shared))]);
  for (const factor of factors) {
    parts.push(
      factor === turned && factor.base.kind === "sum"
        ? arrangeSum(to, factor.base, minusOne)
        : powerExpr(to, factor, isBelow),
    );
  }
  return parts.length === 0 ? undefined : parts.reduce((a, b) => pool.call("mul", [a, b]));
}

/** w²x² is written (wx)². */
function sharedPower(factors: readonly Factor[]): number | undefined {
  const [first, ...others] = factors;
  const exponent = first && integerExponent(first);
  if (exponent === undefined || Math.abs(exponent) < 2 || others.length === 0) return undefined;
  const isAlike = (factor: Factor) =>
    factor.base.kind === "symbol" && integerExponent(factor) === exponent;
  return factors.every(isAlike) ? exponent : undefined;
}

function powerExpr(to: Arrangement, { base, exponent }: Factor, isBelow: boolean): Expr {
  const { pool } = to;
  const below = arrange(to, base);
  if (exponent.kind !== "number") {
    return pool.call("pow", [below, isBelow ? opposite(to, exponent) : arrange(to, exponent)]);
  }
  const size = isBelow ? negated(exponent.value) : exponent.value;
  if (sameQuantity(size, one)) return below;
  if (sameQuantity(size, { over: 1, under: 2 })) return pool.call("sqrt", [below]);
  const isPlain = size.under === 1 || endsAsDecimal(size.under);
  return pool.call("pow", [
    below,
    isPlain
      ? pool.constant(toNumber(size))
      : pool.call("div", [pool.constant(size.over), pool.constant(size.under)]),
  ]);
}

function opposite(to: Arrangement, exponent: Form): Expr {
  if (exponent.kind === "sum") return arrangeSum(to, exponent, minusOne);
  const product = exponent as ProductForm;
  return arrangeProduct(to, negated(product.coefficient), product.factors);
}

function hasNegativeExponent({ exponent }: Factor): boolean {
  if (exponent.kind === "number") return exponent.value.over < 0;
  if (exponent.kind === "product") return exponent.coefficient.over < 0;
  return (
    exponent.kind === "sum" &&
    exponent.constant.over <= 0 &&
    exponent.terms.every(({ coefficient }) => coefficient.over < 0)
  );
}

function isRootOfNumber({ base, exponent }: Factor): boolean {
  const isConstant = base.kind === "pi" || (base.kind === "number" && isNonNegative(base));
  return isConstant && exponent.kind === "number" && isHalf(exponent.value);
}

function isHalf({ over, under }: Quantity): boolean {
  return under === 2 && Math.abs(over) === 1;
}

function isShare({ base }: Factor): boolean {
  return base.kind === "apply" && (base.op === "maxShare" || base.op === "minShare");
}
