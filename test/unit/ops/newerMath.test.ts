import assert from "node:assert/strict";
import * as fc from "fast-check";
import { f16round, sumPrecise } from "../../../src/core/ops/newerMath.ts";

/** All finite numbers of 16 bits that are not negative, in order. */
const halves = Array.from({ length: 0x7c00 }, (_, bits) => {
  const exponent = bits >> 10;
  const digits = bits & 0x3ff;
  return exponent === 0 ? digits * 2 ** -24 : (1024 + digits) * 2 ** (exponent - 25);
});
const largest = 65504;

describe("Math.f16round", () => {
  it("keeps every number of 16 bits", () => {
    for (const half of [...halves, Infinity, Number.NaN]) {
      assert.ok(Object.is(f16round(half), half) && Object.is(f16round(-half), -half), `${half}`);
    }
  });

  it("takes the nearer neighbour, and of two equally near the even one", () => {
    for (const [place, low] of halves.slice(0, -1).entries()) {
      const high = halves[place + 1] as number;
      const middle = (low + high) / 2;
      const step = middle * Number.EPSILON;
      assert.equal(f16round(middle), place % 2 === 0 ? low : high, `at ${middle}`);
      assert.equal(f16round(middle - step), low, `below ${middle}`);
      assert.equal(f16round(-middle - step), -high, `above ${middle}`);
    }
  });

  it("overflows where it is nearer to 65,536", () => {
    assert.equal(f16round(65519.999), largest);
    assert.equal(f16round(65520), Infinity);
    assert.equal(f16round(-1e300), -Infinity);
    assert.ok(Object.is(f16round(-5e-324), -0));
  });
});

describe("Math.sumPrecise", () => {
  it("rounds once, at the end", () => {
    assert.equal(sumPrecise(0.1, 0.2, 0.3), 0.6);
    assert.equal(sumPrecise(1e20, 0.1, -1e20), 0.1);
    assert.equal(sumPrecise(1e308, 1e308, -1e308), 1e308);
    assert.equal(sumPrecise(1e308, 1e308), Infinity);
    assert.equal(sumPrecise(Number.MAX_VALUE, 2 ** 969), Number.MAX_VALUE);
    assert.equal(sumPrecise(Number.MAX_VALUE, 2 ** 970), Infinity);
    assert.equal(sumPrecise(1, 2 ** -53), 1);
    assert.equal(sumPrecise(1, 2 ** -53, 5e-324), 1 + 2 ** -52);
    assert.equal(sumPrecise(-1, -(2 ** -53), -5e-324), -1 - 2 ** -52);
    assert.equal(sumPrecise(5e-324, 5e-324), 1e-323);
    assert.equal(sumPrecise(2 ** -1022, -5e-324), 2 ** -1022 - 5e-324);
  });

  it("has −0 of nothing and of negative zeros alone", () => {
    assert.ok(Object.is(sumPrecise(), -0));
    assert.ok(Object.is(sumPrecise(-0, -0), -0));
    assert.ok(Object.is(sumPrecise(-0, 0), 0));
    assert.ok(Object.is(sumPrecise(1, -1), 0));
  });

  it("has no sum of both infinities", () => {
    assert.equal(sumPrecise(Infinity, 1e308, -1e308), Infinity);
    assert.deepEqual(sumPrecise(Infinity, -Infinity), Number.NaN);
    assert.deepEqual(sumPrecise(1, Number.NaN), Number.NaN);
  });

  it("of two numbers is their sum, whatever is added and taken away again", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, fc.array(number, { maxLength: 20 }), (a, b, others) => {
        const expected = a + b;
        const taken = others.map((x) => -x);
        if (expected !== 0) assert.equal(sumPrecise(a, ...others, b, ...taken), expected);
      }),
    );
  });
});
