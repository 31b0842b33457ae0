import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import { lensTitle } from "../../../src/core/analysis/lens/lensText.ts";
import { defaultTitles } from "../../../src/core/analysis/lens/titles.ts";

function titlesOf(text: string, options = defaultTitles): readonly (string | undefined)[] {
  const { functions } = createAnalyzer().analyze({ uri: "file:///f.ts", version: 1, text });
  return functions.map((fn) => lensTitle(fn, options));
}

describe("the lens of a function with several results", () => {
  it("says a curve's derivative as the code says the curve", () => {
    assert.deepEqual(
      titlesOf(`function turn(angle: number) {
  return { c: Math.cos(angle), s: Math.sin(angle) };
}
const both = (t: number) => [t ** 2, 3 * t];
`),
      ["turn′(angle) = { c: −sin(angle), s: cos(angle) }", "both′(t) = [2t, 3]"],
    );
  });

  it("says a small Jacobian row by row, and whose its columns are", () => {
    const text = `/** @at a = 2, b = 3 */
export function mixed(a: number, b: number) {
  return [a * b, a - b];
}
`;
    assert.deepEqual(titlesOf(text), ["J 2×2 = [b, a; 1, −1] by a, b"]);
    const numeric = { ...defaultTitles, form: "numeric" as const };
    assert.deepEqual(titlesOf(text, numeric), ["J 2×2 = [3, 2; 1, −1]"]);
  });

  it("says by what a large Jacobian is, never half a point", () => {
    const [title] =
      titlesOf(`export function average(highs: number[], lows: number[], closings: number[]) {
  return highs.map((high, i) => Math.sqrt(high * lows[i] * closings[i] * closings[0]));
}
`);
    assert.equal(title, "J 3×9 by highs, lows, closings (chosen)");
  });
});

describe("no lens", () => {
  it("stands above what hands on what it has: getters, setters, copies", () => {
    const titles = titlesOf(`export class Body {
  private mass = 2;
  private place = { x: 1, y: 2 };
  getMass() { return this.mass; }
  setMass(mass: number) { this.mass = mass; }
  getPlace() { return this.place; }
  toJSON() { return { mass: this.mass, x: this.place.x }; }
  get m() { return this.mass; }
}
export const clone = (v: { x: number; y: number }) => ({ x: v.x, y: v.y });
`);
    assert.deepEqual(titles.filter(Boolean), []);
  });

  it("is missing above an identity, or where numbers are compared", () => {
    const titles = titlesOf(`export const linear = (x: number) => x;
export function largest(a: number, b: number) {
  if (a > b) return a;
  return b;
}
`);
    assert.equal(titles[0], "linear′(x) = 1  ·  linear(2) = 2 (chosen)");
    assert.match(titles[1] ?? "", /^∂largest\/∂a = /);
  });
});
