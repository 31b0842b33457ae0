import assert from "node:assert/strict";
import { checkModule } from "../../../src/core/gradcheck/checkModule.ts";
import { fixesOf, ignoringFix } from "../../../src/core/gradcheck/fixes/fixes.ts";
import { parseSource } from "../../../src/core/syntax/parse.ts";
import { createModule } from "../../../src/core/syntax/parsedModule.ts";
import { defaultLimits } from "../../../src/core/trace/budget.ts";
import { checkOf, checksOf, moduleOf } from "./checked.ts";

const told: readonly (readonly [text: string, kind: string, message: RegExp, piece?: string])[] = [
  [
    "function f(x) { return (3 * x + 1) ** 2 } function fPrime(x) { return 2 * (3 * x + 1) }",
    "missing-factor",
    /^the inner rate \(3 \* x \+ 1\)′ = 3 is missing$/,
    "2 * (3 * x + 1)",
  ],
  [
    "const g = (x) => 3 * x + 1; function f(x) { return g(x) ** 2 } function fPrime(x) { return 2 * g(x) }",
    "missing-factor",
    /^the inner rate g′\(x\) = 3 is missing$/,
  ],
  [
    "function f(x) { const u = Math.sin(x); return u ** 2 } function fPrime(x) { const u = Math.sin(x); return 2 * u }",
    "missing-factor",
    /^the inner rate du\/dx = cos\(x\) is missing$/,
  ],
  [
    "function f(x) { return Math.exp(x * x) } function fPrime(x) { return 2 * x }",
    "missing-factor",
    /^the factor e\S+, the rate of Math.exp\(x \* x\), is missing/,
  ],
  [
    "function f(x) { return (x * x + 1) ** 2 } function fPrime(x) { return (x * x + 1) * 2 * x }",
    "constant-factor",
    /^the factor 2 of the square \(x \* x \+ 1\) \*\* 2 is missing$/,
  ],
  [
    "function height(theta, l) { return l * (1 - Math.cos(theta)) } function heightPrime(theta, l) { return l * Math.cos(theta) }",
    "missing-factor",
    /^Math\.cos\(theta\) stands where its rate −sin\(theta\) belongs: it is not differentiated$/,
  ],
  [
    "function f(x) { return Math.sin(3 * x) } function fPrime(x) { return 9 * Math.cos(3 * x) }",
    "extra-factor",
    /there twice/,
  ],
  [
    "function f(x) { return Math.cos(x) } function fPrime(x) { return Math.sin(x) }",
    "sign",
    /the sign is wrong/,
  ],
  [
    "function f(x) { return x ** 3 - 2 * x } function fPrime(x) { return 3 * x ** 2 + 2 }",
    "sign",
    /2 \* x/,
  ],
  [
    "function f(x) { return Math.sin(x * x) } function fPrime(x) { return Math.cos(x) * 2 * x }",
    "wrong-argument",
    /^the outer rate is taken at x instead of at x \* x$/,
  ],
  [
    "function f(x) { return Math.exp(x) * x } function fPrime(x) { return Math.exp(x) }",
    "missing-term",
    /product rule/,
  ],
  [
    "function f(x) { return Math.sin(x) * Math.exp(x) } function fPrime(x) { return Math.cos(x) * Math.exp(x) }",
    "missing-term",
    /product rule with the derivative of Math.exp\(x\)/,
  ],
  [
    "function f(x) { return Math.sin(x) * Math.exp(3 * x) } function fPrime(x) { return Math.cos(x) * 3 * Math.exp(3 * x) }",
    "missing-term",
    /simply multiplied/,
  ],
  [
    "function f(x, y) { return x * Math.sin(y) } function fGradient(x, y) { return [x * Math.cos(y), Math.sin(y)] }",
    "swapped-partials",
    /along x and y are swapped/,
  ],
  [
    "function f(x, y) { return x ** 2 * y } function dfdx(x, y) { return x ** 2 }",
    "wrong-variable",
    /with respect to y, not to x/,
  ],
  [
    "function f(x) { return x ** 5 } function g(x) { return Math.tan(x) } function fPrime(x) { return 1 / Math.cos(x) ** 2 }",
    "copied-derivative",
    /derivative of g/,
  ],
  [
    "function loss(w: number, x: number[], t: number[]) { let s = 0; for (let i = 0; i < x.length; i++) s += (w * x[i] - t[i]) ** 3; return s } function lossPrime(w: number, x: number[], t: number[]) { let s = 0; for (let i = 0; i < x.length; i++) s = 3 * (w * x[i] - t[i]) ** 2 * x[i]; return s }",
    "overwrite",
    /\+=/,
  ],
  [
    "function f(x) { return x * x } function fPrime(x) { return 2 * x * Math.sqrt(x) / Math.sqrt(x) }",
    "undefined-value",
    /no value \(NaN\)/,
  ],
  [
    "function f(x) { return x * x } function fPrime(x) { return x + 2 }",
    "unknown",
    /no single step/,
  ],
];

describe("what is wrong with a derivative", () => {
  for (const [text, kind, message, piece] of told) {
    it(text, () => {
      const { diagnosis } = checkOf(text);
      assert.equal(diagnosis?.kind, kind, diagnosis?.message);
      assert.match(diagnosis.message, message);
      const { start, end } = diagnosis.range;
      if (piece !== undefined) assert.equal(text.slice(start, end), piece);
      assert.ok(text.slice(start, end).length > 0);
    });
  }
  it("is not singled out where two explanations fit", () => {
    const text =
      "function f(x) { return (2 * x + 1) ** 2 } function fPrime(x) { return 2 * (2 * x + 1) }";
    const { diagnosis } = checkOf(text);
    assert.match(diagnosis?.message ?? "", /^two explanations fit: /);
    assert.equal(diagnosis?.alternatives.length, 1);
  });
  it("is no factor that one number alone suggests, along another list than the one that is meant", () => {
    const text = `
      function loss(y: number[], p: number[]) {
        let s = 0;
        for (let i = 0; i < y.length; i++) {
          const q = Math.min(Math.max(p[i], 1e-7), 1 - 1e-7);
          s -= y[i] * Math.log(q) + (1 - y[i]) * Math.log(1 - q);
        }
        return s / y.length;
      }
      function lossGrad(y: number[], p: number[]) {
        return p.map((v, i) => {
          const q = Math.min(Math.max(v, 1e-7), 1 - 1e-7);
          return (q - y[i]) / (q * (1 - q));
        });
      }`;
    const { verdict, diagnosis, wrt } = checkOf(text);
    assert.equal(verdict, "wrong");
    assert.deepEqual(wrt, ["p"]);
    assert.match(
      diagnosis?.message ?? "",
      /^two mistakes: the limit of .*; and all of it is 3 times/,
    );
  });
  it("is not said of a right one", () => {
    const [check] = checksOf("const f = (x) => x * x; const fPrime = (x) => 2 * x;");
    assert.equal(check?.diagnosis, undefined);
  });
});

describe("repairs", () => {
  const parse = (text: string) => {
    const outcome = parseSource(text, "file.ts");
    return outcome.kind === "parsed"
      ? createModule(text, outcome.program, outcome.unread)
      : undefined;
  };
  const repaired = (text: string) => {
    const module = moduleOf(text);
    const [check] = checkModule(module, defaultLimits);
    assert.ok(check);
    return fixesOf(module, check, defaultLimits, parse).map(({ title, range, text: by }) => ({
      title,
      text: text.slice(0, range.start) + by + text.slice(range.end),
    }));
  };
  const primal = "const f = (x) => Math.sin(3 * x);\n";
  it("multiply by the missing factor, and replace the body", () => {
    assert.deepEqual(repaired(`${primal}const fPrime = (x) => Math.cos(3 * x);`), [
      { title: "Multiply by 3", text: `${primal}const fPrime = (x) => 3 * Math.cos(3 * x);` },
      {
        title: "Replace by the exact derivative",
        text: `${primal}const fPrime = (x) => 3 * Math.cos(3 * x);`,
      },
    ]);
  });
  it("flip the sign of one term", () => {
    const text = "const f = (x) => x ** 3 - x;\nconst fPrime = (x) => 3 * x * x + 1;";
    assert.equal(repaired(text)[0]?.text, text.replace("+ 1", "- 1"));
  });
  it("sum where it was overwritten", () => {
    const text =
      "function loss(w, x) { let s = 0; for (let i = 0; i < 3; i++) s += (w * x[i]) ** 3; return s }\nfunction dLoss(w, x) { let g = 0; for (let i = 0; i < 3; i++) g = 3 * (w * x[i]) ** 2 * x[i]; return g }";
    assert.equal(repaired(text)[0]?.text, text.replace("g = 3 *", "g += 3 *"));
  });
  it("name the inputs as the derivative does", () => {
    const text = "const f = (x) => Math.sin(3 * x);\nconst fPrime = (t) => 7 * t;";
    const [fix] = repaired(text);
    assert.equal(fix?.text, text.replace("7 * t", "3 * Math.cos(3 * t)"));
  });
  it("are offered only where they were seen to help", () => {
    for (const { text } of repaired(`${primal}const fPrime = (x) => 5 * x;`))
      assert.equal(checkOf(text).verdict, "equal");
  });
  it("put the conditions of the function before the formulas of its sides", () => {
    const exact = (text: string) =>
      repaired(text).find(({ title }) => title === "Replace by the exact derivative")?.text;
    const text = "const f = (x) => x < 0 ? Math.exp(x) : 1 + x;\nconst fPrime = (x) => x + 7;";
    assert.equal(exact(text), text.replace("x + 7", "x < 0 ? Math.exp(x) : 1"));
    const huber =
      "function huber(r, k) { const a = Math.abs(r); if (r <= -k) return -k * r; if (r >= k) return k * r; return r * r / 2 + k * k / 2 }\n" +
      "function huberPrime(r, k) {\n  return r * k;\n}";
    assert.equal(exact(huber), undefined, "|r| has a corner of its own");
    const soft =
      "function soft(r, k) { if (r <= -k) return r + k; if (r >= k) return r - k; return 0 * r }\n" +
      "function softPrime(r, k) {\n  return r * k;\n}";
    assert.match(exact(soft) ?? "", /return r <= -k \? 1 : r >= k \? 1 : 0;/);
  });
  it("leave a list of any length alone", () => {
    const text =
      "const f = (v) => v.reduce((s, a) => s + a ** 3, 0);\nconst fGradient = (v) => v.map((a) => a ** 2);";
    assert.deepEqual(
      repaired(text).filter(({ title }) => /exact/.test(title)),
      [],
    );
  });
  it("switch the check off", () => {
    const text = "const f = (x) => x * x;\n  const fPrime = (x) => x;";
    const module = moduleOf(text);
    const [check] = checkModule(module, defaultLimits);
    const fix = check && ignoringFix(module, check);
    assert.ok(fix);
    const next = text.slice(0, fix.range.start) + fix.text + text.slice(fix.range.end);
    assert.equal(next, text.replace("  const", "  // @gradlens off\n  const"));
    assert.deepEqual(checksOf(next), []);
  });
});
