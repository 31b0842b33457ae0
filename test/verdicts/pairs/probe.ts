/** Where numerical checkers raise a false alarm or let a mistake pass. */
const at = (point: string, text: string) => `// @at ${point}\n${text}`;

/** Right, and called wrong by a numerical checker: corners, large and stiff inputs, 32 bits. */
export const right: readonly string[] = [
  at(
    "x = 0",
    "function relu(x) { return Math.max(0, x) }\nfunction reluPrime(x) { return x > 0 ? 1 : 0 }",
  ),
  at(
    "x = 0",
    "function relu(x) { return Math.max(0, x) }\nfunction reluPrime(x) { return x >= 0 ? 1 : 0 }",
  ),
  at(
    "x = 0",
    "function size(x) { return Math.abs(x) }\nfunction sizePrime(x) { return Math.sign(x) }",
  ),
  at(
    "x = 1",
    "function clamp(x) { return Math.min(1, Math.max(0, x)) }\nfunction clampPrime(x) { return x >= 0 && x <= 1 ? 1 : 0 }",
  ),
  at(
    "x = 0",
    "function root(x) { return Math.sqrt(x) }\nfunction rootPrime(x) { return 1 / (2 * Math.sqrt(x)) }",
  ),
  at(
    "x = 2, y = 2",
    "function top(x, y) { return Math.max(x, y) }\nfunction topGradient(x, y) { return x >= y ? [1, 0] : [0, 1] }",
  ),
  at("x = 1e8", "function f(x) { return x * x }\nfunction fPrime(x) { return 2 * x }"),
  at("x = 1e3", "function f(x) { return x * x }\nfunction fPrime(x) { return 2 * x }"),
  at(
    "x = 0.3",
    "function stiff(x) { return Math.sin(1e6 * x) }\nfunction stiffPrime(x) { return 1e6 * Math.cos(1e6 * x) }",
  ),
  at("x = 20", "function f(x) { return Math.exp(x) }\nfunction fPrime(x) { return Math.exp(x) }"),
  at(
    "x = 1.1",
    "function f(x) { return Math.fround(Math.fround(x) ** 2) }\nfunction fPrime(x) { return Math.fround(2 * Math.fround(x)) }",
  ),
  at(
    "v = [0, 0]",
    "function f(v) { return (1 - v[0]) ** 2 + 100 * (v[1] - v[0] ** 2) ** 2 }\nfunction fGradient(v) { const r = v[1] - v[0] ** 2; return [-2 * (1 - v[0]) - 400 * v[0] * r, 200 * r] }",
  ),
];

/** Wrong, and let pass by one: tiny values, coincidences, a rounded constant, a branch not visited. */
export const wrong: readonly string[] = [
  at(
    "r = 1",
    "function area(r) { return Math.PI * r * r }\nfunction areaPrime(r) { return 2 * 3.141 * r }",
  ),
  at(
    "x = 0.2",
    "function f(x) { return Math.exp(3 * x) }\nfunction fPrime(x) { return Math.exp(3 * x) }",
  ),
  at(
    "x = -8",
    "function f(x) { return Math.exp(3 * x) }\nfunction fPrime(x) { return Math.exp(3 * x) }",
  ),
  at("x = 2", "function f(x) { return x * x }\nfunction fPrime(x) { return x ** 3 / 2 }"),
  at(
    "x = 3, y = 3",
    "function f(x, y) { return x * y }\nfunction fGradient(x, y) { return [x, y] }",
  ),
  at(
    "x = 1, y = 2",
    "function f(x, y) { return x * y }\nfunction fGradient(x, y) { return [x, y] }",
  ),
  at("x = 3", "function f(x) { return x > 100 ? x * x : x }\nfunction fPrime(x) { return 1 }"),
];
