import assert from "node:assert/strict";
import { nestedShares, outward, sharesAhead } from "../../../src/core/ops/corners.ts";
import { powLog } from "../../../src/core/ops/derived.ts";
import { neighbour } from "../../../src/core/ops/neighbour.ts";
import {
  type Convention,
  hasChoice,
  isNonSmooth,
  libraryPartials,
  nonSmoothNames,
  partialsAlong,
  partialsOneByOne,
} from "../../../src/core/ops/nonSmooth.ts";
import { opNames, rowOf } from "../../../src/core/ops/table.ts";

describe("conventions", () => {
  it("have names, and nothing else is one", () => {
    assert.ok(nonSmoothNames.every(isNonSmooth));
    for (const other of ["", "torch", undefined, 0, ["jax"]]) assert.ok(!isNonSmooth(other));
  });

  it("differ from our own in these rows only", () => {
    const choosing = (convention: Convention) =>
      opNames.filter((name) => hasChoice(rowOf(name), convention));
    assert.deepEqual(choosing("pytorch"), ["pow", "hypot", "max", "min"]);
    assert.deepEqual(choosing("jax"), ["pow", "abs", "atan2", "max", "min", "hypot"].sort(inTable));
    const atAnEdge = ["pow", "sqrt", "log", "log2", "log10", "log1p", "asin", "acos", "acosh"];
    const inside = ["atanh", "powSlope", "powLog", "rootSquareMinusOne"];
    const corners = ["abs", "hypot", "max", "min"];
    const sided = [...atAnEdge, ...inside, ...corners].sort(inTable);
    assert.deepEqual(choosing("left"), sided);
    assert.deepEqual(choosing("right"), sided);
  });

  it("of a library hold where it has a choice, and for what varies", () => {
    const pow = rowOf("pow");
    assert.deepEqual(libraryPartials(pow, "jax", [0, 0], [true, true]), [Number.NaN, 0]);
    assert.deepEqual(libraryPartials(pow, "jax", [0, 0], [true, false]), [0, 0]);
    assert.deepEqual(libraryPartials(pow, "pytorch", [0, -1], [true, true]), [
      -Infinity,
      -Infinity,
    ]);
    assert.deepEqual(libraryPartials(pow, "pytorch", [0, 0.5], [true, true]), [Infinity, 0]);
    assert.equal(libraryPartials(pow, "pytorch", [0, 0], [true, true]), undefined);
    assert.equal(libraryPartials(pow, "jax", [2, 3], [true, true]), undefined);
  });

  it("of one side are NaN along what leaves the domain, and the rule along the rest", () => {
    const pow = rowOf("pow");
    assert.deepEqual(partialsAlong(pow, [0, 0.5], [-1, 0]), [Number.NaN, 0]);
    assert.deepEqual(partialsAlong(pow, [0, 0.5], [-1, 1]), [Number.NaN, Number.NaN]);
    assert.equal(partialsAlong(pow, [0, 0.5], [1, 0]), undefined);
    assert.equal(partialsAlong(pow, [0, 0.5], [0, 0]), undefined);
    assert.equal(partialsAlong(pow, [1, 0.5], [-1, 0]), undefined);
    assert.deepEqual(partialsAlong(rowOf("sqrt"), [0], [Number.NaN]), [Number.NaN]);
    assert.equal(partialsAlong(rowOf("abs"), [0], [0]), undefined);
    assert.deepEqual(partialsAlong(rowOf("abs"), [0], [-3]), [-1]);
    assert.equal(partialsAlong(rowOf("abs"), [2], [-3]), undefined);
    assert.deepEqual(partialsOneByOne(pow, "left", [0, 0.5]), [Number.NaN, 0]);
    assert.deepEqual(partialsOneByOne(rowOf("asin"), "right", [1]), [Number.NaN]);
    assert.deepEqual(partialsOneByOne(rowOf("asin"), "left", [1]), [Infinity]);
    assert.deepEqual(partialsOneByOne(rowOf("max"), "right", [1, 1]), [1, 1]);
    assert.deepEqual(partialsOneByOne(rowOf("max"), "right", [2, 1]), [1, 0]);
  });
});

/** In the order of the table. */
function inTable(a: string, b: string): number {
  const names: readonly string[] = opNames;
  return names.indexOf(a) - names.indexOf(b);
}

describe("shares at a corner", () => {
  it("halve from the last to the first, among those tied", () => {
    assert.deepEqual(nestedShares([true, true, true]), [0.25, 0.25, 0.5]);
    assert.deepEqual(nestedShares([true, false, true]), [0.5, 0, 0.5]);
    assert.deepEqual(nestedShares([false, true, true, false]), [0, 0.5, 0.5, 0]);
    assert.deepEqual(nestedShares([false, true]), [0, 1]);
  });

  it("go to who is ahead", () => {
    assert.deepEqual(sharesAhead([true, true, false], [1, 2, 9], 1), [0, 1, 0]);
    assert.deepEqual(sharesAhead([true, true, false], [1, 2, -9], -1), [1, 0, 0]);
    assert.deepEqual(sharesAhead([true, true, true], [2, 2, 1], 1), [0.5, 0.5, 0]);
    assert.deepEqual(outward([3, -4]), [0.6, -0.8]);
  });
});

describe("the number beside another", () => {
  it("is the next one that there is, in the direction", () => {
    for (const x of [1, -1, 0.3, 1e300, -5e-324, 2 ** 53, 1.5]) {
      for (const direction of [-2, 3]) {
        const next = neighbour(x, direction);
        assert.ok(direction > 0 ? next > x : next < x, `${x}`);
        const middle = x + (next - x) / 2;
        assert.ok(middle === x || middle === next, `${x}, ${next}`);
      }
    }
    assert.equal(neighbour(0, 1), 5e-324);
    assert.equal(neighbour(-0, -1), -5e-324);
    assert.ok(Object.is(neighbour(5e-324, -1), 0));
    assert.equal(neighbour(Number.MAX_VALUE, 1), Infinity);
  });

  it("is the number itself where nothing moves, or nothing can", () => {
    for (const x of [0, 1, Infinity, -Infinity]) assert.equal(neighbour(x, 0), x);
    for (const x of [Infinity, -Infinity]) assert.equal(neighbour(x, -1), x);
    assert.deepEqual(
      [neighbour(1, Number.NaN), neighbour(0, Number.NaN)],
      [Number.NaN, Number.NaN],
    );
    assert.deepEqual(neighbour(Number.NaN, 1), Number.NaN);
  });
});

describe("x^y·log x", () => {
  it("has its limits at 0 and at infinity", () => {
    assert.deepEqual([powLog(0, 2), powLog(0, 0), powLog(0, -1)], [0, 0, Number.NaN]);
    assert.deepEqual([powLog(Infinity, -1), powLog(Infinity, 0)], [0, Infinity]);
    assert.equal(powLog(Infinity, 2), Infinity);
    assert.equal(powLog(2, 3), 8 * Math.LN2);
  });
});
