import type { Algebra } from "./algebra.ts";
import { nestedShares, outward } from "./corners.ts";
import {
  divOrZero,
  maxShare,
  minShare,
  oneMinusSquare,
  overSquares,
  powLog,
  powSlope,
  rootSquareMinusOne,
  wholeQuotient,
} from "./derived.ts";
import { bits, comparison, digits, nothing, step } from "./families.ts";
import { f16round, sumPrecise } from "./newerMath.ts";
import { everywhere, type Primitive } from "./primitive.ts";
import {
  changesAt,
  gradientStops,
  jump,
  kink,
  logAtZero,
  shareJump,
  singular,
  smooth,
  tie,
} from "./specialPoints.ts";

const isInteger = (x: number) => Number.isInteger(x);
const isHalf = (x: number) => Number.isInteger(x + 0.5);

const everything = <T>(k: Algebra<T>): T => k.constant(1);
/** 1/b where b is +0 or −0 alike: a slope of a function that ends at 0 looks from one side only. */
const over = <T>(k: Algebra<T>, b: T): T => k.div(k.constant(1), k.add(b, k.constant(0)));

/** All arguments but this one. */
function without<T>(args: readonly T[], x: T): readonly T[] {
  const own = args.indexOf(x);
  return args.filter((_, index) => index !== own);
}

/** a^b has a value; infinities aside, which have one for every exponent. */
const hasPower = (a: number, b: number) =>
  a >= 0 || a === -Infinity || isInteger(b) || !Number.isFinite(b);

// biome-ignore format: a table is read by its columns
export const primitives = {
  add: { arity: 2, js: "+", evaluate: (a, b) => a + b, left: everything, right: everything, domain: everywhere, special: smooth, samples: [[2, 3], [-1, -2]] },
  sub: { arity: 2, js: "-", evaluate: (a, b) => a - b, left: everything, right: (k) => k.constant(-1), domain: everywhere, special: smooth, samples: [[2, 3], [-1, -2]] },
  mul: { arity: 2, js: "*", evaluate: (a, b) => a * b, left: (_k, _a, b) => b, right: (_k, a) => a, domain: everywhere, special: smooth, samples: [[2, 3], [-1, 0], [2, -3]] },
  // d(a/b) = da/b − (a/b)/b·db: through the quotient itself, so 1/±0 keeps its sign.
  div: { arity: 2, js: "/", evaluate: (a, b) => a / b, left: (k, _a, b) => k.div(k.constant(1), b), right: (k, _a, b, y) => k.neg(k.div(y, b)),
    domain: (a, b) => a !== 0 || b !== 0, unlimited: true, special: [singular("division by zero", (_a, b) => b === 0)], samples: [[2, 3], [-1, 0.5], [3, -2]] },
  // x − trunc(x/y)·y: the remainder keeps the sign of x, as in JavaScript.
  mod: { arity: 2, js: "%", evaluate: (a, b) => a % b, left: everything, right: (k, a, b) => k.neg(k.wholeQuotient(a, b)),
    domain: (_a, b) => b !== 0, special: [jump("% jumps where its left side is a multiple of its right side", (a, b) => a !== 0 && a % b === 0)], samples: [[5.5, 2], [-5.5, 2], [5.5, -2]] },
  pow: { arity: 2, js: "**", evaluate: (a, b) => (b === 2 ? a * a : a ** b),
    left: (k, a, b) => k.powSlope(a, b), right: (k, a, b) => k.powLog(a, b),
    domain: hasPower,
    special: [singular("0 to the power 0 has no derivative", (a, b) => a === 0 && b === 0, { chosen: "0 was chosen", partials: { jax: (_args, varies) => [varies[1] ? Number.NaN : 0, 0] } }),
      singular("a power below 1 has an infinite slope at 0", (a, b) => a === 0 && b !== 0 && b < 1, { partials: { pytorch: ([a = 0, b = 0]) => [powSlope(a, b), b > 0 ? 0 : a ** b * Math.log(a)] } })], samples: [[2, 3], [0.5, 1.5], [3, -2]] },
  neg: { arity: 1, js: "-", evaluate: (x) => -x, partial: (k) => k.constant(-1), domain: everywhere, special: smooth, samples: [[2], [-2]] },

  abs: { arity: 1, js: "Math.abs", evaluate: Math.abs, partial: (k, x) => k.sign(x),
    domain: everywhere, special: [kink("|x| has a corner at 0", (x) => x === 0, { chosen: "of the slopes −1 … 1 the smallest, 0, was chosen", partials: { jax: [1] }, along: (_args, [d = 0]) => [Math.sign(d)] })], samples: [[2], [-3]] },
  sign: { arity: 1, js: "Math.sign", evaluate: Math.sign, partial: nothing, stops: true,
    domain: everywhere, special: [gradientStops("Math.sign"), jump("the sign jumps at 0", (x) => x === 0)], samples: [[2], [-3]] },
  sqrt: { arity: 1, js: "Math.sqrt", evaluate: Math.sqrt, partial: (k, _x, y) => over(k, k.mul(k.constant(2), y)),
    domain: (x) => x >= 0, special: [singular("the square root has an infinite slope at 0", (x) => x === 0)], samples: [[2], [0.25]] },
  cbrt: { arity: 1, js: "Math.cbrt", evaluate: Math.cbrt, partial: (k, _x, y) => k.div(k.constant(1), k.mul(k.constant(3), k.mul(y, y))),
    domain: everywhere, special: [singular("the cube root has an infinite slope at 0", (x) => x === 0)], samples: [[2], [-8]] },
  hypot: { arity: "n", js: "Math.hypot", evaluate: Math.hypot, each: (k, x, args, y) => k.hypotSlope(x, without(args, x), y),
    domain: everywhere, special: [kink("hypot has the tip of a cone at the origin", (...args) => args.every((x) => x === 0), { chosen: "the smallest slope, 0, was chosen",
      partials: { pytorch: (args) => args.map(() => Number.NaN), jax: (args) => nestedShares(args.map(() => true)) }, along: (_args, direction) => outward(direction) })], samples: [[3, 4], [-1, -2, 2], [1, 2, -2]] },

  exp: { arity: 1, js: "Math.exp", evaluate: Math.exp, partial: (_k, _x, y) => y, domain: everywhere, special: smooth, samples: [[1], [-2]] },
  expm1: { arity: 1, js: "Math.expm1", evaluate: Math.expm1, partial: (k, x) => k.exp(x), domain: everywhere, special: smooth, samples: [[1], [-2], [1e-10]] },
  log: { arity: 1, js: "Math.log", symbol: "ln", evaluate: Math.log, partial: (k, x) => over(k, x), domain: (x) => x >= 0, special: [logAtZero], samples: [[2], [0.3]] },
  log2: { arity: 1, js: "Math.log2", evaluate: Math.log2, partial: (k, x) => k.mul(over(k, x), k.div(k.constant(1), k.log(k.constant(2)))), domain: (x) => x >= 0, special: [logAtZero], samples: [[3], [0.3]] },
  log10: { arity: 1, js: "Math.log10", evaluate: Math.log10, partial: (k, x) => k.mul(over(k, x), k.div(k.constant(1), k.log(k.constant(10)))), domain: (x) => x >= 0, special: [logAtZero], samples: [[3], [0.3]] },
  log1p: { arity: 1, js: "Math.log1p", evaluate: Math.log1p, partial: (k, x) => k.div(k.constant(1), k.add(k.constant(1), x)),
    domain: (x) => x >= -1, special: [singular("log1p falls to −∞ at −1; its slope there is +∞", (x) => x === -1)], samples: [[1], [-0.5], [1e-10]] },

  sin: { arity: 1, js: "Math.sin", evaluate: Math.sin, partial: (k, x) => k.cos(x), domain: everywhere, special: smooth, samples: [[1], [-2]] },
  cos: { arity: 1, js: "Math.cos", evaluate: Math.cos, partial: (k, x) => k.neg(k.sin(x)), domain: everywhere, special: smooth, samples: [[1], [-2]] },
  // 1 + tan² rather than 1/cos²: it reuses the output and overflows no earlier.
  tan: { arity: 1, js: "Math.tan", evaluate: Math.tan, partial: (k, _x, y) => k.add(k.constant(1), k.mul(y, y)), domain: everywhere, special: smooth, samples: [[1], [-0.5]] },
  asin: { arity: 1, js: "Math.asin", symbol: "arcsin", evaluate: Math.asin, partial: (k, x) => k.div(k.constant(1), k.sqrt(k.oneMinusSquare(x))),
    domain: (x) => x >= -1 && x <= 1, special: [singular("the arcsine has an infinite slope at ±1", (x) => Math.abs(x) === 1)], samples: [[0.5], [-0.2]] },
  acos: { arity: 1, js: "Math.acos", symbol: "arccos", evaluate: Math.acos, partial: (k, x) => k.div(k.constant(-1), k.sqrt(k.oneMinusSquare(x))),
    domain: (x) => x >= -1 && x <= 1, special: [singular("the arccosine has an infinite slope at ±1", (x) => Math.abs(x) === 1)], samples: [[0.5], [-0.2]] },
  atan: { arity: 1, js: "Math.atan", symbol: "arctan", evaluate: Math.atan, partial: (k, x) => k.overSquares(k.constant(1), x), domain: everywhere, special: smooth, samples: [[2], [-0.5]] },
  // atan2(y, x): ∂/∂y = x/(x² + y²), ∂/∂x = −y/(x² + y²); at the origin 0 was chosen.
  atan2: { arity: 2, js: "Math.atan2", evaluate: Math.atan2,
    left: (k, y, x) => k.overSquares(x, y), right: (k, y, x) => k.neg(k.overSquares(y, x)),
    domain: everywhere, special: [singular("atan2 has no derivative at the origin", (y, x) => y === 0 && x === 0, { chosen: "0 was chosen", partials: { jax: [Number.NaN, Number.NaN] } }),
      jump("atan2 jumps from π to −π on the negative x axis", (y, x) => y === 0 && x < 0)], samples: [[1, 2], [-1, 0.5], [1, -2]] },
  sinh: { arity: 1, js: "Math.sinh", evaluate: Math.sinh, partial: (k, x) => k.cosh(x), domain: everywhere, special: smooth, samples: [[1], [-0.5]] },
  cosh: { arity: 1, js: "Math.cosh", evaluate: Math.cosh, partial: (k, x) => k.sinh(x), domain: everywhere, special: smooth, samples: [[1], [-0.5]] },
  // (1/cosh)² rather than 1 − tanh² or 1/cosh²: no cancellation for large |x|, and no overflow.
  tanh: { arity: 1, js: "Math.tanh", evaluate: Math.tanh, partial: (k, x) => { const s = k.div(k.constant(1), k.cosh(x)); return k.mul(s, s); }, domain: everywhere, special: smooth, samples: [[1], [-0.5], [20]] },
  asinh: { arity: 1, js: "Math.asinh", symbol: "arsinh", evaluate: Math.asinh, partial: (k, x) => k.div(k.constant(1), k.hypot(x, k.constant(1))), domain: everywhere, special: smooth, samples: [[1], [-2]] },
  acosh: { arity: 1, js: "Math.acosh", symbol: "arcosh", evaluate: Math.acosh, partial: (k, x) => k.div(k.constant(1), k.rootSquareMinusOne(x)),
    domain: (x) => x >= 1, special: [singular("acosh has an infinite slope at 1", (x) => x === 1)], samples: [[2], [5]] },
  atanh: { arity: 1, js: "Math.atanh", symbol: "artanh", evaluate: Math.atanh, partial: (k, x) => k.div(k.constant(1), k.oneMinusSquare(x)),
    domain: (x) => x >= -1 && x <= 1, special: [singular("atanh has an infinite slope at ±1", (x) => Math.abs(x) === 1)], samples: [[0.5], [-0.2]] },

  max: { arity: "n", js: "Math.max", evaluate: Math.max, each: (k, x, args) => k.maxShare(x, args), selects: true,
    domain: everywhere, special: [tie("Math.max", Math.max, 1)], samples: [[1, 2], [3, -1, 2], [-3, 1, -2]] },
  min: { arity: "n", js: "Math.min", evaluate: Math.min, each: (k, x, args) => k.minShare(x, args), selects: true,
    domain: everywhere, special: [tie("Math.min", Math.min, -1)], samples: [[1, 2], [3, -1, 2], [-3, 1, -2]] },

  floor: step("Math.floor", Math.floor, isInteger, [[1.5], [-0.5]]),
  ceil: step("Math.ceil", Math.ceil, isInteger, [[1.5], [-0.5]]),
  trunc: step("Math.trunc", Math.trunc, (x) => x !== 0 && isInteger(x), [[1.5], [-2.5]]),
  round: step("Math.round", Math.round, isHalf, [[1.2], [-0.4]]),
  clz32: step("Math.clz32", Math.clz32, (x) => changesAt(Math.clz32, x), [[5], [1000], [-5]]),
  // Rounding to float32 or float16 is a matter of storage: the gradient passes.
  fround: { arity: 1, js: "Math.fround", evaluate: Math.fround, partial: everything, domain: everywhere, special: smooth, samples: [[1.1], [-1.1]] },
  f16round: { arity: 1, js: "Math.f16round", evaluate: f16round, partial: everything, domain: everywhere, special: smooth, samples: [[1.1], [-1.1]] },
  // Its numbers are the elements of one list.
  sumPrecise: { arity: "n", js: "Math.sumPrecise([$*])", symbol: "sumPrecise", evaluate: sumPrecise, each: everything, domain: everywhere, special: smooth, samples: [[1, 2, 3], [-1, 0.5], [1, -2, -3]] },
  // Text read back as a number: `Number(x.toFixed(2))`.
  toFixed: digits("toFixed", 0, (x, places) => x.toFixed(places)),
  toPrecision: digits("toPrecision", 1, (x, places) => x.toPrecision(places)),

  lt: comparison("<", (a, b) => Number(a < b)),
  le: comparison("<=", (a, b) => Number(a <= b)),
  gt: comparison(">", (a, b) => Number(a > b)),
  ge: comparison(">=", (a, b) => Number(a >= b)),
  eq: comparison("===", (a, b) => Number(a === b)),
  ne: comparison("!==", (a, b) => Number(a !== b)),
  not: { arity: 1, js: "!", evaluate: (x) => Number(!x), partial: nothing, stops: true, domain: everywhere, special: [gradientStops("!"), jump("! switches at 0", (x) => x === 0)], samples: [[1], [-2]] },

  bitAnd: bits("&", (a, b) => a & b),
  bitOr: bits("|", (a, b) => a | b),
  bitXor: bits("^", (a, b) => a ^ b),
  shiftLeft: bits("<<", (a, b) => a << b),
  shiftRight: bits(">>", (a, b) => a >> b),
  shiftRightUnsigned: bits(">>>", (a, b) => a >>> b),
  imul: bits("Math.imul", Math.imul),
  bitNot: { arity: 1, js: "~", evaluate: (x) => ~x, partial: nothing, stops: true, domain: everywhere, special: [gradientStops("~")], samples: [[5], [-9]] },

  // The rest occur only inside derivatives (see derived.ts); they have rules so that a derivative can be differentiated again.
  divOrZero: { arity: 2, js: "($2 === 0 ? 0 : $1 / $2)", evaluate: divOrZero, left: (k, _a, b) => k.divOrZero(k.constant(1), b), right: (k, _a, b, y) => k.neg(k.divOrZero(y, b)),
    domain: everywhere, special: [singular("division by zero", (_a, b) => b === 0)], samples: [[2, 3], [-1, -2]] },
  // q = x/y and p = r/y with y = √(x² + r²): q′ = (p²/y, −q·p/y).
  hypotSlope: { arity: 2, js: "($1 === 0 && $2 === 0 ? 0 : $1 / Math.hypot($1, $2))", evaluate: (x, r) => divOrZero(x, Math.hypot(x, r)),
    left: (k, x, r) => { const y = k.hypot(x, r); const p = k.hypotSlope(r, [x], y); return k.divOrZero(k.mul(p, p), y); },
    right: (k, x, r, q) => { const y = k.hypot(x, r); return k.neg(k.divOrZero(k.mul(q, k.hypotSlope(r, [x], y)), y)); },
    domain: everywhere, special: [jump("the slope of hypot jumps at the origin", (x, r) => x === 0 && r === 0)], samples: [[2, 3], [1, -0.5], [-1, 2]] },
  powSlope: { arity: 2, js: "($2 === 0 ? 0 : $2 * $1 ** ($2 - 1))", evaluate: powSlope,
    left: (k, x, y) => k.mul(y, k.powSlope(x, k.sub(y, k.constant(1)))),
    right: (k, x, y) => { const z = k.sub(y, k.constant(1)); return k.add(k.pow(x, z), k.mul(y, k.powLog(x, z))); },
    domain: (x, y) => hasPower(x, y - 1), special: [singular("the slope of a power is singular at 0", (x, y) => x === 0 && y < 2)], samples: [[2, 3], [0.5, 1.5], [2, -1.5]] },
  powLog: { arity: 2, js: "(($1 === 0 && $2 >= 0) || $1 ** $2 === 0 ? 0 : $1 ** $2 * Math.log($1))", evaluate: powLog,
    left: (k, x, y) => k.add(k.mul(k.powSlope(x, y), k.log(x)), k.div(k.pow(x, y), x)), right: (k, x, _y, z) => k.mul(z, k.log(x)),
    domain: (x, y) => x > 0 || (x === 0 && y >= 0), special: [singular("the logarithm is infinite at 0", (x) => x === 0)], samples: [[2, 3], [0.5, 1.5], [2, -1.5]] },
  // x/(x² + y²): q′ = (p² − q², −2pq) with p = y/(x² + y²).
  overSquares: { arity: 2, js: "$1 / ($1 ** 2 + $2 ** 2)", evaluate: overSquares,
    left: (k, x, y, q) => { const p = k.overSquares(y, x); return k.mul(k.sub(p, q), k.add(p, q)); }, right: (k, x, y, q) => k.mul(k.constant(-2), k.mul(q, k.overSquares(y, x))),
    domain: everywhere, special: [singular("x/(x² + y²) is infinite beside the origin", (x, y) => x === 0 && y === 0)], samples: [[2, 3], [1, -0.5], [-2, 1]] },
  oneMinusSquare: { arity: 1, js: "(1 - $1 ** 2)", evaluate: oneMinusSquare, partial: (k, x) => k.mul(k.constant(-2), x), domain: everywhere, special: smooth, samples: [[0.5], [-0.5], [3]] },
  rootSquareMinusOne: { arity: 1, js: "Math.sqrt($1 ** 2 - 1)", evaluate: rootSquareMinusOne, partial: (k, x, y) => k.div(x, y),
    domain: (x) => x >= 1, special: [singular("the square root has an infinite slope at 0", (x) => x === 1)], samples: [[2], [5]] },
  wholeQuotient: { arity: 2, js: "Math.round(($1 - ($1 % $2)) / $2)", symbol: "trunc", evaluate: wholeQuotient, left: nothing, right: nothing, stops: true,
    domain: (_a, b) => b !== 0, special: [gradientStops("the whole quotient"), jump("the whole quotient jumps at a multiple", (a, b) => a !== 0 && a % b === 0)], samples: [[5.5, 2], [-5.5, 2], [5.5, -2]] },
  maxShare: { arity: "n", js: "maxShare", evaluate: (a = Number.NaN, ...all) => maxShare(a, all), each: nothing, stops: true,
    domain: everywhere, special: [gradientStops("a share"), shareJump(Math.max)], samples: [[2, 1, 2], [-1, -1, -2]] },
  minShare: { arity: "n", js: "minShare", evaluate: (a = Number.NaN, ...all) => minShare(a, all), each: nothing, stops: true,
    domain: everywhere, special: [gradientStops("a share"), shareJump(Math.min)], samples: [[1, 1, 2], [-2, -1, -2]] },
} satisfies Record<string, Primitive>;

export type OpName = keyof typeof primitives;
