import type { Expr } from "../expr/expr.ts";
import { isBigSum } from "../expr/shapes.ts";
import {
  type Factor,
  type Form,
  factorsOf,
  integerExponent,
  type ProductForm,
} from "../normalForm/form.ts";
import {
  negated,
  one,
  type Quantity,
  sameQuantity,
  times,
  toNumber,
} from "../normalForm/quantity.ts";
import { type Arrangement, endsAsDecimal, isDecimal } from "./arrangement.ts";
import { type SignedProduct, signedProduct, withoutLeadingSign } from "./signedProduct.ts";

/** A product as a person writes it, with its sign. */
export function productExpr(to: Arrangement, product: SignedProduct): Expr {
  const sum = loneBigSum(product);
  if (sum) return bigSumExpr(to, sum, product);
  // For machines (1 − x) stays as it was written: turned, it would be another factor.
  const written = to.reading === "people" ? withoutLeadingSign(product) : product;
  if (!written.isNegative) return quotient(to, written);
  if (sameQuantity(numeratorNumber(to, written.coefficient), one)) {
    return to.pool.call("neg", [quotient(to, written)]);
  }
  return quotient(to, { ...written, coefficient: negated(written.coefficient) });
}

type BigSum = Extract<Form, { readonly kind: "apply" }>;

/** A sum over an index with nothing but a number in front. */
function loneBigSum({ factors }: SignedProduct): BigSum | undefined {
  const [only] = factors;
  const isAlone = only && factors.length === 1 && integerExponent(only) === 1;
  if (!isAlone || only.base.kind !== "apply") return undefined;
  return isBigSum(only.base.op) ? only.base : undefined;
}

/** The number stands inside, as it does in the loop: Σ 2(w·x[i] − y[i])·x[i]. */
function bigSumExpr(
  to: Arrangement,
  { op, args }: BigSum,
  { coefficient, isNegative }: SignedProduct,
) {
  const [index, first, last, body] = args as readonly [Form, Form, Form, Form];
  const own = body.kind === "product" ? body.coefficient : one;
  const factors = factorsOf(body, { ...body, kind: "number", value: one });
  const inside = withoutLeadingSign(
    signedProduct(times(isNegative ? negated(coefficient) : coefficient, own), factors),
  );
  const isPlain = sameQuantity(coefficient, one) && !isNegative;
  const written = isPlain ? to.write(body) : productExpr(to, { ...inside, isNegative: false });
  const sum = to.pool.call(op, [to.write(index), to.write(first), to.write(last), written]);
  return !isPlain && inside.isNegative ? to.pool.call("neg", [sum]) : sum;
}

function quotient(to: Arrangement, product: SignedProduct): Expr {
  const { pool } = to;
  const { coefficient, factors, turned } = product;
  const shares = to.reading === "machines" ? factors.filter(isShare) : [];
  if (shares.length > 0) {
    const others = factors.filter((factor) => !isShare(factor));
    const rest =
      others.length > 0 || !sameQuantity(coefficient, one)
        ? quotient(to, { ...product, factors: others })
        : undefined;
    const gates = shares.map(({ base }) => to.write(base));
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
    turned,
    isBelow: true,
  });
  const top = numerator ?? pool.constant(1);
  return denominator ? pool.call("div", [top, denominator]) : top;
}

function numeratorNumber(to: Arrangement, coefficient: Quantity): Quantity {
  return isDecimal(to, coefficient) ? coefficient : { over: coefficient.over, under: 1 };
}

/** √2·√π is √(2π), and √2/√π is √(2/π). */
function rootOfNumbers(
  to: Arrangement,
  above: readonly Factor[],
  below: readonly Factor[],
): Expr | undefined {
  const over = plainProduct(to, above.filter(isRootOfNumber));
  const under = plainProduct(to, below.filter(isRootOfNumber));
  const inside = over && under ? to.pool.call("div", [over, under]) : (over ?? under);
  return inside && to.pool.call("sqrt", [inside]);
}

function plainProduct(to: Arrangement, factors: readonly Factor[]): Expr | undefined {
  if (factors.length === 0) return undefined;
  return factors.map(({ base }) => to.write(base)).reduce((a, b) => to.pool.call("mul", [a, b]));
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
  const inside = shared !== undefined && plainProduct(to, factors);
  if (inside) return pool.call("pow", [inside, pool.constant(Math.abs(shared))]);
  for (const factor of factors) {
    parts.push(
      factor === turned && factor.base.kind === "sum"
        ? to.writeOpposite(factor.base)
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
  const below = to.write(base);
  if (exponent.kind !== "number") {
    return pool.call("pow", [below, isBelow ? opposite(to, exponent) : to.write(exponent)]);
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
  if (exponent.kind === "sum") return to.writeOpposite(exponent);
  const product = exponent as ProductForm;
  return productExpr(to, signedProduct(negated(product.coefficient), product.factors));
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
  const isConstant = base.kind === "pi" || (base.kind === "number" && base.value.over >= 0);
  return isConstant && exponent.kind === "number" && isHalf(exponent.value);
}

function isHalf({ over, under }: Quantity): boolean {
  return under === 2 && Math.abs(over) === 1;
}

function isShare({ base }: Factor): boolean {
  return base.kind === "apply" && (base.op === "maxShare" || base.op === "minShare");
}
