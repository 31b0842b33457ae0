import assert from "node:assert/strict";
import * as fc from "fast-check";
import { evaluateOp, opNames, partialsAt, rowOf } from "../../../src/core/ops/table.ts";
import { cases } from "../../helpers/cases.ts";

const tiny = Number.MIN_VALUE;
const huge = Number.MAX_VALUE;
const ulp = Number.EPSILON;
const sizes = [0, tiny, 1e-300, 1e-20, 0.1, 0.5, 1 - ulp, 1, 1 + ulp, 1.5, 2, 2.5, 3, 7.5];
const positive = [...sizes, 20, 100, 101, 1e10, 2 ** 53, 1e300, huge];
const finite = positive.flatMap((x) => [x, -x]);
const all = [...finite, Infinity, -Infinity];

function tuples(count: number, of: readonly number[]): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  return tuples(count - 1, of).flatMap((tuple) => of.map((value) => [...tuple, value]));
}

describe("the domain of every row", () => {
  it("has as many decimals as JavaScript has", () => {
    const has = (name: "toFixed" | "toPrecision", places: number) =>
      rowOf(name).domain(1.5, places) && evaluateOp(rowOf(name), [1.5, places]) === 1.5;
    assert.ok(has("toFixed", 1) && has("toFixed", 100) && !has("toFixed", 101));
    assert.ok(has("toPrecision", 2) && has("toPrecision", 100) && !has("toPrecision", 101));
    assert.ok(rowOf("toFixed").domain(1.5, 0) && !rowOf("toPrecision").domain(1.5, 0));
  });

  for (const name of opNames) {
    const row = rowOf(name);
    const counts = row.arity === "n" ? [1, 2, 3] : [row.arity];
    const short = [-huge, -1, -0, 0, tiny, 0.5, 1, huge];
    const grid = (of: readonly number[]) =>
      counts.flatMap((count) => tuples(count, count < 3 ? of : short));

    it(`${name}: is where finite arguments have a value`, () => {
      const check = (args: readonly number[]) =>
        assert.equal(row.domain(...args), !Number.isNaN(evaluateOp(row, args)), `at ${args}`);
      for (const args of [...grid(finite), ...row.samples]) check(args);
      const number = fc.double({ noNaN: true, noDefaultInfinity: true });
      const small = fc.integer({ min: -8, max: 8 }).map((x) => x / 4);
      const count = Math.max(...counts);
      const random = fc.array(fc.oneof(number, small), { minLength: count, maxLength: count });
      fc.assert(fc.property(random, check), { numRuns: cases(1000) });
    });

    it(`${name}: has neither values nor finite slopes outside`, () => {
      for (const args of grid(all)) {
        if (row.domain(...args)) continue;
        const y = evaluateOp(row, args);
        assert.ok(Number.isNaN(y), `${args} has the value ${y}`);
        const slopes = row.stops ? [] : partialsAt(row, args, y);
        assert.ok(!slopes.some(Number.isFinite), `${args} has the slopes ${slopes}`);
      }
    });

    it(`${name}: is sampled on both sides of 0 along every argument that has both`, () => {
      const isInside = (args: readonly number[]) =>
        args.every((_, place) =>
          [-0.01, 0, 0.01].every((h) =>
            row.domain(...args.map((x, i) => (i === place ? x + h : x))),
          ),
        );
      for (let place = 0; place < Math.max(...row.samples.map(({ length }) => length)); place++) {
        const given = row.samples.map((args) => args[place] ?? 0);
        for (const sign of [1, -1]) {
          const other = (args: readonly number[]) =>
            args.map((x, i) => (i === place ? sign * Math.abs(x) : x));
          if (row.samples.some((args) => isInside(other(args))))
            assert.ok(
              given.some((x) => sign * x > 0),
              `none of the sign ${sign} at ${place}`,
            );
        }
      }
    });

    it(`${name}: holds its samples, none of them at a special point`, () => {
      assert.ok(row.samples.length > 0);
      for (const args of row.samples) {
        assert.ok(row.arity === "n" ? args.length > 0 : args.length === row.arity, `${args}`);
        assert.ok(row.domain(...args), `${args}`);
        const special = row.special.filter(
          ({ kind, at }) => kind !== "gradient-stops" && at(...args),
        );
        assert.deepEqual(special, [], `${args}`);
      }
    });
  }
});
