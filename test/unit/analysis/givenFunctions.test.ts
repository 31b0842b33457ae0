import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import type { FunctionAnalysis } from "../../../src/core/analysis/document/functionAnalysis.ts";
import { pointTitle } from "../../../src/core/analysis/lens/lensText.ts";

type Files = Record<string, string>;

function project(files: Files) {
  const analyzer = createAnalyzer({ read: (uri) => files[uri.replace("file:///p/", "")] ?? null });
  let version = 0;
  return (main: string, name: string): FunctionAnalysis => {
    const text = files[main] ?? "";
    const uri = `file:///p/${main}`;
    const { functions } = analyzer.analyze({ uri, version: ++version, text });
    const fn = functions.find((each) => each.name === name);
    assert.ok(fn, name);
    return fn;
  };
}

/** The value of the one output, and what the lens says was given. */
function givenIn(files: Files, main: string, name: string): readonly [number, string | undefined] {
  const { outcome } = project(files)(main, name);
  assert.ok(outcome.kind !== "declined", outcome.kind === "declined" ? outcome.reason.message : "");
  const [output] = outcome.outputs;
  assert.ok(output);
  return [output.value, outcome.point.given];
}

const slope = `export function slope(f, x) { return f(x) * 10; }`;
const index = `export * from "./slope.js"; export * from "./use.js";`;

describe("functions that callers give", () => {
  it("in another file of the project, at the top and inside a function", () => {
    const use = `import { slope } from "./slope.js"; export const s = slope((t) => t + 1, 2);`;
    const files = { "index.js": index, "slope.js": slope, "use.js": use };
    assert.deepEqual(givenIn(files, "slope.js", "slope"), [30, "f = (t) => t + 1"]);
    const inside = `import { slope as s } from "./slope.js";
      export function use(k) { const own = (t) => k * t; return s(own, k); }`;
    // The k of the caller is a plain number: no input of slope.
    const again = { ...files, "use.js": inside };
    assert.deepEqual(givenIn(again, "slope.js", "slope"), [40, "f = (t) => k * t"]);
    const { outcome } = project(again)("slope.js", "slope");
    assert.ok(outcome.kind === "differentiable");
    assert.deepEqual(
      outcome.inputs.map(({ path }) => path),
      ["x"],
    );
  });

  it("round what their caller's typed arrays round", () => {
    const files = {
      "a.js": `/** @param {Float32Array} row */
        export function use(row) { return arc((t) => row[3] + 0 * t, 2); }
        export function arc(f, x) { return Math.asin(x) * f(x); }`,
    };
    assert.equal(givenIn(files, "a.js", "arc")[0], Math.asin(0.5) * Math.fround(0.3));
  });

  it("by default export, through require, and through the entry that a manifest names", () => {
    const files = {
      "package.json": `{ "main": "lib/main.cjs" }`,
      "lib/main.cjs": `const inner = require("./deep/inner.cjs");
        module.exports = (x) => inner(Math.cos, x);`,
      "lib/deep/inner.cjs": `module.exports = function inner(f, x) { return f(0) + x; };`,
    };
    const [value, given] = givenIn(files, "lib/deep/inner.cjs", "inner");
    assert.deepEqual([value, given], [3, "f = Math.cos"]);
    const unnamed = {
      "index.js": `import twice from "./twice.js"; export default () => twice((u) => u * u);`,
      "twice.js": `export default function (raw) { return raw(3) * 2; }`,
    };
    assert.deepEqual(givenIn(unnamed, "twice.js", "default"), [18, "raw = (u) => u * u"]);
  });

  it("through functions that hand on what they get, and those that are made", () => {
    const here = `function sum(f, n) { let s = 0; for (let i = 0; i < n; i++) s += f(i); return s; }
      function total(g, n) { return sum(g, n); }
      function start(n) { return total((i) => i * i + n, n); }
      function maker(k) { return function (x) { return power((u) => u + k, x); }; }
      function power(h, x) { return h(x) * x; }`;
    const [, given] = givenIn({ "a.js": here }, "a.js", "sum");
    assert.equal(given, "f = (i) => i * i + n");
    assert.deepEqual(givenIn({ "a.js": here }, "a.js", "power"), [8, "h = (u) => u + k"]);
  });

  it("by methods, bound and as members of objects", () => {
    const files = {
      "index.js": `import { tools } from "./tools.js";
        export class Curve {
          constructor(a) { this.a = a; }
          speed(t) { return this.a * t; }
          length() { return tools.length(this.speed.bind(this)); }
        }`,
      "tools.js": `export const tools = { length: function (rate) { return rate(2) + rate(4); } };`,
    };
    assert.equal(givenIn(files, "tools.js", "tools.length")[0], 12);
  });

  it("in an example of the comment, whose imports are found", () => {
    const files = {
      "index.js": `export { default as root } from "./root.js"; export { cube } from "./cube.js";`,
      "cube.js": `export const cube = (x) => x ** 3;`,
      "root.js": `/**
 * Walks along a function.
 * @param {Function} f what is walked along
 * @example
 * const steep = cube;
 * root(steep, 1); // => 2
 */
function root(f, x) { return f(x) + x; }
export default root;`,
    };
    assert.equal(givenIn(files, "root.js", "root")[0], 10);
    const text = (files["root.js"] ?? "").replace("root(steep", "lib.root(lib.cube");
    const whole = { ...files, "root.js": text };
    assert.equal(givenIn(whole, "root.js", "root")[0], 10);
  });

  it("are shown by the lens", () => {
    const files = { "a.js": "function g(f, x) { return f(x) * x; } g(Math.sin, 1);" };
    assert.equal(pointTitle(project(files)("a.js", "g")), "at x = 2, f = Math.sin (chosen)");
  });

  it("change when the caller does, in the same file and in another", () => {
    const files: Files = {
      "index.js": index,
      "slope.js": slope,
      "use.js": `import { slope } from "./slope.js"; export const s = slope((t) => t + 1, 2);`,
    };
    const look = project(files);
    const valueNow = (main: string, name: string) => {
      const { outcome } = look(main, name);
      return outcome.kind === "declined" ? undefined : outcome.outputs[0]?.value;
    };
    assert.equal(valueNow("slope.js", "slope"), 30);
    files["use.js"] = (files["use.js"] ?? "").replace("t + 1", "t + 2");
    assert.equal(valueNow("slope.js", "slope"), 40);
    files["use.js"] = "export const nothing = 1;";
    assert.equal(valueNow("slope.js", "slope"), undefined);
    files["own.js"] = `function apply(f, x) { return f(x); }
      function use(k) { return apply((t) => k + t, 1); }`;
    assert.equal(valueNow("own.js", "apply"), 4);
    files["own.js"] = (files["own.js"] ?? "").replace("k + t", "k * t + 1");
    assert.equal(valueNow("own.js", "apply"), 5);
  });

  it("are not invented: nobody calls, or a caller goes on without an end", () => {
    const message = (files: Files, main: string, name: string) => {
      const { outcome } = project(files)(main, name);
      return outcome.kind === "declined" ? outcome.reason.message : "";
    };
    const alone = { "index.js": "", "a.js": slope };
    assert.match(message(alone, "a.js", "slope"), /function that the caller gives/);
    const endless = `export function slope(f, x) { return f(x); }
      export function use(k) { for (;;); slope((t) => k * t, 1); }`;
    assert.match(message({ "a.js": endless }, "a.js", "slope"), /function that the caller gives/);
    const each =
      "export function a(f, x) { return b(f, x); } export function b(f, x) { return a(f, x) + f(x); }";
    assert.match(
      message({ "a.js": each }, "a.js", "b"),
      /function that the caller gives|nested too deeply/,
    );
  });
});

describe("classes of the project that a file does not speak of", () => {
  it("are known by the methods that are called", () => {
    const files = {
      "index.js": `export { Planet } from "./planet.js"; export { place } from "./place.js";`,
      "planet.js": `export class Planet {
        constructor(size) { this.size = size; }
        height(t) { return this.size * t; }
      }`,
      "place.js": `export function place(earth, t) { return earth.height(t) + 1; }`,
    };
    const { outcome } = project(files)("place.js", "place");
    assert.ok(outcome.kind === "differentiable");
    assert.deepEqual(outcome.inputs.map(({ path }) => path).sort(), ["earth.size", "t"]);
    const more = {
      ...files,
      "place.js": "export function place(m, t) { return m.height(t) + m.x; }",
    };
    assert.equal(project(more)("place.js", "place").outcome.kind, "declined");
  });
});
