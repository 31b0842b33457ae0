/**
 * What was measured at points without a single derivative: our own convention, PyTorch 2.13 and JAX
 * 0.10 in reverse mode, each as the gradient in the order of the parameters. Where the libraries
 * branch as JavaScript does, or have the same operation, they are listed; a missing list is our own.
 */
export interface Measured {
  readonly body: string;
  readonly at: string;
  readonly own: readonly number[];
  readonly pytorch?: readonly number[];
  readonly jax?: readonly number[];
  /** One-sided, of each parameter by itself. */
  readonly left?: readonly number[];
  readonly right?: readonly number[];
  readonly notes?: readonly string[];
}

const inf = Number.POSITIVE_INFINITY;
const nan = Number.NaN;
const third = 1 / 3;

// biome-ignore format: a table is read by its columns
export const measured: readonly Measured[] = [
  { body: "Math.max(x, 0)", at: "x=0", own: [0.5], left: [0], right: [1], notes: ["kink"] },
  { body: "Math.max(0, x)", at: "x=0", own: [0.5], left: [0], right: [1], notes: ["kink"] },
  { body: "Math.max(0, -x)", at: "x=0", own: [-0.5], left: [-1], right: [0], notes: ["kink"] },
  { body: "x > 0 ? x : 0", at: "x=0", own: [0], left: [0], right: [1], notes: ["branch"] },
  { body: "x >= 0 ? x : 0", at: "x=0", own: [1], left: [0], right: [1], notes: ["branch"] },
  { body: "x >= 0 ? x : 0.1 * x", at: "x=0", own: [1], left: [0.1], right: [1], notes: ["branch"] },
  { body: "x > 0 ? x : 0.1 * x", at: "x=0", own: [0.1], left: [0.1], right: [1], notes: ["branch"] },
  { body: "x > 0 ? x : Math.expm1(x)", at: "x=0", own: [1], notes: ["branch"] },
  { body: "Math.min(Math.max(x, 0), 6)", at: "x=0", own: [0.5], left: [0], right: [1], notes: ["kink"] },
  { body: "Math.min(Math.max(x, 0), 6)", at: "x=6", own: [0.5], left: [1], right: [0], notes: ["kink"] },
  { body: "Math.min(Math.max(x, -1), 1)", at: "x=-1", own: [0.5], left: [0], right: [1], notes: ["kink"] },
  { body: "Math.min(Math.max(x, -1), 1)", at: "x=1", own: [0.5], left: [1], right: [0], notes: ["kink"] },
  { body: "Math.min(Math.max(x, y), z)", at: "x=2, y=2, z=5", own: [0.5, 0.5, 0], left: [0, 0, 0], right: [1, 1, 0], notes: ["kink"] },
  { body: "Math.abs(x)", at: "x=0", own: [0], pytorch: [0], jax: [1], left: [-1], right: [1], notes: ["kink"] },
  { body: "Math.abs(-x)", at: "x=0", own: [0], pytorch: [0], jax: [-1], left: [-1], right: [1], notes: ["kink"] },
  { body: "Math.abs(x - y)", at: "x=2, y=2", own: [0, 0], pytorch: [0, 0], jax: [1, -1], left: [-1, -1], right: [1, 1], notes: ["kink"] },
  { body: "Math.sign(x)", at: "x=0", own: [0], notes: ["gradient-stops", "jump"] },
  { body: "Math.sign(x)", at: "x=2", own: [0], notes: ["gradient-stops"] },
  { body: "Math.max(x, y)", at: "x=1, y=1", own: [0.5, 0.5], left: [0, 0], right: [1, 1], notes: ["kink"] },
  { body: "Math.min(x, y)", at: "x=1, y=1", own: [0.5, 0.5], left: [1, 1], right: [0, 0], notes: ["kink"] },
  { body: "Math.max(x, 2 * x)", at: "x=0", own: [1.5], left: [1], right: [2], notes: ["kink"] },
  { body: "Math.max(x, y, z)", at: "x=1, y=1, z=1", own: [third, third, third], pytorch: [0.25, 0.25, 0.5], jax: [0.25, 0.25, 0.5], left: [0, 0, 0], right: [1, 1, 1], notes: ["kink"] },
  { body: "Math.max(x, y, z)", at: "x=1, y=0, z=1", own: [0.5, 0, 0.5], left: [0, 0, 0], right: [1, 0, 1], notes: ["kink"] },
  { body: "Math.min(x, y, z)", at: "x=1, y=1, z=1", own: [third, third, third], pytorch: [0.25, 0.25, 0.5], jax: [0.25, 0.25, 0.5], left: [1, 1, 1], right: [0, 0, 0], notes: ["kink"] },
  { body: "Math.max(Math.max(x, y), z)", at: "x=1, y=1, z=1", own: [0.25, 0.25, 0.5], left: [0, 0, 0], right: [1, 1, 1], notes: ["kink"] },
  { body: "Math.sqrt(x)", at: "x=0", own: [inf], left: [nan], right: [inf], notes: ["singular"] },
  { body: "Math.sqrt(x)", at: "x=-1", own: [nan], notes: ["domain"] },
  { body: "Math.sqrt(x * x)", at: "x=0", own: [nan], notes: ["singular"] },
  { body: "Math.sqrt(x) ** 2", at: "x=0", own: [nan], notes: ["singular"] },
  { body: "Math.cbrt(x)", at: "x=0", own: [inf], notes: ["singular"] },
  { body: "x ** y", at: "x=0, y=0", own: [0, 0], pytorch: [0, 0], jax: [nan, 0], notes: ["singular"] },
  { body: "x ** y", at: "x=0, y=0.5", own: [inf, 0], left: [nan, 0], right: [inf, 0], notes: ["singular"] },
  { body: "x ** y", at: "x=0, y=1", own: [1, 0] },
  { body: "x ** y", at: "x=0, y=2", own: [0, 0] },
  { body: "x ** y", at: "x=0, y=3", own: [0, 0] },
  { body: "x ** y", at: "x=0, y=-1", own: [-inf, nan], pytorch: [-inf, -inf], jax: [-inf, nan], notes: ["singular"] },
  { body: "x ** y", at: "x=2, y=0", own: [0, Math.LN2] },
  { body: "x ** y", at: "x=1, y=0", own: [0, 0] },
  { body: "x ** y", at: "x=-2, y=0", own: [0, nan] },
  { body: "x ** y", at: "x=-2, y=3", own: [12, nan] },
  { body: "Math.pow(x, y)", at: "x=0, y=0", own: [0, 0], pytorch: [0, 0], jax: [nan, 0], notes: ["singular"] },
  { body: "x ** 0", at: "x=0", own: [0], pytorch: [0], jax: [0] },
  { body: "x ** 1.5", at: "x=0", own: [0] },
  { body: "x ** 2", at: "x=0", own: [0] },
  { body: "x ** 0.5", at: "x=0", own: [inf], left: [nan], right: [inf], notes: ["singular"] },
  { body: "0 ** x", at: "x=0", own: [0] },
  { body: "0 ** x", at: "x=2", own: [0] },
  { body: "Math.atan2(y, x)", at: "x=0, y=0", own: [0, 0], pytorch: [0, 0], jax: [nan, nan], notes: ["singular"] },
  { body: "Math.atan2(y, x)", at: "x=-1, y=0", own: [0, -1], notes: ["jump"] },
  { body: "Math.hypot(x, y)", at: "x=0, y=0", own: [0, 0], pytorch: [nan, nan], jax: [0.5, 0.5], left: [-1, -1], right: [1, 1], notes: ["kink"] },
  { body: "Math.sqrt(x * x + y * y)", at: "x=0, y=0", own: [nan, nan], notes: ["singular"] },
  { body: "Math.log(x)", at: "x=0", own: [inf], left: [nan], right: [inf], notes: ["singular"] },
  { body: "Math.log2(x)", at: "x=0", own: [inf], left: [nan], right: [inf], notes: ["singular"] },
  { body: "Math.log10(x)", at: "x=0", own: [inf], left: [nan], right: [inf], notes: ["singular"] },
  { body: "Math.log1p(x)", at: "x=-1", own: [inf], left: [nan], right: [inf], notes: ["singular"] },
  // The libraries give −1 here. Outside a domain no convention gives a number.
  { body: "Math.log(x)", at: "x=-1", own: [nan], notes: ["domain"] },
  { body: "x * Math.log(x)", at: "x=0", own: [nan], notes: ["singular"] },
  { body: "Math.floor(x)", at: "x=1.5", own: [0], notes: ["gradient-stops"] },
  { body: "Math.floor(x)", at: "x=1", own: [0], notes: ["gradient-stops", "jump"] },
  { body: "Math.ceil(x)", at: "x=1", own: [0], notes: ["gradient-stops", "jump"] },
  { body: "Math.trunc(x)", at: "x=1", own: [0], notes: ["gradient-stops", "jump"] },
  { body: "Math.round(x)", at: "x=2.5", own: [0], notes: ["gradient-stops", "jump"] },
  { body: "x % y", at: "x=-5.5, y=2", own: [1, 2] },
  { body: "x % y", at: "x=6, y=2", own: [1, -3], notes: ["jump"] },
  { body: "x % y", at: "x=5.5, y=0", own: [nan, nan], notes: ["domain"] },
  { body: "x - Math.floor(x / y) * y", at: "x=-5.5, y=2", own: [1, 3], notes: ["gradient-stops"] },
  { body: "x > 0 ? Math.log(x) : 0", at: "x=0", own: [0], notes: ["branch"] },
  { body: "x !== 0 ? Math.sin(x) / x : 1", at: "x=0", own: [0], notes: ["branch"] },
  { body: "1 / x", at: "x=0", own: [-inf], notes: ["singular"] },
  { body: "1 / x", at: "x=-0", own: [-inf], notes: ["singular"] },
  { body: "x / y", at: "x=1, y=0", own: [inf, -inf], notes: ["singular"] },
  { body: "x / y", at: "x=0, y=0", own: [inf, nan], notes: ["singular"] },
  { body: "Math.asin(x)", at: "x=1", own: [inf], left: [inf], right: [nan], notes: ["singular"] },
  { body: "Math.acos(x)", at: "x=1", own: [-inf], left: [-inf], right: [nan], notes: ["singular"] },
  { body: "Math.acosh(x)", at: "x=1", own: [inf], left: [nan], right: [inf], notes: ["singular"] },
  { body: "Math.atanh(x)", at: "x=1", own: [inf], left: [inf], right: [nan], notes: ["singular"] },
  { body: "Math.tan(x)", at: "x=1.5707963267948966", own: [2.6670937881135714e32] },
  { body: "Math.log(1 + Math.exp(x))", at: "x=1000", own: [nan] },
  { body: "1 / (1 + Math.exp(-x))", at: "x=-1000", own: [nan] },
  { body: "x * y", at: "x=0, y=0", own: [0, 0] },
];
