import assert from "node:assert/strict";
import { checkOf, checksOf, told } from "./checked.ts";

const activation =
  "class Activation { constructor(func, dfunc) { this.func = func; this.dfunc = dfunc } }\n";

const rows: readonly (readonly [text: string, name: string, verdict: string, kind?: string])[] = [
  [
    `${activation}const sigmoid = new Activation((x) => 1 / (1 + Math.exp(-x)), (y) => y * (1 - y));`,
    "sigmoid.dfunc",
    "equal-of-output",
  ],
  [
    `${activation}const all = { cube: new Activation((x) => x ** 3, (x) => 3 * x) };`,
    "all.cube.dfunc",
    "wrong",
    "missing-factor",
  ],
  [
    "class Unit { constructor(public f: (x: number) => number, public df: (x: number) => number) {} }\nconst soft = new Unit((x) => Math.log(1 + Math.exp(x)), (x) => 1 / (1 + Math.exp(-x)));",
    "soft.df",
    "equal",
  ],
  [
    "class Unit { constructor(a, b) { this.activate = a; this.prime = b } }\nfunction height(x) { return Math.sin(3 * x) }\nfunction other(x) { return Math.cos(3 * x) }\nconst unit = new Unit(height, other);",
    "other",
    "wrong",
    "missing-factor",
  ],
  [
    "class Act { static TANH = { output: (x) => Math.tanh(x), der: (x) => { const o = Act.TANH.output(x); return 1 - o * o } } }",
    "Act.TANH.der",
    "equal",
  ],
  [
    "class Act { static CUBE = { output: (x) => x ** 3, der: (x) => 3 * x } }",
    "Act.CUBE.der",
    "wrong",
    "missing-factor",
  ],
  ["class Sq { activate(x) { return x * x } prime(x) { return 2 * x } }", "Sq.prime", "equal"],
  [
    "class Sq { constructor() { this.k = 3 } compute(x) { return x > 1 ? this.k * x : this.k * x * x } gradient(x) { return x > 1 ? this.k : 2 * this.k * x } }",
    "Sq.gradient",
    "equal",
  ],
  [
    "class Sq { constructor() { this.k = 3 } compute(x) { return this.k * x * x } gradient(x) { return 2 * x } }",
    "Sq.gradient",
    "wrong",
    "missing-factor",
  ],
];

describe("functions handed to a constructor, and members of classes", () => {
  for (const [text, name, verdict, kind] of rows) {
    it(`${verdict}: ${text}`, () => {
      const check = checkOf(text);
      assert.deepEqual([check.derivative.name, check.verdict], [name, verdict], told(check));
      assert.equal(check.diagnosis?.kind, kind, check.diagnosis?.message);
    });
  }
  for (const text of [
    "class Range { constructor(low, high) { this.low = low; this.high = high } }\nconst range = new Range((x) => x, (x) => 2 * x);",
    `${activation}const made = new Activation(1, 2);`,
    `${activation}const made = new Activation((x) => x * x);`,
    `${activation}// @gradlens off\nfunction other(x) { return x } const sq = (x) => x * x; const made = new Activation(sq, other);`,
  ]) {
    it(`nothing is said of ${text}`, () => assert.deepEqual(checksOf(text).map(told), []));
  }
});
