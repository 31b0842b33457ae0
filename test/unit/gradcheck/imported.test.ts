import assert from "node:assert/strict";
import { checkModule } from "../../../src/core/gradcheck/checkModule.ts";
import type { GradientCheck } from "../../../src/core/gradcheck/gradientCheck.ts";
import { createLibrary } from "../../../src/core/syntax/library.ts";
import { parseSource } from "../../../src/core/syntax/parse.ts";
import { createModule } from "../../../src/core/syntax/parsedModule.ts";
import { defaultLimits } from "../../../src/core/trace/budget.ts";
import { told } from "./checked.ts";

const files: Readonly<Record<string, string>> = {
  "file:///lib/f.ts":
    "const unused = 1;\nexport const rate = 3;\nexport function f(x: number) { return Math.sin(rate * x) }\nexport default function loss(w: number, x: number) { return x > 1 ? w * w * x : w * x }",
  "file:///lib/index.ts": 'export { f as wave } from "./f";',
};

function checksIn(text: string): readonly GradientCheck[] {
  const uri = "file:///lib/own.ts";
  const library = createLibrary({ read: (asked) => files[asked] ?? null });
  const outcome = parseSource(text, uri);
  if (outcome.kind !== "parsed") throw new Error(outcome.message);
  const module = createModule(text, outcome.program, outcome.unread, { uri, library });
  return checkModule(module, defaultLimits);
}

describe("derivatives of imported functions", () => {
  const rows: readonly (readonly [text: string, verdict: string, kind?: string])[] = [
    [
      'import { f } from "./f";\nexport function fPrime(x: number) { return 3 * Math.cos(3 * x) }',
      "equal",
    ],
    [
      'import { f } from "./f";\nexport function fPrime(x: number) { return Math.cos(3 * x) }',
      "wrong",
      "missing-factor",
    ],
    [
      'import { wave } from "./index";\nexport const dWave = (x: number) => -3 * Math.cos(3 * x);',
      "wrong",
      "sign",
    ],
    [
      'import { f } from "./f";\n/** @derivativeOf f */\nexport function slopeAt(x: number) { return 3 * Math.cos(3 * x) }',
      "equal",
    ],
    [
      'import loss from "./f";\nexport function dLoss_dw(w: number, x: number) { return x > 1 ? 2 * w * x : x }',
      "equal",
    ],
  ];
  for (const [text, verdict, kind] of rows) {
    it(`${verdict}: ${text}`, () => {
      const [check, ...others] = checksIn(text);
      assert.ok(check && others.length === 0);
      assert.equal(check.verdict, verdict, told(check));
      assert.equal(check.diagnosis?.kind, kind, check.diagnosis?.message);
      const piece = check.diagnosis?.range ?? check.derivative.range;
      assert.ok(check.derivative.range.start <= piece.start && piece.end <= text.length);
      assert.equal(check.primal.range.start, 0, "the import stands for the function");
      const { uri, start } = check.primal.elsewhere ?? assert.fail();
      assert.equal(uri, "file:///lib/f.ts");
      assert.deepEqual(
        start,
        verdict === "equal" && /dLoss/.test(text)
          ? { line: 4, column: 24 }
          : { line: 3, column: 16 },
      );
    });
  }
  it("names the rate in the words of the other file", () => {
    const [check] = checksIn(rows[1]?.[0] ?? "");
    assert.match(check?.diagnosis?.message ?? "", /rate \* x/);
  });
  it("a tag that names nothing says so", () => {
    const [check] = checksIn(
      'import { f } from "./f";\n/** @derivativeOf g */\nconst d = (x) => x;',
    );
    assert.match(check?.reason?.message ?? "", /nor one that it imports/);
  });
  it("what is not imported is no function to compare with", () => {
    assert.deepEqual(checksIn('import { rate } from "./f";\nconst dRate = (x) => x;'), []);
    assert.deepEqual(checksIn('import { f } from "./none";\nconst dF = (x) => x;'), []);
  });
});
