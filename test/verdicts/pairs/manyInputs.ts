/** Parameters, a function of them, and its partial derivatives by name; "v" and its like are lists of 3. */
export const manyInputs: readonly (readonly [
  params: string,
  primal: string,
  partials: Readonly<Record<string, string>>,
])[] = [
  ["x, y", "x * y", { x: "y", y: "x" }],
  ["x, y", "x * x * y", { x: "2 * x * y", y: "x * x" }],
  ["x, y", "x * Math.exp(3 * y)", { x: "Math.exp(3 * y)", y: "3 * x * Math.exp(3 * y)" }],
  ["x, y", "Math.sin(x * y)", { x: "y * Math.cos(x * y)", y: "x * Math.cos(x * y)" }],
  ["x, y", "x ** 2 - 3 * x * y", { x: "2 * x - 3 * y", y: "-3 * x" }],
  ["x, y", "Math.hypot(x, y)", { x: "x / Math.hypot(x, y)", y: "y / Math.hypot(x, y)" }],
  ["x, y", "Math.atan2(y, x)", { x: "-y / (x * x + y * y)", y: "x / (x * x + y * y)" }],
  ["x, y", "x / y", { x: "1 / y", y: "-x / (y * y)" }],
  [
    "x, y",
    "Math.log(x * x + 5 * y * y)",
    { x: "2 * x / (x * x + 5 * y * y)", y: "10 * y / (x * x + 5 * y * y)" },
  ],
  [
    "x, y",
    "(1 - x) ** 2 + 100 * (y - x * x) ** 2",
    { x: "-2 * (1 - x) - 400 * x * (y - x * x)", y: "200 * (y - x * x)" },
  ],
  [
    "x, y",
    "(x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2",
    {
      x: "2 * (x + 2 * y - 7) + 4 * (2 * x + y - 5)",
      y: "4 * (x + 2 * y - 7) + 2 * (2 * x + y - 5)",
    },
  ],
  [
    "x, y",
    "Math.exp(x) * Math.cos(y)",
    { x: "Math.exp(x) * Math.cos(y)", y: "-Math.exp(x) * Math.sin(y)" },
  ],
  [
    "x, y",
    "0.26 * (x * x + y * y) - 0.48 * x * y",
    { x: "0.52 * x - 0.48 * y", y: "0.52 * y - 0.48 * x" },
  ],
  [
    "x, y",
    "Math.sqrt(x * x + y ** 4)",
    { x: "x / Math.sqrt(x * x + y ** 4)", y: "2 * y ** 3 / Math.sqrt(x * x + y ** 4)" },
  ],
  [
    "w, b, x",
    "Math.tanh(w * x + b)",
    { w: "x * (1 - Math.tanh(w * x + b) ** 2)", b: "1 - Math.tanh(w * x + b) ** 2" },
  ],
  [
    "w, b, x",
    "1 / (1 + Math.exp(-(w * x + b)))",
    {
      w: "x * Math.exp(-(w * x + b)) / (1 + Math.exp(-(w * x + b))) ** 2",
      b: "Math.exp(-(w * x + b)) / (1 + Math.exp(-(w * x + b))) ** 2",
    },
  ],
  [
    "w, x, target",
    "(Math.sin(w * x) - target) ** 3",
    { w: "3 * (Math.sin(w * x) - target) ** 2 * Math.cos(w * x) * x" },
  ],
  [
    "w, x, target, lambda",
    "(w * x - target) ** 4 + lambda * w * w",
    { w: "4 * (w * x - target) ** 3 * x + 2 * lambda * w" },
  ],
  ["t, k", "Math.exp(-k * t)", { t: "-k * Math.exp(-k * t)" }],
  ["t, a, omega", "a * Math.cos(omega * t)", { t: "-a * omega * Math.sin(omega * t)" }],
  [
    "r, eps, sigma",
    "4 * eps * ((sigma / r) ** 12 - (sigma / r) ** 6)",
    { r: "4 * eps * (-12 * (sigma / r) ** 12 / r + 6 * (sigma / r) ** 6 / r)" },
  ],
  ["E, e", "E - e * Math.sin(E)", { E: "1 - e * Math.cos(E)" }],
  ["p, y", "-(y * Math.log(p) + (1 - y) * Math.log(1 - p))", { p: "-(y / p - (1 - y) / (1 - p))" }],
  ["m, v", "m * v ** 3 / 6", { v: "m * v * v / 2", m: "v ** 3 / 6" }],
  ["a, b, c, x", "a * x ** 3 + b * x ** 2 + c * x", { a: "x ** 3", b: "x ** 2", c: "x" }],
  [
    "x, mu, s",
    "Math.exp(-0.5 * ((x - mu) / s) ** 2)",
    { x: "-((x - mu) / (s * s)) * Math.exp(-0.5 * ((x - mu) / s) ** 2)" },
  ],
  [
    "S, K, r",
    "S * Math.exp(-r) * Math.log(S / K)",
    { S: "Math.exp(-r) * Math.log(S / K) + Math.exp(-r)" },
  ],
  ["u, v1", "u * v1 + Math.sin(u)", { u: "v1 + Math.cos(u)", v1: "u" }],
];
