import assert from "node:assert/strict";
import { checkModule } from "../../../src/core/gradcheck/checkModule.ts";
import type { GradientCheck } from "../../../src/core/gradcheck/gradientCheck.ts";
import { createLibrary } from "../../../src/core/syntax/library.ts";
import { parseSource } from "../../../src/core/syntax/parse.ts";
import { createModule } from "../../../src/core/syntax/parsedModule.ts";
import { defaultLimits } from "../../../src/core/trace/budget.ts";
import { told } from "./checked.ts";

const files: Readonly<Record<string, string>> = {
  "file:///net/softStep.ts":
    "export function softStep(x: number) { return 1 / (1 + Math.exp(-x)) }",
  "file:///net/soft-ramp.ts": "export default (x: number) => Math.log1p(Math.exp(3 * x));",
  "file:///net/forward.js":
    "export class Forward { static ramp(x) { return x > 0 ? x : 0 } static bend(x) { return Math.tanh(x) } }",
  "file:///net/affine.ts":
    "export interface Kept { x: number[]; w: number[] }\nexport function affineForward(x: number[], w: number[]): { out: number; cache: Kept } { let s = 0; for (let i = 0; i < x.length; i++) s += x[i] * w[i]; return { out: s, cache: { x, w } } }",
  "file:///net/bend.ts":
    "export class Grid { w: Float64Array; dw: Float64Array; constructor(public size: number) { this.w = new Float64Array(size); this.dw = new Float64Array(size) } }\nexport function bend(out: Grid, x: Grid) { for (let i = 0; i < x.w.length; i++) out.w[i] = Math.tanh(x.w[i]) }",
  "file:///net/own/relu.ts": "export const relu = (x: number) => Math.max(0, x);",
  "file:///net/forward/hump.js": "export function hump(x) { return Math.exp(-x * x) }",
};

function checksIn(uri: string, text: string) {
  const asked: string[] = [];
  const library = createLibrary({
    read(file) {
      asked.push(file);
      return files[file] ?? null;
    },
  });
  const outcome = parseSource(text, uri);
  if (outcome.kind !== "parsed") throw new Error(outcome.message);
  const module = createModule(text, outcome.program, outcome.unread, { uri, library });
  return { checks: checkModule(module, defaultLimits), asked };
}

const bendB = (slope: string) =>
  `import type { Grid } from "./bend";\nexport function bendB(out: Grid, x: Grid) { for (let i = 0; i < x.w.length; i++) { const y = out.w[i]; x.dw[i] += ${slope} * out.dw[i] } }`;
const affineBackward = (dw: string) =>
  `import type { Kept } from "./affine";\nexport function affineBackward(dOut: number, cache: Kept) { return { dx: cache.w.map((v) => v * dOut), dw: cache.x.map((v) => ${dw}) } }`;

const rows: readonly (readonly [
  file: string,
  text: string,
  verdict: GradientCheck["verdict"],
  of: string,
  message?: RegExp,
])[] = [
  [
    "softStepBackward.ts",
    "export function softStepBackward(dOut: number, x: number) { const s = 1 / (1 + Math.exp(-x)); return dOut * s * (1 - s) }",
    "equal",
    "softStep.ts",
  ],
  [
    "slopes.ts",
    "export const softStepPrime = (x: number) => Math.exp(x) / (1 + Math.exp(x)) ** 2;",
    "equal",
    "softStep.ts",
  ],
  [
    "slopes.ts",
    "export const softRampPrime = (x: number) => 1 / (1 + Math.exp(-3 * x));",
    "wrong",
    "soft-ramp.ts",
    /3 \* x\)′ = 3 is missing/,
  ],
  [
    "backward.js",
    "export class Backward { static bendGradient(y) { return 1 - y * y } }",
    "equal-of-output",
    "forward.js",
  ],
  ["affineBackward.ts", affineBackward("v * dOut"), "equal", "affine.ts"],
  [
    "affineBackward.ts",
    affineBackward("v"),
    "wrong",
    "affine.ts",
    /^it is not multiplied by the upstream gradient dOut$/,
  ],
  ["bend-b.ts", bendB("(1 - y * y)"), "equal", "bend.ts"],
  ["bend-b.ts", bendB("-(1 - y * y)"), "wrong", "bend.ts", /sign/],
  [
    "backward/hump.js",
    "export function humpBackward(dOut, x) { return -2 * x * Math.exp(-x * x) * dOut }",
    "equal",
    "forward/hump.js",
  ],
];

describe("derivatives of functions in files that names alone lead to", () => {
  for (const [file, text, verdict, of, message] of rows) {
    it(`${verdict}: ${text}`, () => {
      const [check, ...others] = checksIn(`file:///net/${file}`, text).checks;
      assert.ok(check && others.length === 0);
      assert.equal(check.verdict, verdict, told(check));
      assert.match(check.diagnosis?.message ?? "", message ?? /^$/);
      assert.equal(check.primal.elsewhere?.uri, `file:///net/${of}`);
      assert.ok(check.primal.range.end <= text.length);
    });
  }
  it("say nothing where it is not clear that they are meant", () => {
    const other = "export const softStepPrime = (n: number) => n % 2 === 0;";
    assert.deepEqual(checksIn("file:///net/primes.ts", other).checks, []);
    const helper = "export function bend(x) { return x } export const draw = (d) => d * 2;";
    assert.deepEqual(checksIn("file:///net/draw.js", helper).checks, []);
  });
  it("ask for no file where no name says derivative", () => {
    const text = "export function area(r) { return Math.PI * r * r }";
    assert.deepEqual(checksIn("file:///net/circle.ts", text).asked, []);
  });
});
