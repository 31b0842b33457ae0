/** Pieces, corners and clamps of x. */
export const branches: readonly (readonly [primal: string, derivative: string])[] = [
  ["Math.max(0, x)", "x > 0 ? 1 : 0"],
  ["x > 0 ? x : 0", "x >= 0 ? 1 : 0"],
  ["x > 0 ? x : 0.01 * x", "x > 0 ? 1 : 0.01"],
  ["Math.abs(x)", "Math.sign(x)"],
  ["Math.abs(x - 3)", "x > 3 ? 1 : -1"],
  ["Math.min(Math.max(x, -1), 1)", "x > -1 && x < 1 ? 1 : 0"],
  ["Math.min(6, Math.max(0, x))", "x <= 0 || x >= 6 ? 0 : 1"],
  ["x >= 0 ? x : 1.5 * (Math.exp(x) - 1)", "x >= 0 ? 1 : 1.5 * Math.exp(x)"],
  ["x > 100 ? x * x : x", "x > 100 ? 2 * x : 1"],
  ["x < -7 ? x ** 3 : x", "x < -7 ? 3 * x ** 2 : 1"],
  ["x * Math.abs(x)", "2 * Math.abs(x)"],
  [
    "Math.abs(x) <= 1.5 ? 0.5 * x * x : 1.5 * (Math.abs(x) - 0.75)",
    "Math.abs(x) <= 1.5 ? x : 1.5 * Math.sign(x)",
  ],
  ["x < 3 ? 0 : x < 4 ? (x - 3) ** 2 : 1", "x < 3 ? 0 : x < 4 ? 2 * (x - 3) : 0"],
  ["Math.floor(x)", "0"],
  ["x % 1", "1"],
  ["Math.max(x, x * x)", "x > x * x ? 1 : 2 * x"],
  [
    "x > 2 ? Math.sin(3 * x) : Math.cos(3 * x)",
    "x > 2 ? 3 * Math.cos(3 * x) : -3 * Math.sin(3 * x)",
  ],
  ["Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0)", "1 / (1 + Math.exp(-x))"],
];

/** Activations whose derivative is written in terms of the output y. */
export const ofOutput: readonly (readonly [primal: string, derivative: string])[] = [
  ["1 / (1 + Math.exp(-x))", "y * (1 - y)"],
  ["Math.tanh(x)", "1 - y * y"],
  ["Math.sqrt(x)", "1 / (2 * y)"],
  ["5 * Math.exp(2 * x)", "2 * y"],
  ["Math.log(1 + Math.exp(x))", "1 - Math.exp(-y)"],
  ["Math.max(0, x)", "y > 0 ? 1 : 0"],
  ["1.7159 * Math.tanh(2 * x / 3)", "2 / 3 * (1.7159 - y * y / 1.7159)"],
  ["1 / x", "-y * y"],
  ["Math.exp(x)", "y"],
];
