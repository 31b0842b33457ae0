import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { maxShare, minShare } from "../../../src/core/ops/derived.ts";
import { f16round, sumPrecise } from "../../../src/core/ops/newerMath.ts";
import { evaluateOp, opNames, rowOf } from "../../../src/core/ops/table.ts";

/** Newer than some hosts, or not JavaScript's own. */
const known = {
  Math: Object.assign(Object.create(Math), {
    f16round,
    sumPrecise: (numbers: Iterable<number>) => sumPrecise(...numbers),
  }),
  maxShare: (a: number, ...all: number[]) => maxShare(a, all),
  minShare: (a: number, ...all: number[]) => minShare(a, all),
};

/** The spelling of a row with its arguments in place. */
function spelled(js: string, args: readonly number[]): string {
  const texts = args.map((arg) => `(${arg})`);
  if (js.includes("$"))
    return js.replace(/\$(\d|\*)/g, (_, place) =>
      place === "*" ? texts.join(", ") : (texts[place - 1] ?? ""),
    );
  if (/^\w/.test(js)) return `${js}(${texts.join(", ")})`;
  return texts.length === 1 ? `${js}${texts[0]}` : texts.join(` ${js} `);
}

describe("what the table says of every row", () => {
  for (const name of opNames) {
    const row = rowOf(name);

    it(`${name}: says what its special points are of`, () => {
      for (const { message } of row.special) assert.match(message, /^\S.*\S$/);
    });

    it(`${name}: JavaScript gives the same for its spelling`, () => {
      for (const args of row.samples) {
        const value = Number(runInNewContext(spelled(row.js, args), { ...known }));
        const expected = evaluateOp(row, args);
        const error = Math.abs(value - expected);
        assert.ok(error <= 1e-14 * Math.abs(expected), `${args}: ${value}, and not ${expected}`);
      }
    });

    it(`${name}: its special points are told in words`, () => {
      for (const { kind, message, chosen } of row.special) {
        assert.ok(["kink", "jump", "singular", "gradient-stops"].includes(kind));
        assert.match(message, /\S+ \S+ \S+/);
        if (chosen !== undefined) assert.match(chosen, /\S+ \S+ \S+/);
      }
    });
  }

  it("gives what JavaScript's operators give, for numbers of every kind", () => {
    const numbers = [-Infinity, -9, -1.5, -1, -0, 0, 0.5, 1, 2, 3.7, 33, 2 ** 31, Infinity, NaN];
    for (const name of opNames) {
      const row = rowOf(name);
      if (/[\w$]/.test(row.js)) continue;
      const [a, b] = row.arity === 1 ? ["", "x"] : ["x", "y"];
      const own = runInNewContext(`(x, y) => Number(${a} ${row.js} ${b})`);
      for (const x of numbers)
        for (const y of row.arity === 1 ? [0] : numbers)
          assert.equal(
            evaluateOp(row, row.arity === 1 ? [x] : [x, y]),
            own(x, y),
            `${x} ${row.js} ${y}`,
          );
    }
  });

  it("has the names of ISO 80000-2 where JavaScript has others", () => {
    const symbols = opNames.flatMap((name) => {
      const { js, symbol } = rowOf(name);
      return symbol && js.startsWith("Math.") && !js.includes("$") ? [`${js} ${symbol}`] : [];
    });
    assert.deepEqual(symbols, [
      "Math.log ln",
      "Math.asin arcsin",
      "Math.acos arccos",
      "Math.atan arctan",
      "Math.asinh arsinh",
      "Math.acosh arcosh",
      "Math.atanh artanh",
    ]);
  });

  it("has a short name for every spelling that is no name itself", () => {
    const named = (["sumPrecise", "toFixed", "toPrecision", "wholeQuotient"] as const).map(
      (name) => rowOf(name).symbol,
    );
    assert.deepEqual(named, ["sumPrecise", "toFixed", "toPrecision", "trunc"]);
  });

  it("stops the gradient where nothing but steps is left, and selects where arguments are dropped", () => {
    const flagged = (flag: "stops" | "selects" | "unlimited") =>
      opNames.filter((name) => rowOf(name)[flag]);
    assert.deepEqual(flagged("selects"), ["max", "min"]);
    assert.deepEqual(flagged("unlimited"), ["div"]);
    for (const name of opNames) {
      const isTold = rowOf(name).special.some(({ kind }) => kind === "gradient-stops");
      assert.equal(rowOf(name).stops === true, isTold, name);
    }
  });
});
