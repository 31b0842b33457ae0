import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { globSync } from "tinyglobby";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import type { DocumentAnalysis } from "../../../src/core/analysis/document/documentAnalysis.ts";

/** Everything a surface can see of an analysis. */
function visible({ functions, checks, syntaxError }: DocumentAnalysis): unknown {
  return JSON.parse(
    JSON.stringify({ functions, checks, syntaxError }, (_key, value) => {
      if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, String);
      if (value instanceof Map) return [...value];
      return typeof value === "number" ? String(value) : value;
    }),
  );
}

describe("analysing one edit after another", () => {
  const uri = "file:///a.ts";
  const files = globSync("examples/**/*.ts").map((name) => readFileSync(name, "utf8"));
  const pair = `const k = 3;
/** @at x = 2 */
function f(x) { return k * x ** 2; }
function fPrime(x) { return 2 * k * x; }

function g(x) { return Math.abs(x) + f(x); }
/** @derivativeOf g */
function slope(x) { return Math.sign(x) + fPrime(x) + 1; }
{ function f(x) { return x; } }
`;

  it("ends where analysing the last text alone does", function () {
    this.timeout(120_000);
    const inserted = fc.constantFrom(
      "1",
      "7",
      "x",
      " + 1",
      "\n",
      "\n// note\n",
      "(",
      "",
      "",
      "k",
      " ",
    );
    const edit = fc.tuple(fc.nat(999_999), fc.nat(2), inserted);
    fc.assert(
      fc.property(
        fc.constantFrom(...files, pair, pair, pair),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (original, edits) => {
          const analyzer = createAnalyzer();
          let text = original;
          analyzer.analyze({ uri, version: 0, text });
          for (const [index, [place, deleted, insert]] of edits.entries()) {
            const at = Math.floor((place / 1e6) * text.length);
            text = text.slice(0, at) + insert + text.slice(at + deleted);
            const version = index + 1;
            const incremental = analyzer.analyze({ uri, version, text });
            // Text that does not parse keeps the last good result, which another analyser never had.
            if (incremental.syntaxError) continue;
            const fresh = createAnalyzer().analyze({ uri, version, text });
            assert.deepEqual(visible(incremental), visible(fresh));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
