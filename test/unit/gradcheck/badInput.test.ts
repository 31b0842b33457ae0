import assert from "node:assert/strict";
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
