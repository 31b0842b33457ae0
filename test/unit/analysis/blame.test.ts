import assert from "node:assert/strict";
import { type Blame, blameOf } from "../../../src/core/analysis/blame/blame.ts";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import { hoverAt } from "../../../src/core/analysis/hover/hoverFacts.ts";

function analysed(source: string) {
  const analysis = createAnalyzer().analyze({ uri: "file:///f.ts", version: 1, text: source });
  const fn = analysis.functions.at(-1);
  const { module, limits } = analysis;
  assert.ok(fn && module && fn.outcome.kind !== "declined", "not traced");
  return { analysis, fn, context: { module, limits } };
}

function blamed(source: string): readonly Blame[] {
  const { fn, context } = analysed(source);
  return blameOf(fn, context);
}

function textAt(source: string, { start, end }: { start: number; end: number }): string {
  return source.slice(start, end);
}

function f(body: string, at: string): string {
  const names = [...at.matchAll(/(\w+) =/g)].map(([, name]) => name);
  return `// @at ${at}\nfunction f(${names.map((name) => `${name}: number`).join(", ")}) { return ${body}; }`;
}

describe("what spoils a gradient", () => {
  it("is nothing where it is a number", () => {
    for (const body of ["x * x", "Math.abs(x)", "Math.max(x, 0)", "x > 3 ? x : 1", "Math.sin(x)"])
      assert.deepEqual(blamed(f(body, "x = 2")), [], body);
    assert.deepEqual(blamed(f("x * Math.floor(x)", "x = 1.5")), []);
    // The gradient of a loser is 0 by the choice of the winner, which is no fault.
    assert.deepEqual(blamed(f("Math.max(x, y)", "x = 1, y = 2")), []);
  });

  const places: readonly (readonly [body: string, at: string, culprit: string, message: RegExp])[] =
    [
      ["2 * Math.log(x)", "x = -1", "Math.log(x)", /^Math\.log has no value at \(-1\)$/],
      ["3 / x", "x = 0", "3 / x", /^division by zero$/],
      ["Math.sqrt(x) + x", "x = 0", "Math.sqrt(x)", /^the square root has an infinite slope at 0$/],
      ["Math.sqrt(x) ** 2", "x = 0", "Math.sqrt(x)", /infinite slope at 0; .* no number$/],
      ["Math.exp(x) / Math.exp(x)", "x = 800", "Math.exp(x)", /^Math\.exp at \(800\) is more than/],
      ["2 * Math.floor(x)", "x = 1.5", "Math.floor(x)", /^Math\.floor is flat/],
      ["Math.floor(3 * Math.round(x))", "x = 1.2", "Math.round(x)", /^Math\.round is flat/],
      ["Number(x > y) + y * y", "x = 1, y = 3", "x > y", /^> is flat/],
      ["x * 1e200 * 1e200", "x = 1e10", "x * 1e200", /grows beyond what a number can hold$/],
    ];
  for (const [body, at, culprit, message] of places) {
    it(`is ${culprit} in ${body} at ${at}`, () => {
      const source = f(body, at);
      const [blame, ...others] = blamed(source);
      assert.ok(blame);
      assert.deepEqual(others, []);
      assert.equal(textAt(source, blame.range), culprit);
      assert.match(blame.message, message);
      assert.ok(blame.inputs.includes("x"));
    });
  }

  const rewrites: readonly (readonly [body: string, at: string, whole: string])[] = [
    ["2 * Math.sqrt(x * x + y * y)", "x = 0, y = 0", "2 * Math.hypot(x, y)"],
    ["Math.sqrt(x ** 2 + Math.pow(y, 2))", "x = 0, y = 0", "Math.hypot(x, y)"],
    ["(x * x + y * y) ** 0.5", "x = 0, y = 0", "Math.hypot(x, y)"],
    ["Math.sqrt((x - y) * (x - y))", "x = 1, y = 1", "Math.abs(x - y)"],
    ["-x * Math.log(x) - 1", "x = 0", "(x === 0 ? 0 : -x * Math.log(x)) - 1"],
    ["x * Math.log2(x / y)", "x = 0, y = 1", "(x === 0 ? 0 : x * Math.log2(x / y))"],
    ["x / (Math.exp(x) - 1)", "x = 1e-17", "x / (Math.expm1(x))"],
    ["x / Math.log(1 + x)", "x = 1e-17", "x / Math.log1p(x)"],
    ["x / Math.log(1 - x)", "x = 1e-17", "x / Math.log1p(-(x))"],
    [
      "Math.log(1 + Math.exp(x))",
      "x = 1000",
      "(Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))))",
    ],
    [
      "1 / (1 + Math.exp(-x))",
      "x = -1000",
      "((-x) > 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)))",
    ],
    [
      "Math.exp(x) / (Math.exp(x) + 1)",
      "x = 1000",
      "(x > 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)))",
    ],
    [
      "Math.log(Math.exp(x) + Math.exp(y))",
      "x = 1000, y = 1001",
      "(Math.max(x, y) + Math.log(Math.exp(x - Math.max(x, y)) + Math.exp(y - Math.max(x, y))))",
    ],
  ];
  for (const [body, at, whole] of rewrites) {
    it(`is avoided by ${whole}`, () => {
      const source = f(body, at);
      const { rewrite } = blamed(source)[0] ?? {};
      assert.ok(rewrite, "nothing was offered");
      const { start, end } = rewrite.range;
      const after = source.slice(0, start) + rewrite.code + source.slice(end);
      assert.equal(after, f(whole, at));
      const again = analysed(after).fn.outcome;
      assert.ok(again.kind !== "declined" && again.jacobian.flat().every(Number.isFinite));
    });
  }

  it("is found through constants, in loops and in called functions", () => {
    const source = `
function norm(a: number, b: number) { const squares = a * a + b * b; return Math.sqrt(squares); }
/** @at v = [0, 1], w = [0, 1] */
function f(v: number[], w: number[]) {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += norm(v[i]!, w[i]!);
  return sum;
}`;
    const [blame, ...others] = blamed(source);
    assert.deepEqual(others, []);
    assert.ok(blame);
    assert.equal(textAt(source, blame.range), "Math.sqrt(squares)");
    assert.deepEqual(blame.inputs, ["v[0]", "w[0]"]);
    assert.equal(blame.rewrite?.code, "Math.hypot(a, b)");
  });

  it("offers nothing that has another value, or that helps nothing", () => {
    // Both are roots of a square sum in looks only.
    const other =
      "function f(x: number, y: number) { const Math = { sqrt: (v: number) => 2 * v / (v * 0) }; return Math.sqrt(x * x + y * y); }";
    for (const { rewrite } of blamed(`// @at x = 0, y = 0\n${other}`))
      assert.equal(rewrite, undefined);
    // The same text may stand for two numbers.
    const changing =
      "function f(x: number) { let y = x; return Math.sqrt((y = y + x) * (y = y + x)); }";
    for (const { rewrite } of blamed(`// @at x = 0\n${changing}`)) assert.equal(rewrite, undefined);
    for (const { rewrite } of blamed(f("Math.sqrt(x) ** 2", "x = 0")))
      assert.equal(rewrite, undefined);
    for (const { rewrite } of blamed(f("Math.sqrt(x * x) + Math.log(x)", "x = 0")))
      assert.equal(rewrite, undefined);
  });

  it("is looked for through constants as far as a person would read them", () => {
    const doubled = Array.from({ length: 40 }, (_, i) => `const a${i + 1} = a${i} + a${i};`);
    const source = `// @at x = 0
function f(x: number) {
  const a0 = x * x;
  ${doubled.join("\n  ")}
  return Math.sqrt(a40);
}`;
    const [blame] = blamed(source);
    assert.ok(blame);
    assert.equal(textAt(source, blame.range), "Math.sqrt(a40)");
    assert.equal(blame.rewrite, undefined);
  });

  it("is told where the pointer rests on the function or the parameter", () => {
    const source = f("Math.sqrt(x * x + y * y)", "x = 0, y = 0");
    const { analysis } = analysed(source);
    for (const place of ["f(", "x: "]) {
      const said = JSON.stringify(hoverAt(analysis, source.indexOf(place))?.blocks);
      assert.match(said, /write Math\.hypot\(x, y\) instead/, place);
    }
  });
});

describe("the slopes on both sides", () => {
  const cases: readonly (readonly [body: string, at: string, said: string | undefined])[] = [
    ["Math.abs(x)", "x = 0", "-1 from the left, 1 from the right"],
    ["x > 0 ? 2 * x : 0", "x = 0", "0 from the left, 2 from the right"],
    ["Math.max(3, x)", "x = 3", "0 from the left, 1 from the right"],
    ["Math.abs(x)", "x = 1", undefined],
    // The value jumps: there is no slope on the other side.
    ["x > 0 ? 2 * x + 1 : 0", "x = 0", undefined],
  ];
  for (const [body, at, said] of cases) {
    it(`${body} at ${at}: ${said ?? "not told"}`, () => {
      const source = f(body, at);
      const hover = hoverAt(analysed(source).analysis, source.indexOf("x: "));
      const texts = (hover?.blocks ?? []).map((block) => ("text" in block ? block.text : ""));
      const sides = texts.find((text) => text.includes("from the left"));
      assert.equal(sides?.replace("−", "-"), said && `∂f/∂x = ${said}`);
    });
  }
});
