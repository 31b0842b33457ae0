import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import type { FunctionOutcome } from "../../../src/core/analysis/document/functionAnalysis.ts";

/** The value and the gradient of `f` in main.ts, or why there is none. */
function outcomeOf(files: Readonly<Record<string, string>>, main = "main.ts"): FunctionOutcome {
  const analyzer = createAnalyzer({
    read: (uri) => files[uri.replace("file:///p/", "")] ?? null,
  });
  const text = files[main] ?? "";
  const { functions, syntaxError } = analyzer.analyze({
    uri: `file:///p/${main}`,
    version: 1,
    text,
  });
  assert.equal(syntaxError, undefined);
  const fn = functions.find(({ shortName }) => shortName === "f");
  assert.ok(fn);
  return fn.outcome;
}

/** f(2) and f′(2). */
function at2(
  files: Readonly<Record<string, string>>,
  main?: string,
): readonly (number | undefined)[] {
  const outcome = outcomeOf(files, main);
  assert.ok(outcome.kind !== "declined", outcome.kind === "declined" ? outcome.reason.message : "");
  return [outcome.outputs[0]?.value, outcome.jacobian[0]?.[0]];
}

function refusal(files: Readonly<Record<string, string>>): { message: string; text: string } {
  const outcome = outcomeOf(files);
  assert.ok(outcome.kind === "declined");
  const { message, range } = outcome.reason;
  return { message, text: (files["main.ts"] ?? "").slice(range.start, range.end) };
}

const square = "export function square(u) { return u * u; }";

describe("imports", () => {
  it("by name, renamed and by default", () => {
    const main = `import cube, { square as sq } from "./h.js";
      export const f = (x: number) => sq(x) + cube(x);`;
    const helper = `${square} export default (u) => u ** 3;`;
    assert.deepEqual(at2({ "main.ts": main, "h.js": helper }), [12, 16]);
  });

  it("of files that give all numbers and arrays a method, though nothing of them is used", () => {
    const files = {
      "main.js": `import { square } from "./shapes.js"; export const f = (x) => (3 * x).plusTenth() + [x].product() * square(x);`,
      "shapes.js": `import unused from "./numbers.js"; export { square } from "./lists.js";`,
      "numbers.js":
        "Number.prototype.plusTenth = function () { return this + 0.5; }; export default {};",
      "lists.js": `${square} Array.prototype.product = function () { return this.reduce((p, v) => p * v); };`,
    };
    assert.deepEqual(at2(files, "main.js"), [14.5, 15]);
  });

  it("of a whole file", () => {
    const main = `import * as h from "./h"; export const f = (x: number) => h.square(x) * h.k;`;
    assert.deepEqual(at2({ "main.ts": main, "h.ts": `${square} export const k = 3;` }), [12, 12]);
  });

  it("through files that pass them on", () => {
    const files = {
      "main.ts": `import { sq, v, square } from "./index"; export const f = (x: number) => sq(x) + v.square(x) + square(x);`,
      "index.ts": `export { square as sq } from "./h"; export * from "./h"; export * as v from "./h";`,
      "h.ts": square,
    };
    assert.deepEqual(at2(files), [12, 12]);
  });

  it("of defaults without a name: functions, classes and values", () => {
    const files = {
      "main.ts": `import g from "./g"; import K from "./k"; import n from "./n";
        export const f = (x: number) => g(x) * new K().k + n * x;`,
      "g.ts": "export default function (u: number) { return u * u; }",
      "k.ts": "export default class { k = 2; }",
      "n.ts": "export default 5;",
    };
    assert.deepEqual(at2(files), [18, 13]);
  });

  it("from CommonJS, as Node and compilers see it", () => {
    const files = {
      "main.ts": `import g, { k } from "./g.cjs"; import e from "./compiled.js";
        export const f = (x: number) => g(x) * k + e(x);`,
      "g.cjs": "function g(u) { return u * u; } module.exports = g; g.k = 2;",
      "compiled.js": `Object.defineProperty(exports, "__esModule", { value: true });
        exports.default = function (u) { return u; };`,
    };
    assert.deepEqual(at2(files), [10, 9]);
  });

  it("with require", () => {
    const files = {
      "main.cjs": `const { square } = require("./h"); const data = require("./data.json");
        exports.f = function f(x) { return square(x) * data.scale + require("./k").k; };`,
      "h.js": "exports.square = (u) => u * u;",
      "k.js": "module.exports = { k: 1 };",
      "data.json": '{ "scale": 3 }',
    };
    assert.deepEqual(at2(files, "main.cjs"), [13, 12]);
  });

  it("end where files import each other", () => {
    const files = {
      "main.ts": `import { half } from "./h";
        export const f = (x: number): number => (x > 10 ? half(x) : x * x);`,
      "h.ts": `import { f } from "./main"; export const half = (u: number) => f(u / 2); export const at = f;`,
    };
    assert.deepEqual(at2(files), [4, 4]);
  });

  it("see later assignments of the other file", () => {
    const files = {
      "main.ts": `import { count, add } from "./h";
        export function f(x: number) { add(); add(); return x * count; }`,
      "h.ts": "export let count = 1; export function add() { count++; }",
    };
    assert.deepEqual(at2(files), [6, 3]);
  });

  it("for what a file does to what all share", () => {
    const files = {
      "main.ts": `import "./extend"; export const f = (x: number) => (Math as any).cube(x);`,
      "extend.ts": "(Math as any).cube = (u: number) => u ** 3;",
    };
    assert.deepEqual(at2(files), [8, 12]);
  });

  it("of classes, extended and with callbacks", () => {
    const files = {
      "main.ts": `import { Base } from "./base"; import { apply } from "./base";
        class Own extends Base { twice(u: number) { return 2 * this.scaled(u); } }
        export const f = (x: number) => apply((u) => new Own(3).twice(u), x);`,
      "base.ts": `export class Base { constructor(private k: number) {} scaled(u: number) { return this.k * u; } }
        export const apply = (g: (u: number) => number, u: number) => g(u) * u;`,
    };
    assert.deepEqual(at2(files), [24, 24]);
  });

  it("that nobody needs do no harm", () => {
    const main = `import { missing } from "./nothing"; import type { T } from "./types"; import fs from "node:fs";
      export const f = (x: number) => x * x;`;
    assert.deepEqual(at2({ "main.ts": main }), [4, 4]);
  });

  it("that fail are named where they are used", () => {
    const main = `import { g } from "./nothing"; export const f = (x: number) => g(x);`;
    const { message, text } = refusal({ "main.ts": main });
    assert.match(message, /there is no file for ".\/nothing"/);
    assert.equal(text, `import { g } from "./nothing";`);
  });

  it("that cannot be read say why, in which file, and where that is called", () => {
    const main = `import { g } from "./h"; export const f = (x: number) => 1 + g(x);`;
    const helper = "export function g(u: number) {\n  throw new Error('too small');\n}";
    const { message, text } = refusal({ "main.ts": main, "h.ts": helper });
    assert.equal(message, "throws: too small (h.ts, line 2)");
    assert.equal(text, "g(x)");
  });

  it("of types and classes, for the shape of a parameter alone", () => {
    const files = {
      "vec.ts":
        "export interface Vec { x: number; pull: Pull } export type Pull = { k: number }; export class Turn { c = 1; s = 0; twice() { return 2 * this.c; } }",
      "index.ts": 'export * from "./vec";',
      "main.ts":
        'import type { Vec, Turn } from "./index"; export function f(v: Vec, t: Turn): number { return v.x * v.pull.k + t.twice(); }',
    };
    const outcome = outcomeOf(files);
    assert.ok(outcome.kind === "differentiable");
    assert.deepEqual(
      outcome.inputs.map(({ path }) => path),
      ["v.x", "v.pull.k", "t.c"],
    );
  });

  it("of classes by the name of their namespace, at numbers that say something", () => {
    const files = {
      "vec.js":
        "export class Vec { constructor(x = 0, y = 0) { this.x = x; this.y = y; } dot(v) { return this.x * v.x + this.y * v.y; } }",
      "main.ts":
        'import * as M from "./vec.js"; export function f(a: M.Vec, b: M.Vec): number { return a.dot(b); }',
    };
    const outcome = outcomeOf(files);
    assert.ok(outcome.kind === "differentiable" && outcome.point.chosen);
    assert.deepEqual(outcome.inputs.map(({ path }) => path).sort(), ["a.x", "a.y", "b.x", "b.y"]);
    assert.ok(outcome.inputs.every(({ gradient }) => gradient !== 0));
  });

  it("of types that a package declares", () => {
    const files = {
      "node_modules/shapes/package.json": '{ "main": "a.js", "types": "a.d.ts" }',
      "node_modules/shapes/a.js": "exports.area = (s) => s.w;",
      "node_modules/shapes/a.d.ts": 'export { Size } from "./size"; export type Row = number[];',
      "node_modules/shapes/size.d.ts": "export interface Size { w: number; h: number }",
      "main.ts":
        'import { type Row, type Size } from "shapes"; export function f(s: Size, r: Row): number { return s.w * r.length; }',
    };
    const outcome = outcomeOf(files);
    assert.ok(outcome.kind === "differentiable");
    assert.deepEqual(
      outcome.inputs.map(({ path }) => path),
      ["s.w", "s.h", "r[0]", "r[1]", "r[2]"],
    );
  });

  it("of long files to their end, where their exports stand", function () {
    this.timeout(60_000);
    const filler = Array.from({ length: 20_000 }, (_, i) => `const filling${i} = ${i} / 7;`);
    const text = `function twice(x) { return 2 * x; }\n${filler.join("\n")}\nexport { twice };`;
    assert.ok(text.length > 550_000);
    const main = 'import { twice } from "./long.js"; export const f = (x: number) => twice(x) * x;';
    const outcome = outcomeOf({ "long.js": text, "main.ts": main });
    assert.equal(outcome.kind, "differentiable");
  });

  it("of a name that is not exported", () => {
    const main = `import { g } from "./h"; export const f = (x: number) => g(x);`;
    assert.match(refusal({ "main.ts": main, "h.ts": square }).message, /h\.ts does not export "g"/);
  });

  it("stand in the trace where they are called", () => {
    const main = `import { square } from "./h"; export const f = (x: number) => 1 + square(x);`;
    const outcome = outcomeOf({ "main.ts": main, "h.ts": `${" ".repeat(1000)}${square}` });
    assert.ok(outcome.kind === "differentiable");
    const { starts, ends } = outcome.tape.provenance;
    const texts = [...starts].map((start, node) => main.slice(start, ends[node]));
    assert.ok(texts.includes("square(x)"));
    assert.ok([...ends].every((end) => end <= main.length));
  });

  it("of nothing: a class that only a doc comment names stands in the file beside", () => {
    const files = {
      "spring.js":
        "class Spring { constructor(k) { this.k = k; } force(x) { return -this.k * x; } } export { Spring };",
      "main.js":
        "/**\n * @param {Spring} s\n * @param {number} x\n */\nexport function f(s, x) { return s.force(x) * x; }",
      "other.js":
        "/**\n * @param {spring.Spring} s\n */\nexport function f(s, x) { return s.force(x) * x; }",
    };
    for (const main of ["main.js", "other.js"]) {
      const outcome = outcomeOf({ ...files, "Spring.js": files["spring.js"] }, main);
      assert.ok(outcome.kind === "differentiable", main);
      assert.deepEqual(outcome.tape.inputs.map(({ path }) => path).sort(), ["s.k", "x"]);
    }
    const { kind } = outcomeOf({ "main.js": files["main.js"] }, "main.js");
    assert.equal(kind, "declined", "without that file nothing says what a Spring is");
  });

  it("of nothing: an input is what the file beside makes that is called like it", () => {
    const files = {
      "main.js": "export function f(spring, x) { return spring.k * spring.stretch(x); }",
      "spring.js":
        "export default class Spring { constructor(k, rest) { this.k = k; this.rest = rest; } stretch(x) { return x - this.rest; } }",
    };
    const outcome = outcomeOf(files, "main.js");
    assert.ok(outcome.kind === "differentiable");
    assert.deepEqual(outcome.inputs.map(({ path }) => path).sort(), [
      "spring.k",
      "spring.rest",
      "x",
    ]);
    // A file that makes something else says nothing about the input.
    const other = {
      ...files,
      "spring.js": "export class Spring { constructor(k) { this.k = k; } }",
    };
    assert.equal(outcomeOf(other, "main.js").kind, "declined");
  });

  it("of what gives an instance, whose methods use what nothing else of that file needs", () => {
    const files = {
      "main.js": 'import make from "./make.js"; export const f = (x) => make.start(x).doubled();',
      "make.js":
        'import two from "./two.js"; const one = 1; class Pair { constructor(a) { this.a = a; } doubled() { return two * this.a + one; } } export default { start: (a) => new Pair(a) };',
      "two.js": "export default 2;",
    };
    assert.deepEqual(at2(files, "main.js"), [5, 2]);
  });

  it("of a namespace tell what an input is that has a method of one of its classes", () => {
    const files = {
      "main.js":
        'import * as parts from "./parts.js"; export const f = (x, s) => s.force(x) * 2; export const none = parts;',
      "parts.js":
        "export class Spring { constructor(k) { this.k = k; } force(x) { return -this.k * x; } }",
    };
    const outcome = outcomeOf(files, "main.js");
    assert.ok(outcome.kind === "differentiable");
    assert.deepEqual(outcome.tape.inputs.map(({ path }) => path).sort(), ["s.k", "x"]);
  });

  it("tell what an input is that an imported function is given", () => {
    const files = {
      "main.js":
        'import springs from "./springs.js"; import { pull } from "./pull.js"; export const f = (x, s) => pull(s, x) * 2;',
      "springs.js":
        "export class Spring { constructor(k) { this.k = k; } force(x) { return -this.k * x; } } export default { Spring };",
      "pull.js": "export const pull = (spring, x) => spring.force(x);",
    };
    const outcome = outcomeOf(files, "main.js");
    assert.ok(outcome.kind === "differentiable");
    assert.deepEqual(outcome.tape.inputs.map(({ path }) => path).sort(), ["s.k", "x"]);
  });

  it("make a new trace when the file they come from has changed, and only then", () => {
    const files: Record<string, string> = {
      "main.ts": `import { square } from "./h"; export const f = (x: number) => square(x);`,
      "h.ts": square,
    };
    const analyzer = createAnalyzer({
      read: (uri) => files[uri.replace("file:///p/", "")] ?? null,
    });
    const look = () =>
      analyzer.analyze({ uri: "file:///p/main.ts", version: 1, text: files["main.ts"] ?? "" });
    const before = look();
    assert.equal(look(), before);
    files["h.ts"] = "export const square = (u) => 5 * u;";
    const { outcome } = look().functions[0] ?? assert.fail();
    assert.deepEqual(outcome.kind !== "declined" && outcome.jacobian, [[5]]);
  });

  it("keeps a table that takes long to fill, as long as its files stay as they are", () => {
    const files: Record<string, string> = {
      "k.js": "export const k = 3;",
      "main.js": `import { k } from "./k.js";
        const table = []; const log = { calls: 0 };
        for (let i = 0; i < 3000; i++) { table.push({ at: i * k, row: [i] }); log.calls++; }
        export const f = (x) => { table[2].row[0]++; log.calls++; return x * table[2].at + table[2].row[0] + log.calls; };
        export const g = (x) => { table[2].at = x; table.length = 2; return x * k + log.calls; };
        export const h = (x) => x * table[2].at * table.length;`,
    };
    const analyzer = createAnalyzer({
      read: (uri) => files[uri.replace("file:///p/", "")] ?? null,
    });
    const values = () => {
      const document = { uri: "file:///p/main.js", version: 1, text: files["main.js"] ?? "" };
      return analyzer.analyze(document).functions.map(({ outcome }) => {
        assert.ok(outcome.kind === "differentiable");
        return outcome.outputs[0]?.value;
      });
    };
    assert.deepEqual(values(), [2 * 6 + 3 + 3001, 2 * 3 + 3000, 2 * 6 * 3000]);
    files["k.js"] = "export const k = 5;";
    assert.deepEqual(values(), [2 * 10 + 3 + 3001, 2 * 5 + 3000, 2 * 10 * 3000]);
  });
});
