import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import type { FunctionOutcome } from "../../../src/core/analysis/document/functionAnalysis.ts";

type Files = Record<string, string>;

/** `f` of a file that stands among others, read again after each change of them. */
function reader(files: Files, main: string): () => FunctionOutcome {
  const analyzer = createAnalyzer({
    read: (uri) => files[uri.replace("file:///p/", "")] ?? null,
  });
  return () => {
    const text = files[main] ?? "";
    const document = { uri: `file:///p/${main}`, version: 1, text };
    const fn = analyzer.analyze(document).functions.find(({ shortName }) => shortName === "f");
    return fn?.outcome ?? assert.fail("there is no f");
  };
}

/** f(2) and f′(2). */
function at2(outcome: FunctionOutcome): readonly (number | undefined)[] {
  assert.ok(outcome.kind !== "declined", outcome.kind === "declined" ? outcome.reason.message : "");
  return [outcome.outputs[0]?.value, outcome.jacobian[0]?.[0]];
}

function refusal(outcome: FunctionOutcome): string {
  return outcome.kind === "declined" ? outcome.reason.message : assert.fail("it is read");
}

/** A unit is entered in a shared table by a file that only the package's entry imports. */
const units: Files = {
  "package.json": `{ "name": "units", "exports": { ".": { "import": "./main.js" } } }`,
  "main.js": `import "./units/mile.js"; import "./units/foot.js"; export { f } from "./convert.js";`,
  "table.js": "export default { factors: {} };",
  "units/mile.js": `import table from "../table.js"; const k = 1609; table.factors.mile = (x) => k * x * x;`,
  "units/foot.js": `import table from "../table.js"; table.factors.foot = (x) => x / 3;`,
  "convert.js": `import table from "./table.js";
    export function f(x) { const to = table.factors.mile; if (!to) throw new Error("no miles"); return to(x); }`,
};

describe("a file among those that are loaded with it", () => {
  it("has what other files of its package enter in a shared table", () => {
    assert.deepEqual(at2(reader(units, "convert.js")()), [6436, 6436]);
  });

  it("is as it is alone where nothing enters anything", () => {
    const files = { ...units, "main.js": `export { f } from "./convert.js";` };
    assert.match(refusal(reader(files, "convert.js")()), /no miles/);
  });

  it("is read alone where that is enough", () => {
    const files = {
      ...units,
      "convert.js": `import table from "./table.js";
        export const f = (x) => (table.factors.mile ? 0 : 3 * x);`,
    };
    assert.deepEqual(at2(reader(files, "convert.js")()), [6, 3]);
  });

  it("is read anew when one of them is edited, or the way in", () => {
    const files = { ...units };
    const read = reader(files, "convert.js");
    assert.deepEqual(at2(read()), [6436, 6436]);
    files["units/mile.js"] = `import table from "../table.js"; table.factors.mile = (x) => 5 * x;`;
    assert.deepEqual(at2(read()), [10, 5]);
    files["main.js"] = `import "./units/foot.js"; export { f } from "./convert.js";`;
    assert.match(refusal(read()), /no miles/);
    files["main.js"] = units["main.js"] ?? "";
    assert.deepEqual(at2(read()), [10, 5]);
  });

  it("has methods that others put on a class, in CommonJS too", () => {
    const files = {
      "package.json": `{ "name": "vec", "main": "index.js" }`,
      "index.js": `require("./length"); module.exports = require("./vec");`,
      "vec.js": "function Vec(x) { this.x = x; } module.exports = Vec;",
      "length.js": `const Vec = require("./vec"); var two = 2;
        Vec.prototype.square = function () { return this.x ** two; };`,
      "use.js": `const Vec = require("./vec"); exports.f = function f(x) { return new Vec(3 * x).square(); };`,
    };
    const index = `require("./use"); ${files["index.js"]}`;
    assert.deepEqual(at2(reader({ ...files, "index.js": index }, "use.js")()), [36, 36]);
    // The entry leads nowhere near this file, and so it is none of its package's.
    assert.match(refusal(reader(files, "use.js")()), /square/);
  });

  it("is found by the index file beside it where the package's entry is a bundle", () => {
    const files = {
      ...units,
      "package.json": `{ "name": "units", "main": "dist/units.js" }`,
      "dist/units.js": "export const f = (x) => x;",
      "main.js": "",
      "index.js": units["main.js"] ?? "",
    };
    assert.deepEqual(at2(reader(files, "convert.js")()), [6436, 6436]);
  });

  it("has what its own imports do to each other, though it uses only one of them", () => {
    const files = {
      "a.js": "export default {};",
      "b.js": `import a from "./a.js"; a.twice = (x) => 2 * x; export default 1;`,
      "c.js": `import a from "./a.js"; import b from "./b.js"; export const f = (x) => a.twice(x) * x;`,
    };
    assert.deepEqual(at2(reader(files, "c.js")()), [8, 8]);
  });

  it("may be imported by those that it needs", () => {
    const files = {
      "package.json": `{ "name": "loop", "module": "index.js" }`,
      "index.js": `import "./shape.js"; import "./area.js";`,
      "shape.js":
        "export class Square { constructor(a) { this.a = a; } } export const f = (x) => new Square(x).area();",
      "area.js": `import { Square } from "./shape.js"; Square.prototype.area = function () { return this.a * this.a; };`,
    };
    assert.deepEqual(at2(reader(files, "shape.js")()), [4, 4]);
  });

  it("does not wait for one of them that never ends", () => {
    const files = {
      ...units,
      "main.js": `import "./units/mile.js"; import "./slow.js"; import "./convert.js";`,
      "slow.js": `import table from "./table.js"; for (let i = 0; ; i++) table.factors[i % 9] = i;`,
    };
    assert.deepEqual(at2(reader(files, "convert.js")()), [6436, 6436]);
  });

  it("takes instances of a class by the methods that other files gave it", () => {
    const files = {
      "package.json": `{ "name": "hue", "module": "index.js" }`,
      "index.js": `import "./grey.js"; import "./mix.js"; import "./other.js";`,
      "colour.js": "export default class Colour { constructor(r) { this.r = r; } }",
      "other.js": "export default class Other { constructor(r) { this.r = r; } }",
      "grey.js": `import Colour from "./colour.js"; Colour.prototype.grey = function () { return 3 * this.r; };`,
      "mix.js": `import Other from "./other.js"; import Colour from "./colour.js";
        export const f = (x, a) => new Colour(x * a.grey()).grey() + Other.length * 0;`,
    };
    const outcome = reader(files, "mix.js")();
    assert.ok(outcome.kind === "differentiable");
    assert.deepEqual(
      outcome.inputs.map(({ path, gradient }) => [path, gradient]),
      outcome.inputs.map(({ path }, at) => [path, 9 * (outcome.inputs[1 - at]?.value ?? 0)]),
    );
    assert.deepEqual(outcome.inputs.map(({ path }) => path).sort(), ["a.r", "x"]);
  });

  it("tells why it ends where they have run, not what was missing without them", () => {
    const files = {
      ...units,
      "convert.js": `import table from "./table.js";
        export function f(x) { if (!table.factors.mile) throw new Error("no miles"); throw new Error("no roads"); }`,
    };
    assert.match(refusal(reader(files, "convert.js")()), /no roads/);
  });
});
