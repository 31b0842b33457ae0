/** Right derivatives where checkers stumble: sizes, corners, 32 bits, outputs, other orders. Not mutated. */
type Pair = readonly [primal: string, derivative: string];

/** Functions of u, and their derivatives by u. */
const curves: readonly Pair[] = [
  ["Math.sin(u)", "Math.cos(u)"],
  ["Math.cos(u)", "-Math.sin(u)"],
  ["Math.exp(-u * u)", "-2 * u * Math.exp(-u * u)"],
  ["Math.tanh(u)", "1 - Math.tanh(u) ** 2"],
  ["Math.atan(u)", "1 / (1 + u * u)"],
  ["Math.log(1 + u * u)", "2 * u / (1 + u * u)"],
  ["Math.sqrt(1 + u * u)", "u / Math.sqrt(1 + u * u)"],
  ["1 / (1 + Math.exp(-u))", "Math.exp(-u) / (1 + Math.exp(-u)) ** 2"],
  ["u ** 3 - u", "3 * u ** 2 - 1"],
  ["u / (1 + Math.abs(u))", "1 / (1 + Math.abs(u)) ** 2"],
  ["Math.log1p(Math.exp(u))", "1 / (1 + Math.exp(-u))"],
  ["u * Math.exp(-u)", "(1 - u) * Math.exp(-u)"],
];

const at = (code: string, u: string) => code.replaceAll(/\bu\b/g, `(${u})`);

const outerScales = ["1e-30", "1e-12", "1e-6", "1e6", "1e12", "1e30"];
const innerScales = ["1e-9", "1e-3", "37", "1e4"];

const scaled: readonly Pair[] = curves.flatMap(([f, df]) => [
  ...outerScales.map((s): Pair => [`${s} * (${at(f, "x")})`, `${s} * (${at(df, "x")})`]),
  ...innerScales.map((k): Pair => [at(f, `${k} * x`), `${k} * (${at(df, `${k} * x`)})`]),
]);

const stiff: readonly Pair[] = [
  ["Math.sin(1e6 * x)", "1e6 * Math.cos(1e6 * x)"],
  ["Math.cos(1e8 * x)", "-1e8 * Math.sin(1e8 * x)"],
  ["Math.exp(-1e4 * x)", "-1e4 * Math.exp(-1e4 * x)"],
  ["1 / (1 + Math.exp(-500 * x))", "500 * Math.exp(-500 * x) / (1 + Math.exp(-500 * x)) ** 2"],
  ["Math.tanh(1e3 * (x - 1))", "1e3 * (1 - Math.tanh(1e3 * (x - 1)) ** 2)"],
  ["Math.exp(Math.exp(x))", "Math.exp(x) * Math.exp(Math.exp(x))"],
  ["x ** 25", "25 * x ** 24"],
  ["Math.exp(20 * x) - 1", "20 * Math.exp(20 * x)"],
  ["(x - 1) ** 7", "7 * (x - 1) ** 6"],
  ["Math.log(Math.cosh(x))", "Math.tanh(x)"],
  ["(1 - Math.cos(x)) / (x * x)", "Math.sin(x) / (x * x) - 2 * (1 - Math.cos(x)) / x ** 3"],
  ["Math.sqrt(x + 1) - Math.sqrt(x)", "0.5 / Math.sqrt(x + 1) - 0.5 / Math.sqrt(x)"],
];

const inner: readonly Pair[] = [
  ["x", "1"],
  ["3 * x + 1", "3"],
  ["x * x - 2", "2 * x"],
];
const bounds = [
  ["-1", "1"],
  ["0", "6"],
  ["0", "1"],
  ["-1e-3", "1e-3"],
  ["100", "200"],
] as const;

/** A clamp in two spellings, with the edges on either side. */
const clamps: readonly Pair[] = bounds.flatMap(([low, high]) =>
  inner.flatMap(([g, dg]): readonly Pair[] => [
    [`Math.min(${high}, Math.max(${low}, ${g}))`, `${g} > ${low} && ${g} < ${high} ? ${dg} : 0`],
    [`Math.max(${low}, Math.min(${high}, ${g}))`, `${g} < ${low} || ${g} > ${high} ? 0 : ${dg}`],
    [
      `${g} < ${low} ? ${low} : ${g} > ${high} ? ${high} : ${g}`,
      `${g} <= ${low} || ${g} >= ${high} ? 0 : ${dg}`,
    ],
  ]),
);

const kinks: readonly Pair[] = [
  ...inner.map(([g, dg]): Pair => [`Math.abs(${g})`, `(${dg}) * Math.sign(${g})`]),
  ...inner.map(([g, dg]): Pair => [`Math.abs(${g})`, `${g} < 0 ? -(${dg}) : ${dg}`]),
  ...inner.map(([g, dg]): Pair => [`Math.max(0, ${g})`, `${g} > 0 ? ${dg} : 0`]),
  ...inner.map(([g, dg]): Pair => [`Math.max(0, ${g})`, `(${g} >= 0) * (${dg})`]),
  ...["0.01", "0.1", "0.2", "0.3"].flatMap((a): readonly Pair[] => [
    [`x > 0 ? x : ${a} * x`, `x > 0 ? 1 : ${a}`],
    [`Math.max(${a} * x, x)`, `x < 0 ? ${a} : 1`],
    [`x >= 0 ? x : ${a} * (Math.exp(x) - 1)`, `x > 0 ? 1 : ${a} * Math.exp(x)`],
  ]),
  ["Math.sign(x) * x * x", "2 * Math.abs(x)"],
  ["Math.max(x, 1 - x)", "x > 0.5 ? 1 : -1"],
  ["Math.min(x * x, 4)", "Math.abs(x) < 2 ? 2 * x : 0"],
  ["Math.max(Math.sin(x), Math.cos(x))", "Math.sin(x) > Math.cos(x) ? Math.cos(x) : -Math.sin(x)"],
  ["Math.abs(Math.abs(x) - 2)", "Math.sign(Math.abs(x) - 2) * Math.sign(x)"],
  ["x < 0 ? 0 : x < 1 ? x * x * (3 - 2 * x) : 1", "x < 0 || x > 1 ? 0 : 6 * x * (1 - x)"],
  ["Math.round(x) + x", "1"],
  ["x - Math.trunc(x)", "1"],
  ["Math.floor(3 * x) / 3", "0"],
  ["(x > 1) * (x - 1)", "x > 1 ? 1 : 0"],
  ["Math.sqrt(x * x)", "x / Math.sqrt(x * x)"],
  ["Math.hypot(x, 0)", "Math.sign(x)"],
];

const single: readonly Pair[] = curves.flatMap(([f, df]): readonly Pair[] => [
  [`Math.fround(${at(f, "Math.fround(x)")})`, `Math.fround(${at(df, "Math.fround(x)")})`],
  [`Math.fround(${at(f, "x")})`, at(df, "x")],
]);

export const hardOneInput: readonly Pair[] = [...scaled, ...stiff, ...clamps, ...kinks, ...single];

/** y is the output. */
export const hardOfOutput: readonly Pair[] = ["0.25", "2", "3", "10", "1e3"].flatMap(
  (k): readonly Pair[] => [
    [`1 / (1 + Math.exp(-${k} * x))`, `${k} * y * (1 - y)`],
    [`Math.tanh(${k} * x)`, `${k} * (1 - y * y)`],
    [`${k} * Math.exp(x / ${k})`, `y / ${k}`],
    [`Math.sqrt(${k} * x)`, `${k} / (2 * y)`],
    [`1 / (${k} * x)`, `-${k} * y * y`],
    [`Math.log(1 + Math.exp(${k} * x))`, `${k} * (1 - Math.exp(-y))`],
    [`x > 0 ? x : ${k} * (Math.exp(x) - 1)`, `y > 0 ? 1 : y + ${k}`],
  ],
);

const threeInputs: readonly (readonly [code: string, da: string, db: string, dc: string])[] = [
  ["a * b + c", "b", "a", "1"],
  [
    "a * Math.exp(-b * c)",
    "Math.exp(-b * c)",
    "-a * c * Math.exp(-b * c)",
    "-a * b * Math.exp(-b * c)",
  ],
  [
    "a / (b * b + c * c)",
    "1 / (b * b + c * c)",
    "-2 * a * b / (b * b + c * c) ** 2",
    "-2 * a * c / (b * b + c * c) ** 2",
  ],
  ["Math.sin(a * b) * c", "b * Math.cos(a * b) * c", "a * Math.cos(a * b) * c", "Math.sin(a * b)"],
  ["(a - b) ** 2 * c", "2 * (a - b) * c", "-2 * (a - b) * c", "(a - b) ** 2"],
  [
    "Math.log(a * a + b * b + c * c)",
    "2 * a / (a * a + b * b + c * c)",
    "2 * b / (a * a + b * b + c * c)",
    "2 * c / (a * a + b * b + c * c)",
  ],
];

/** The same inputs in another order, told by their names. */
export const reordered: readonly string[] = threeInputs.flatMap(([code, ...partials]) =>
  partials.flatMap((partial, index) =>
    ["c, b, a", "b, c, a", "a, b, c"].map((order) => {
      const of = "abc"[index];
      return `function f(a, b, c) { return ${code} }\nfunction df_d${of}(${order}) { return ${partial} }`;
    }),
  ),
);
