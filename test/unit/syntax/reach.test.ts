import assert from "node:assert/strict";
import { parseSource } from "../../../src/core/syntax/parse.ts";
import { createModule } from "../../../src/core/syntax/parsedModule.ts";

/** The lines that a trace of the function called `f` evaluates; every line of a source is one statement. */
function linesReached(source: string): readonly number[] {
  const parsed = parseSource(source, "source.ts");
  assert.equal(parsed.kind, "parsed");
  if (parsed.kind !== "parsed") return [];
  const start = source.indexOf("function f(");
  const range = { start, end: start + 1 };
  return createModule(source, parsed.program, [])
    .reach.from(range)
    .map(({ loc }) => loc.start.line);
}

describe("what a function can depend on", () => {
  const cases: readonly (readonly [what: string, source: string, lines: readonly number[]])[] = [
    ["itself alone", "const a = 1;\nfunction f(x) { return x; }", [2]],
    [
      "what it names, and what that names",
      "const a = 1;\nconst b = a + 1;\nconst c = 3;\nfunction f(x) { return b * x; }",
      [1, 2, 4],
    ],
    [
      "a statement that fills a table it reads",
      "const table = [];\nfor (let i = 0; i < 9; i++) table.push(i);\nfunction f(x) { return table[0] * x; }",
      [1, 2, 3],
    ],
    [
      "not one that fills a table it does not read",
      "const table = [];\nfor (let i = 0; i < 9; i++) table.push(sum(i));\nfunction sum(i) { return i; }\nfunction f(x) { return sum(x); }",
      [3, 4],
    ],
    [
      "a call that changes what it reads",
      "let k = 1;\nfunction init() { k = 2; }\ninit();\nfunction f(x) { return k * x; }",
      [1, 2, 3, 4],
    ],
    [
      "a change that went through another name",
      "const p = { k: 1 };\nconst alias = p;\nalias.k = 2;\nfunction f(x) { return p.k * x; }",
      [1, 2, 3, 4],
    ],
    [
      "members given to a function later",
      "function scale(x) { return scale.k * x; }\nscale.k = 3;\nfunction f(x) { return scale(x); }",
      [1, 2, 3],
    ],
    [
      "no function that is put somewhere else and does not run yet",
      "const table = [];\nconst others = {};\nothers.fill = () => table.push(1);\nothers.fill.twice = function () { others.fill(); };\nfunction f(x) { return table.length * x; }",
      [1, 5],
    ],
    [
      "a function that is put into what it reads, by whatever name",
      "const table = {};\nconst alias = table;\nalias.size = () => 2;\nfunction Vec() {}\nVec.prototype.size = () => 3;\nfunction f(x) { return table.size() * new Vec().size() * x; }",
      [1, 2, 3, 4, 5, 6],
    ],
    [
      "a function whose setter hands it on",
      "const seen = [];\nconst box = { set made(v) { seen.push(v); } };\nbox.made = () => 2;\nfunction f(x) { return seen[0]() * x; }",
      [1, 2, 3, 4],
    ],
    [
      "members given by Object.assign",
      "function scale(x) { return scale.k * x; }\nObject.assign(scale, { k: 3 });\nfunction f(x) { return scale(x); }",
      [1, 2, 3],
    ],
    [
      "a local of the same name writes nothing of the file",
      "function scale(x) { return x; }\nsetup();\nfunction setup() { let scale = 1; scale = 2; return scale; }\nfunction f(x) { return scale(x); }",
      [1, 4],
    ],
    [
      "not what methods use whose names are worked out, where no such name is asked for",
      "const k = 2;\nconst big = [1];\nclass A { constructor() { this.a = k; } [kinds.a]() { return big; } }\nconst kinds = { a: 1 };\nfunction f(x) { return new A().a * x; }",
      [1, 3, 4, 5],
    ],
    [
      "what they use, where one is",
      "const k = 2;\nconst big = [1];\nclass A { [kinds.a]() { return big; } }\nconst kinds = { a: 1 };\nfunction f(x, i) { return new A()[i]() * x; }",
      [2, 3, 4, 5],
    ],
    [
      "what a method uses that is named by a symbol",
      "const big = [1];\nclass A { [Symbol.iterator]() { return big; } }\nfunction f(x) { return [...new A()][0] * x; }",
      [1, 2, 3],
    ],
    [
      "not the statement that keeps a copy of what it reads",
      "const kinds = { a: 1 };\nlet kind;\nkind = kinds.a;\nfunction f(x) { return kinds.a * x; }\nfunction g(y) { return y === kind; }",
      [1, 4],
    ],
    [
      "a copy that somebody changes",
      "const kinds = { a: {} };\nlet kind;\nkind = kinds.a;\nkind.b = 2;\nfunction f(x) { return kinds.a.b * x; }",
      [1, 2, 3, 4, 5],
    ],
    ["a changed Math", "Math.sin = () => 7;\nfunction f(x) { return Math.sin(x); }", [1, 2]],
    [
      "a Math in other hands",
      "patch(Math);\nfunction patch(m) { m.sin = () => 7; }\nfunction f(x) { return x; }",
      [1, 2, 3],
    ],
    ["a changed prototype", "Array.prototype.sum = () => 1;\nfunction f(x) { return x; }", [1, 2]],
    [
      "the way up from a literal",
      "[].constructor.prototype.sum = 1;\nfunction f(x) { return x; }",
      [1, 2],
    ],
    ["not a mere use of Math", "console.log(Math.sin(1));\nfunction f(x) { return x; }", [2]],
    ["an undeclared name", "k = 3;\nfunction f(x) { return x; }", [1, 2]],
    [
      "exports, where it reads them",
      "exports.g = (x) => x;\nexports.k = 2;\nfunction f(x) { return exports.g(x); }",
      [1, 2, 3],
    ],
    ["exports, not where it does not", "exports.g = (x) => x;\nfunction f(x) { return x; }", [2]],
    [
      "methods put on a class it uses",
      "function V(x) { this.x = x; }\nV.prototype.twice = function () { return 2 * this.x; };\nfunction f(x) { return new V(x).twice(); }",
      [1, 2, 3],
    ],
  ];
  for (const [what, source, lines] of cases) {
    it(what, () => assert.deepEqual(linesReached(source), lines));
  }
});

describe("what can wait until it is used", () => {
  const vector = "class V { constructor(x) { this.x = x; } norm() { return limit * this.x; } }";
  const cases: readonly (readonly [what: string, source: string, waits: boolean])[] = [
    ["an object of a class", `${vector} const limit = 2; const a = new V(1);`, true],
    ["an exported one", `${vector} const limit = 2; export const a = new V(1);`, true],
    [
      "a table that a function computes",
      "function t(n) { return [n, n * n]; } const a = t(3);",
      true,
    ],
    ["not one that may be set anew", `${vector} const limit = 2; let a = new V(1);`, false],
    [
      "not one that asks for something that changes",
      `${vector} let limit = 2; limit = 3; const a = new V(1).norm();`,
      false,
    ],
    [
      "not one that counts",
      "let n = 0; class C { constructor() { this.id = n++; } } const a = new C();",
      false,
    ],
    [
      "not one that counts on its class",
      "class C { constructor() { this.id = C.n++; } } C.n = 0; const a = new C();",
      false,
    ],
    ["not one made of an imported class", 'import { V } from "./v"; const a = new V(1);', false],
    [
      "not one with a random part",
      "function t() { return [Math.random()]; } const a = t();",
      false,
    ],
    ["not one that changes Math", "function t() { Math.sin = Math.cos; } const a = t();", false],
    [
      "not one that calls what it works out",
      "const o = 1; function t(k) { return Math[k](2); } const a = t('sin');",
      false,
    ],
    ["not a statement that fills one", `${vector} const a = new V(1); a.x = 2;`, false],
  ];
  for (const [what, source, waits] of cases) {
    it(what, () => {
      const parsed = parseSource(source, "source.ts");
      assert.ok(parsed.kind === "parsed");
      const { body } = parsed.program;
      const { reach } = createModule(source, parsed.program, []);
      assert.equal(reach.canWait(body.at(-1) as (typeof body)[number]), waits);
    });
  }
});
