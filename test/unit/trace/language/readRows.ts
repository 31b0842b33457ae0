/** What is read: every row is run here and in Node, and the two must agree to the last bit. */
export interface ReadRow {
  readonly section: string;
  /** One line for the page. */
  readonly title: string;
  /** Declares `f`; the page shows it. */
  readonly source: string;
  readonly at: readonly number[];
  /** Words that belong under the code. */
  readonly remark?: string;
}

const row =
  (section: string) =>
  (title: string, source: string, at: readonly number[], remark?: string): ReadRow => ({
    section,
    title,
    source,
    at,
    ...(remark === undefined ? {} : { remark }),
  });

const numbers = row("Numbers and operators");
const control = row("Control flow");
const functions = row("Functions");
const data = row("Arrays, objects and collections");
const classes = row("Classes and prototypes");
const types = row("TypeScript");

export const readRows: readonly ReadRow[] = [
  numbers(
    "arithmetic, powers and remainders",
    "const f = (x, y) => (x + y) ** 2 / x - (y % x);",
    [1.5, 4],
  ),
  numbers(
    "everything in `Math`",
    "const f = (x) => Math.hypot(x, 1) + Math.log1p(Math.tanh(x));",
    [0.7],
  ),
  numbers(
    "aliases of `Math`",
    "const { cos, PI: pi } = Math;\nconst sin = Math.sin;\nconst f = (x) => sin(pi * x) * cos(x);",
    [0.3],
  ),
  numbers(
    "comparisons and truth values used as numbers",
    "const f = (x) => (x >= 0) * x + (x < 0) * 0.1 * x;",
    [2],
    "No gradient passes through the comparison itself.",
  ),
  numbers(
    "integer tricks",
    "const f = (x) => x * (x | 0) + ~~x + (Math.floor(x) >> 1);",
    [5.5],
    "Bit operators and rounding are exact, and no gradient passes; a note says so.",
  ),
  numbers(
    "rounding by way of text",
    "const f = (x) => x * Number(x.toFixed(1)) + +x.toFixed(2);",
    [1.234],
    "The rounded part is a step function: no gradient passes through it.",
  ),
  numbers(
    "random numbers",
    "const f = (x) => x + 0 * Math.random();",
    [3],
    "`Math.random()` is an input called noise: seeded, the same for each trace, without a gradient.",
  ),
  control(
    "branches, ternaries and early returns",
    "function f(x) {\n  if (x < 0) return 0;\n  return x > 1 ? x * x : x;\n}",
    [2],
  ),
  control(
    "switch",
    "function f(x) {\n  switch (Math.sign(x)) {\n    case 1: return x * x;\n    case -1: return -x;\n    default: return 0;\n  }\n}",
    [3],
  ),
  control(
    "loops that count",
    "function f(x) {\n  let s = 0;\n  for (let i = 1; i <= 5; i++) s += x ** i / i;\n  return s;\n}",
    [0.5],
  ),
  control(
    "loops that run until they converge",
    "function f(x) {\n  let r = x;\n  while (Math.abs(r * r - x) > 1e-12) r = (r + x / r) / 2;\n  return r;\n}",
    [7],
    "The derivative is that of the steps taken.",
  ),
  control(
    "labels, `break`, `continue` and `do`",
    "function f(x) {\n  let s = 0;\n  outer: for (let i = 0; i < 4; i++) {\n    for (let j = 0; j < 4; j++) {\n      if (j > i) continue outer;\n      if (i === 3) break outer;\n      s += x * j;\n    }\n  }\n  do s += x; while (s < 5);\n  return s;\n}",
    [1.5],
  ),
  control(
    "assignments inside expressions, chained ones, the comma",
    "function f(x) {\n  let a, b;\n  a = b = x * 2;\n  return (a += b *= x), a - (b -= 1);\n}",
    [3],
  ),
  control(
    "`var` wherever it stands",
    "function f(x) {\n  y = 2 * x;\n  if (x > 0) { var y; }\n  return y * y;\n}",
    [3],
  ),
  control(
    "try, catch and finally",
    'function f(x) {\n  try {\n    if (x > 1) throw new RangeError("too large");\n    return x;\n  } catch (error) {\n    return error instanceof RangeError ? 2 * x : 0;\n  }\n}',
    [3],
  ),
  functions(
    "closures over local and module state",
    "const k = 3;\nfunction scaled(by) {\n  return (u) => k * by * u;\n}\nconst f = (x) => scaled(x)(x);",
    [2],
  ),
  functions(
    "defaults, rest, spread and `arguments`",
    "function sum(first, second = first * 2, ...others) {\n  return others.reduce((s, u) => s + u, first + second) * arguments.length;\n}\nconst f = (x) => sum(x) + sum(...[x, 1, x]);",
    [2],
  ),
  functions(
    "recursion",
    "const power = (u, n) => (n === 0 ? 1 : u * power(u, n - 1));\nconst f = (x) => power(x, 5);",
    [1.5],
  ),
  functions(
    "functions as values",
    "const compose = (...fns) => (u) => fns.reduceRight((v, fn) => fn(v), u);\nconst f = (x) => compose(Math.exp, Math.sin, (u) => u * u)(x);",
    [0.8],
  ),
  functions(
    "`call`, `apply` and `bind`",
    "function scale(by) { return this.k * by; }\nconst f = (x) => scale.call({ k: x }, 2) + scale.apply({ k: 3 }, [x]) + scale.bind({ k: x })(x);",
    [2],
  ),
  data(
    "arrays, also nested, and their methods",
    "function f(x) {\n  const m = [[1, x], [x, 2]];\n  return m.map((row) => row.reduce((s, v) => s + v, 0)).filter((s) => s > 0).reverse()[0];\n}",
    [3],
  ),
  data(
    "typed arrays",
    "function f(x) {\n  const v = new Float64Array(3).fill(x);\n  v.set([2 * x], 1);\n  return v[0] * v[1] + new Float32Array([x])[0];\n}",
    [1.1],
    "`Float32Array` rounds what is stored; the gradient passes.",
  ),
  data(
    "sorting",
    "const f = (x) => [3, x, 1].sort((a, b) => a - b)[1] ** 2;",
    [2.5],
    "The order found at the sample point is a condition of the derivative.",
  ),
  data(
    "objects, destructuring and optional chaining",
    "function f(x) {\n  const { a, b: { c = 5 } = {} } = { a: x };\n  const options = undefined;\n  return a * c + (options?.scale ?? 2) * x;\n}",
    [3],
  ),
  data(
    "`Object`, `Map` and `Set`",
    'function f(x) {\n  const weights = new Map([["a", x], ["b", 2]]);\n  let s = 0;\n  for (const [, w] of weights) s += w * w;\n  return s + Object.values({ p: x, q: 1 }).reduce((t, v) => t * v);\n}',
    [3],
  ),
  data(
    "strings as keys and options",
    'const rules = { square: (u) => u * u, cube: (u) => u ** 3 };\nconst f = (x, kind = "square") => rules[kind](x) + (kind.startsWith("sq") ? x : 0);',
    [2],
  ),
  data(
    "dates",
    "const f = (x) => { const born = new Date(2001, 1, 29); return x * born.getDate() + born.getMonth(); };",
    [3],
    "In the time zone of the machine Gradlens runs on: local time is what the code would give there. Parts of a date are whole numbers, and no gradient passes.",
  ),
  classes(
    "fields, methods, static and private members, accessors",
    "class Line {\n  static origin = 1;\n  #slope;\n  constructor(slope) { this.#slope = slope; }\n  get steepness() { return this.#slope ** 2; }\n  at(u) { return this.#slope * u + Line.origin; }\n}\nconst f = (x) => new Line(x).at(2) + new Line(3).steepness * x;",
    [2],
  ),
  classes(
    "inheritance and `super`",
    "class Layer { forward(u) { return 2 * u; } }\nclass Squared extends Layer { forward(u) { return super.forward(u) ** 2; } }\nconst f = (x) => new Squared().forward(x);",
    [3],
  ),
  classes(
    "arrays with named members",
    "const f = (x) => { const point = [x, 2]; point.cost = point[0] * point[1]; return point.cost; };",
    [3],
  ),
  classes(
    "regular expressions",
    "const f = (x) => { const [, size, unit] = /^(\\d+)(px|em)$/.exec('12px'); return x * Number(size) * (unit === 'em' ? 16 : 1); };",
    [3],
    "matched step by step, within the budget of a run",
  ),
  classes(
    "constructor functions and prototypes",
    "function Vec(x, y) { this.x = x; this.y = y; }\nVec.prototype.dot = function (o) { return this.x * o.x + this.y * o.y; };\nconst f = (x) => new Vec(x, 2).dot(new Vec(3, x));",
    [2],
  ),
  types(
    "types are read past",
    "type Pair = readonly [number, number];\nconst f = (x: number): number => ([x, 2] as Pair)[0]! * (x satisfies number);",
    [3],
  ),
  types(
    "enums and namespaces",
    "enum Kind { Linear = 1, Square }\nnamespace Rules { export const apply = (u: number, k: Kind) => (k === Kind.Square ? u * u : u); }\nconst f = (x: number) => Rules.apply(x, Kind.Square);",
    [3],
  ),
  types(
    "parameter properties",
    "class Spring {\n  constructor(private readonly k: number) {}\n  energy(u: number) { return 0.5 * this.k * u * u; }\n}\nconst f = (x: number) => new Spring(4).energy(x);",
    [3],
  ),
];
