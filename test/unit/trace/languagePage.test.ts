import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { jacobian } from "../../../src/core/autodiff/jacobian.ts";
import { outcomeOf, reasonOf, traceOf } from "../../helpers/traceOf.ts";
import { declinedRows } from "./language/declinedRows.ts";
import { languagePage } from "./language/languagePage.ts";
import { type ReadRow, readRows } from "./language/readRows.ts";

/** What is read and what is not, and the page that says so. */
describe("the language that is read", () => {
  for (const row of readRows) {
    it(`${row.section}: ${row.title}`, () => {
      const { tape } = traceOf(row.source, { name: "f", at: pointOf(row) });
      const [output] = tape.outputs;
      assert.ok(output);
      assert.ok(Object.is(tape.values[output.node], run(row)), "another value than Node's");
      const gradient = jacobian(tape).entries[0] ?? [];
      assert.ok(gradient.every(Number.isFinite));
    });
  }
});

describe("the language that is not read", function () {
  this.timeout(20_000);
  for (const { title, source, instead } of declinedRows) {
    it(title, () => {
      assert.ok(reasonOf(source, { name: "f" }).message.length > 0);
      if (instead !== undefined) assert.equal(outcomeOf(instead, { name: "f" }).kind, "traced");
    });
  }
});

describe("docs/language.md", () => {
  it("says what these tests say (UPDATE_DOCS=1 writes it)", () => {
    const page = languagePage(readRows, declinedRows, (source) => reasonOf(source, { name: "f" }));
    const path = "docs/language.md";
    if (process.env["UPDATE_DOCS"] === "1") writeFileSync(path, page);
    assert.equal(readFileSync(path, "utf8"), page);
  });
});

function parametersOf(source: string): readonly string[] {
  const [, list = ""] = /\bf = \(([^)]*)\)|function f\(([^)]*)\)/.exec(source)?.slice(0) ?? [];
  const text = list || (/function f\(([^)]*)\)/.exec(source)?.[1] ?? "");
  return text.split(",").map((parameter) => parameter.split(/[:=]/)[0]?.trim() ?? "");
}

function pointOf({ source, at }: ReadRow): string {
  const names = parametersOf(source);
  return at.map((value, index) => `${names[index]} = ${value}`).join(", ");
}

/** The same code in Node. */
function run({ source, at }: ReadRow): unknown {
  const { code } = transformSync(source, { loader: "ts" });
  return new Function(`${code}\nreturn f(...arguments);`)(...at);
}
