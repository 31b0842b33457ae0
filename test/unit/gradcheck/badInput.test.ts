import assert from "node:assert/strict";
import { checkTitle } from "../../../src/core/analysis/lens/lensText.ts";
import { checkOf, checksOf, told } from "./checked.ts";

const square = "function f(x) { return x * x }";
const tagged = (tag: string, body = "return 2 * x") =>
  `${square}\n/** ${tag} */\nfunction slope(x) { ${body} }`;

const declined: readonly (readonly [text: string, reason: RegExp, place: RegExp])[] = [
  [
    tagged("@derivativeOf nothing"),
    /"nothing" is not a function of this file/,
    /^@derivativeOf nothing/,
  ],
  [tagged("@derivativeOf slope"), /"slope" is this function itself/, /^@derivativeOf slope/],
  [tagged("@derivativeOf"), /must say whose/, /^@derivativeOf/],
  [tagged("@derivativeOf f scale banana"), /scale must be a number/, /^@derivativeOf f/],
  [tagged("@derivativeOf f scale 0"), /scale must be a number/, /^@derivativeOf f/],
  [tagged("@derivativeOf f within -3"), /within must be a number above 0/, /^@derivativeOf f/],
  [tagged("@derivativeOf f wrt"), /wrt must name inputs/, /^@derivativeOf f wrt/],
  [tagged("@derivativeOf f wrt q"), /"q" is not an input of "f": it has x/, /^slope/],
  [tagged("@derivativeOf f", "throw new Error('no')"), /throws: no/, /^throw/],
  [tagged("@derivativeOf f", "while (true) x++; return x"), /stopped after/, /./],
  [tagged("@derivativeOf f", "return slope(x)"), /recursion without an end/, /./],
];

describe("a derivative that cannot be compared", () => {
  for (const [text, reason, place] of declined) {
    it(`declines with the reason and its place: ${text}`, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "declined", told(check));
      assert.match(check.reason?.message ?? "", reason);
      const { start = 0, end = 0 } = check.reason?.range ?? {};
      assert.match(text.slice(start, end), place);
    });
  }
  it("is left alone where only its name says what it is", () => {
    for (const body of ["throw new Error('no')", "return undefined"])
      assert.deepEqual(checksOf(`${square}\nfunction fPrime(x) { ${body} }`), []);
  });
  it("is never called right by the points at which it does end", () => {
    const text =
      "function f(x) { return x > 0 ? x * x : x }\nfunction fPrime(x) { while (x <= 0) {} return x }";
    assert.equal(checkOf(text).verdict, "wrong");
  });
  it("may take the points that two functions give each other in a circle", () => {
    const text = `/** @derivativeOf slope */\n${square}\n/** @derivativeOf f */\nfunction slope(x) { return 2 * x }`;
    assert.deepEqual(
      checksOf(text).map(({ verdict }) => verdict),
      ["wrong", "equal"],
    );
  });
});

describe("a derivative that gives nothing on one branch", () => {
  const bent = "function f(x) { return x > 0 ? x * x : -x }\n";
  const missing: readonly (readonly [body: string, says: RegExp, place: RegExp])[] = [
    ["if (x <= 0) { while (true) { x += 0 } } return 2 * x", /^it does not end, as at x = -/, /./],
    ["return x > 0 ? 2 * x : fPrime(x)", /^it does not end, as at x = -/, /./],
    [
      "if (x > 0) return 2 * x",
      /^it gives nothing, as at x = -.*, where the derivative exists$/,
      /./,
    ],
  ];
  for (const [body, says, place] of missing) {
    it(`is wrong there: ${body}`, () => {
      const text = `${bent}function fPrime(x) { ${body} }`;
      const check = checkOf(text);
      assert.deepEqual([check.verdict, check.diagnosis?.kind], ["wrong", "undefined-value"]);
      assert.match(check.diagnosis?.message ?? "", says);
      const { start = 0, end = 0 } = check.diagnosis?.range ?? {};
      assert.match(text.slice(start, end), place);
    });
  }
  it("by throwing says so beside its verdict, which is no proof", () => {
    const text = `${bent}function fPrime(x) { if (x <= 0) throw new Error("not here"); return 2 * x }`;
    const check = checkOf(text);
    assert.deepEqual([check.verdict, check.evidence], ["equal", "sampled"], told(check));
    assert.equal(
      checkTitle(check),
      "✓ equals f′ where it does not throw (1 of 3 branches reached)",
    );
    assert.match(check.reason?.message ?? "", /^it throws: not here, as at x = -/);
    const { start = 0, end = 0 } = check.reason?.range ?? {};
    assert.match(text.slice(start, end), /^throw new Error/);
  });
  it("by throwing where the function throws as well, or has no value, leaves nothing out", () => {
    const guard = 'if (x <= 0) throw new RangeError("x");';
    const both = checkOf(
      `function f(x) { ${guard} return Math.log(x) } function fPrime(x) { ${guard} return 1 / x }`,
    );
    assert.equal(checkTitle(both), "✓ equals f′ (proved)");
    assert.deepEqual(both.guards, []);
    const alone = checkOf(
      `function f(x) { return Math.log(x) } function fPrime(x) { ${guard} return 1 / x }`,
    );
    assert.match(checkTitle(alone), /^✓ equals f′( \(proved\))?$/);
  });
  it("by needing more steps for large inputs is no loop without end", () => {
    const check = checkOf(
      "function f(x) { return x * x } function fPrime(x) { let s = 0; for (let k = 0; k < 600 * Math.abs(x); k++) s += 0; return 2 * x + s }",
    );
    assert.notEqual(check.verdict, "wrong", told(check));
  });
});
