import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { globSync } from "tinyglobby";
import type { Program } from "../../../src/core/syntax/ast.ts";
import { parseSource } from "../../../src/core/syntax/parse.ts";
import { reparse } from "../../../src/core/syntax/reparse.ts";

/** What `reparse` makes of an edit, compared with the whole text parsed; undefined where it stepped back. */
function edited(before: string, after: string, fileName = "a.ts"): Program | undefined {
  const older = parseSource(before, fileName);
  assert.ok(older.kind === "parsed");
  const outcome = reparse({ text: before, ...older }, after, fileName);
  if (!outcome) return undefined;
  assert.ok(outcome.kind === "parsed");
  assertSame(json(outcome), json(parseSource(after, fileName)));
  return outcome.program;
}

/** Shows where they differ, not all of two trees. */
function assertSame(actual: string, expected: string): void {
  if (actual === expected) return;
  let at = 0;
  while (actual[at] === expected[at]) at++;
  assert.equal(
    actual.slice(Math.max(0, at - 200), at + 200),
    expected.slice(Math.max(0, at - 200), at + 200),
  );
}

/** Places as plain lists: the order of their keys is nobody's business. */
function json(value: unknown): string {
  return JSON.stringify(value, (key, item) => {
    if (key === "loc") return [item.start.line, item.start.column, item.end.line, item.end.column];
    return typeof item === "bigint" ? `${item}n` : item;
  });
}

describe("parsing an edited statement alone", () => {
  const file =
    "const a = 1;\nexport function f(x) {\n  return a * x;\n}\n\nconst b = f(2); const c = 3;\n";

  it("gives the tree of the whole text, with everything after it moved", () => {
    for (const [from, to] of [
      ["a * x", "a + x"],
      ["a * x", "a * x * 100"],
      ["return", "const y = x;\n\n  return"],
      ["return a * x;\n", ""],
      ["f(2)", "f(2,\n  3)"],
      ["f(2)", "f()"],
      ["3;", "3 + 4;"],
      ["x)", "x, y = 2)"],
    ] as const) {
      assert.ok(edited(file, file.replace(from, to)), `${from} → ${to}`);
    }
  });

  it("keeps the other statements as they are", () => {
    const older = parseSource(file, "a.ts");
    assert.ok(older.kind === "parsed");
    const { body } = older.program;
    const outcome = reparse({ text: file, ...older }, file.replace("a * x", "a * 2 * x"), "a.ts");
    assert.ok(outcome?.kind === "parsed");
    assert.deepEqual(
      outcome.program.body.map((statement, index) => statement === body[index]),
      [true, false, true, true],
    );
    assert.notEqual(outcome.program.body, body);
  });

  it("steps back where the edit can be felt outside of its statement", () => {
    for (const [before, after] of [
      // The last statement before goes on.
      ["a\n++b;", "a\n+b;"],
      ["a;\nint(b);", "a;\nin(b);"],
      // The statement goes on into the next one.
      ["export type A = B\n[c].length;", "export const A = B\n[c].length;"],
      ["export class A {}\n(b);", "export const A = {}\n(b);"],
      ["if (a) {}\n(b);", "if (a) b = {}\n(b);"],
      // It becomes two, or none, or swallows the next one.
      ["const a = 12;", "const a = 1;2;"],
      ["const a = 1;\nconst b = 2;", "const a = /*1;\nconst b = 2;"],
      ["const a = 1;\nconst b = 2;", "const a = `1;\nconst b = 2;"],
      ["const a = 1; /* */", "const a = 1 //; /* */"],
      ["if (a) { b; }", "if (a) { b; } }"],
      // It decides on whether the file is a module, or asks.
      ["const a = b.c;", "const a = import.meta.c;"],
      ["const a = await (1); export {};", "const a = await (2); export {};"],
      ["export as namespace A;", "export const namespace = A;"],
      // A statement's end or beginning itself, or what stands between.
      ["const a = 1;", "const a = 1; "],
      ["const a = 1;\n\nconst b = 2;", "const a = 1;\nconst c = 1;\nconst b = 2;"],
      ["const a = [\r\n1];", "const a = [\r \n1];"],
    ] as const) {
      assert.equal(edited(before, after), undefined, after);
    }
  });

  const files = globSync([
    "src/**/*.ts",
    "test/unit/**/*.ts",
    "examples/**/*.{ts,js,tsx,jsx}",
    "node_modules/{d3-interpolate,d3-zoom}/src/**/*.js",
    "node_modules/vscode-jsonrpc/lib/common/*.js",
  ]).filter((name) => {
    const text = readFileSync(name, "utf8");
    return text.length < 12_000 && parseSource(text, name).kind === "parsed";
  });

  it("never differs from parsing the whole text, whatever is typed or deleted", function () {
    this.timeout(120_000);
    let count = 0;
    const snippet = fc.oneof(
      fc.constantFrom(..."0123456789abcxyz;,.(){}[]<>=+-*/`'\"\n\r\t !?:@#\\&|%~^"),
      fc.constantFrom("\r\n", "//", "/*", "*/", "=>", " as ", " in ", "++", "--", "\u2028", "${"),
      fc.constantFrom(
        "await x",
        "export ",
        "import ",
        "type ",
        "const y = 1;\n",
        "return 2;",
        "<a>",
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.nat({ max: 999_999 }),
        fc.nat({ max: 12 }),
        fc.oneof(fc.constant(""), snippet),
        fc.boolean(),
        (name, where, deleted, inserted, windows) => {
          const text = readFileSync(name, "utf8");
          const before = windows ? text.replaceAll("\n", "\r\n") : text;
          const at = Math.floor((where / 1e6) * before.length);
          const after = before.slice(0, at) + inserted + before.slice(at + deleted);
          if (edited(before, after, name)) count++;
        },
      ),
      { numRuns: 1000 },
    );
    assert.ok(count > 100, `only ${count} edits were parsed by themselves`);
  });

  it("does so for one edit after another", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.constantFrom("1", "\n", " + 2", "x", "(3)", "")), {
          minLength: 5,
          maxLength: 30,
        }),
        (edits) => {
          let text = file.repeat(3);
          let older = parseSource(text, "a.ts");
          for (const [place, inserted] of edits) {
            assert.ok(older.kind === "parsed");
            const at = place % text.length;
            const after = text.slice(0, at) + inserted + text.slice(inserted === "" ? at + 1 : at);
            const whole = parseSource(after, "a.ts");
            if (whole.kind !== "parsed") continue;
            const outcome = reparse({ text, ...older }, after, "a.ts");
            if (outcome) assertSame(json(outcome), json(whole));
            older = outcome ?? whole;
            text = after;
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
