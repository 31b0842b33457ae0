import assert from "node:assert/strict";
import { parseSource } from "../../../src/core/syntax/parse.ts";
import { lineColumnAt, lineStartsOf } from "../../../src/core/util/sourceRange.ts";
import { moduleOf } from "../../helpers/traceOf.ts";

const namesOf = (source: string, fileName?: string) =>
  moduleOf(source, fileName)
    .functions.map(({ name, level }) => (level === "module" ? name : `${name} (${level})`))
    .join(", ");

describe("finding functions", () => {
  it("names them as a person would", () => {
    assert.equal(
      namesOf(
        "function f(x) {} const g = (x) => x; var h = function (x) {}; let k = function named(x) {};",
      ),
      "f, g, h, named",
    );
    assert.equal(
      namesOf("export function f() {} export const g = () => 1; export default function main() {}"),
      "f, g, main",
    );
    assert.equal(namesOf("export default (x) => x;"), "default");
    assert.equal(namesOf("function constructor(x) {}"), "constructor");
    assert.equal(namesOf("export default function () {}"), "default");
    assert.equal(
      namesOf(
        "const Activations = { TANH: { output: (x) => x, der(x) { return x; } }, 'relu': function (x) {} };",
      ),
      "Activations.TANH.output (member), Activations.TANH.der (member), Activations.relu (member)",
    );
    assert.equal(
      namesOf(
        "class Vec3 { static dot(a, b) {} norm() {} scale = (k) => k; get x() { return 1; } #p() {} constructor() {} }",
      ),
      "Vec3.dot (member), Vec3.norm (member), Vec3.scale (member), Vec3.x (member), Vec3.#p (member)",
    );
    assert.equal(
      namesOf(
        "exports.f = function () {}; module.exports.g = (x) => x; Vec.prototype.dot = function (v) {};",
        "a.js",
      ),
      "f, g, Vec.dot",
    );
    assert.equal(
      namesOf("namespace Geo { export function area(r: number) { return r; } }"),
      "Geo.area (member)",
    );
    assert.equal(
      namesOf("function outer() { function inner() {} const arrow = () => 1; }"),
      "outer, outer.inner (nested), outer.arrow (nested)",
    );
    assert.equal(namesOf("(function () { function inside() {} })();", "a.js"), "inside");
    assert.equal(
      namesOf("const f = ((x: number) => x) as unknown as F; const g = <F>((x) => x);"),
      "f, g",
    );
    assert.equal(
      namesOf("function f() {}\nfunction g() {}\nfunction f() {}", "a.js"),
      "f@1, g, f@3",
    );
    assert.equal(
      namesOf(
        "function f(x: number): number;\nfunction f(x: any) { return x; }\ndeclare function d(): void;",
      ),
      "f",
    );
  });

  it("gives right ranges after CRLF, a byte-order mark, tabs and other alphabets", () => {
    const source = "\uFEFF// ñ\r\n\tconst größe = 1;\r\n\tconst λ = (ξ: number) => ξ * größe;\r\n";
    const entry = moduleOf(source).functions[0];
    assert.ok(entry);
    assert.equal(source.slice(entry.nameRange.start, entry.nameRange.end), "λ");
    assert.equal(source.slice(entry.range.start, entry.range.end), "(ξ: number) => ξ * größe");
    assert.deepEqual(lineColumnAt(lineStartsOf(source), entry.nameRange.start), {
      line: 3,
      column: 7,
    });
  });

  it("counts lines as editors do", () => {
    assert.deepEqual(lineStartsOf("a\r\nb\rc\nd"), [0, 3, 5, 7]);
    assert.deepEqual(lineColumnAt([0, 3, 5, 7], 4), { line: 2, column: 1 });
    assert.deepEqual(lineColumnAt([0], 0), { line: 1, column: 0 });
  });
});

describe("tags", () => {
  const tagsOf = (source: string) => {
    const module = moduleOf(source);
    const entry = module.functions.at(-1);
    assert.ok(entry);
    return module.tagsOf(entry);
  };

  it("reads every tag of the comments directly above", () => {
    const tags = tagsOf(
      "/**\n * A loss.\n * @param {number[]} v - values\n * @at x = 2, v = [1, 2]\n * @at x = 3\n * @wrt x, w\n * @example\n * loss(1, 2)\n * @derivativeOf g wrt x, y scale 1/2 within 1e-5\n */\nexport function loss(x) {}",
    );
    assert.deepEqual(
      tags.at.map(({ text }) => text),
      ["x = 2, v = [1, 2]", "x = 3"],
    );
    assert.deepEqual(
      tags.wrt.map(({ text }) => text),
      ["x, w"],
    );
    assert.equal(tags.examples[0]?.text.trim(), "loss(1, 2)");
    assert.equal(tags.parameterTypes.get("v"), "number[]");
    const { range: _range, ...derivative } = tags.derivativeOf ?? assert.fail();
    assert.deepEqual(derivative, {
      kind: "derivative",
      of: "g",
      wrt: ["x", "y"],
      scale: 0.5,
      within: 1e-5,
    });
  });

  it("gives no parameter the type of several together", () => {
    const types = (name: string) =>
      tagsOf(`/** @param {number[]} ${name} the colour */\nfunction f(x, y) {}`).parameterTypes;
    assert.deepEqual([...types("x,y").keys()], []);
    assert.deepEqual([...types("xy,y").keys()], []);
    assert.deepEqual([...types("x, y").keys()], ["x"]);
    assert.deepEqual([...types("[x]").keys()], ["x"]);
    assert.deepEqual([...types("x").keys()], ["x"]);
  });

  it("reads line comments and one-line doc comments, and comments of members", () => {
    assert.equal(tagsOf("// @at x = 2\n// @gradlens off\nconst f = (x) => x;").off?.text, "off");
    assert.equal(tagsOf("/** @gradientOf cost */\nfunction f() {}").derivativeOf?.of, "cost");
    assert.equal(
      tagsOf(
        "const o = {\n  // @at x = 1\n  g(x) { return x; },\n  /** @at x = 5 */\n  f: (x) => x,\n};",
      ).at[0]?.text,
      "x = 5",
    );
    assert.equal(
      tagsOf("class A {\n  /** @at x = 7 */\n  static f(x) { return x; }\n}").at[0]?.text,
      "x = 7",
    );
  });

  it("leaves a comment alone that does not touch the function", () => {
    assert.equal(tagsOf("// @at x = 2\n\nfunction f(x) {}").at.length, 0);
    assert.equal(tagsOf("// @at x = 2\nfunction g(x) {}\nfunction f(x) {}").at.length, 0);
  });

  it("points at the tag's text", () => {
    const source = "/** @at x = 2 */\r\nfunction f(x) {}";
    const tag = tagsOf(source).at[0];
    assert.equal(tag && source.slice(tag.textStart, tag.range.end), "x = 2");
  });
});

describe("long text", () => {
  it("is read up to half a million characters, and what follows is named as unread", () => {
    const line = (index: number) => `const f${index} = (x) => x * ${index};\n`;
    const source = Array.from({ length: 20_000 }, (_, index) => line(index)).join("");
    const outcome = parseSource(source, "a.ts");
    assert.ok(outcome.kind === "parsed");
    assert.ok(outcome.unread.every(({ why }) => why === "long"));
    const { range } = outcome.unread[0] ?? assert.fail();
    assert.ok(range.start <= 500_000 && range.end > 500_000);
    assert.equal(outcome.program.body.length + outcome.unread.length, 20_000);
  });
});

describe("bad text", () => {
  it("is a syntax error with its place", () => {
    const outcome = parseSource("function f(x { return x; }", "a.ts");
    assert.ok(outcome.kind === "syntax-error");
    assert.equal(outcome.range.start, 13);
  });

  it("leaves out what is nested too deeply and keeps the neighbours", () => {
    const deep = `${"(".repeat(100_000)}x${")".repeat(100_000)}`;
    const sum = Array.from({ length: 200_000 }, () => "x").join(" + ");
    for (const body of [deep, sum, `${"- ".repeat(20_000)}x`]) {
      const source = `const before = (x) => x;\nconst deep = (x) => ${body};\nconst after = (x) => x;\n`;
      const outcome = parseSource(source, "a.ts");
      assert.ok(outcome.kind === "parsed");
      assert.equal(outcome.unread.length, 1);
      assert.equal(outcome.program.body.length, 2);
      assert.equal(
        source.slice(...(outcome.program.body[1]?.range ?? [0, 0])),
        "const after = (x) => x;",
      );
    }
  });
});
