/**
 * The closed language in which derivative rules are written.
 *
 * A rule is generic over it, so one rule yields the number (`numberAlgebra`), the printed formula
 * (expressions), the tangent of the derivative (dual numbers) and the derivative as a graph.
 */
export interface Algebra<T> {
  constant(value: number): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  neg(a: T): T;
  sqrt(a: T): T;
  exp(a: T): T;
  log(a: T): T;
  pow(a: T, b: T): T;
  sin(a: T): T;
  cos(a: T): T;
  sinh(a: T): T;
  cosh(a: T): T;
  sign(a: T): T;
  hypot(a: T, b: T): T;
  /** The whole number of times that b goes into a, as `%` counts. */
  wholeQuotient(a: T, b: T): T;
  /** a/(a² + b²), and 0 at the origin; neither square overflows. */
  overSquares(a: T, b: T): T;
  /** 1 − x², without cancellation near ±1. */
  oneMinusSquare(x: T): T;
  /** √(x² − 1) for x ≥ 1, without cancellation near 1 and without overflow. */
  rootSquareMinusOne(x: T): T;
  /** a / b, and 0 where b is 0: the minimum-norm choice at the tip of a cone such as hypot's. */
  divOrZero(a: T, b: T): T;
  /**
   * x/y for y = √(x² + Σ others²), and 0 at the origin. The others are for the derivative of it, in
   * which 1/y − x²/y³ would cancel where x is much the largest.
   */
  hypotSlope(x: T, others: readonly T[], y: T): T;
  /** ∂(x^y)/∂x = y·x^(y−1), and 0 where y is 0 (a strong zero: x⁰ is 1 everywhere in JavaScript). */
  powSlope(x: T, y: T): T;
  /** ∂(x^y)/∂y = x^y·log x, with its limit 0 at x = 0 for y ≥ 0. */
  powLog(x: T, y: T): T;
  /** 1 where `a` alone is the largest of `all`, 1/k at a tie of k, otherwise 0. */
  maxShare(a: T, all: readonly T[]): T;
  /** As `maxShare`, for the smallest. */
  minShare(a: T, all: readonly T[]): T;
}

/** What an algebra must be able to apply; each is also a row of the table of primitives. */
export type AlgebraOp = Exclude<keyof Algebra<unknown>, "constant">;

/** An algebra out of two functions: make a constant, and apply a primitive of the table. */
export function algebraFrom<T>(
  constant: (value: number) => T,
  apply: (op: AlgebraOp, args: readonly T[]) => T,
): Algebra<T> {
  return {
    constant,
    add: (a, b) => apply("add", [a, b]),
    sub: (a, b) => apply("sub", [a, b]),
    mul: (a, b) => apply("mul", [a, b]),
    div: (a, b) => apply("div", [a, b]),
    neg: (a) => apply("neg", [a]),
    sqrt: (a) => apply("sqrt", [a]),
    exp: (a) => apply("exp", [a]),
    log: (a) => apply("log", [a]),
    pow: (a, b) => apply("pow", [a, b]),
    sin: (a) => apply("sin", [a]),
    cos: (a) => apply("cos", [a]),
    sinh: (a) => apply("sinh", [a]),
    cosh: (a) => apply("cosh", [a]),
    sign: (a) => apply("sign", [a]),
    hypot: (a, b) => apply("hypot", [a, b]),
    wholeQuotient: (a, b) => apply("wholeQuotient", [a, b]),
    overSquares: (a, b) => apply("overSquares", [a, b]),
    oneMinusSquare: (x) => apply("oneMinusSquare", [x]),
    rootSquareMinusOne: (x) => apply("rootSquareMinusOne", [x]),
    divOrZero: (a, b) => apply("divOrZero", [a, b]),
    hypotSlope: (x, [first, ...others]) => {
      const rest = others.reduce(
        (sum, other) => apply("hypot", [sum, other]),
        first ?? constant(0),
      );
      return apply("hypotSlope", [x, rest]);
    },
    powSlope: (x, y) => apply("powSlope", [x, y]),
    powLog: (x, y) => apply("powLog", [x, y]),
    maxShare: (a, all) => apply("maxShare", [a, ...all]),
    minShare: (a, all) => apply("minShare", [a, ...all]),
  };
}
