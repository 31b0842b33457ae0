import assert from "node:assert/strict";
import { neighbour } from "../../../src/core/ops/neighbour.ts";
import type { Primitive } from "../../../src/core/ops/primitive.ts";
import type { OpName } from "../../../src/core/ops/primitives.ts";
import { evaluateOp, opNames, partialsAt, rowOf } from "../../../src/core/ops/table.ts";

const numbers = [-3, -2, -1.5, -1, -0.5, -0, 0, 0.5, 1, 1.5, 2, 2.5, 3];
const few = [-1, 0, 0.5, 2];

/** Storage has steps that its rule passes over; the first argument of a share is one of the others. */
const conventions: ReadonlySet<OpName> = new Set(["fround", "f16round", "maxShare", "minShare"]);
/** Of whole numbers, where each may be a step. */
const whole = /^(bit|shift|imul)/;

function tuples(count: number, of: readonly number[]): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  return tuples(count - 1, of).flatMap((tuple) => of.map((value) => [...tuple, value]));
}

/** How many decimals a text has is nothing that moves. */
function directionsOf(name: OpName, count: number): readonly (readonly number[])[] {
  if (name === "toFixed" || name === "toPrecision") return [[1, 0]];
  return tuples(count, [-1, 0, 1]).filter((direction) => direction.some((d) => d !== 0));
}

/** What the function does when its arguments set out in a direction. */
function setOut(row: Primitive, args: readonly number[], direction: readonly number[]) {
  const beside = args.map((arg, i) => neighbour(arg, direction[i] as number));
  const h = 2 ** -20;
  const beyond = args.map((arg, i) => arg + h * (direction[i] as number));
  const here = evaluateOp(row, args);
  const slope = (evaluateOp(row, beyond) - here) / h;
  return {
    leaves: !row.domain(...beside) || !row.domain(...beyond),
    jumps: !(Math.abs(evaluateOp(row, beside) - here) < 1e-6),
    isSteep: Math.abs(slope) > 1000,
    slope,
  };
}

const isClose = (a: number, b: number) =>
  Math.abs(a - b) <= 5e-3 * Math.max(1, Math.abs(a), Math.abs(b));

function check(name: OpName, args: readonly number[]): void {
  const row = rowOf(name);
  const kinds = row.special.filter(({ at }) => at(...args)).map(({ kind }) => kind);
  const told = kinds.filter((kind) => kind !== "gradient-stops");
  assert.ok(told.length < 2, `${name}(${args}) is told twice: ${told}`);
  const ways = directionsOf(name, args.length).map((direction) => {
    const there = setOut(row, args, direction);
    const back = setOut(
      row,
      args,
      direction.map((d) => -d),
    );
    const isSmooth = [there, back].every((way) => !way.leaves && !way.jumps && !way.isSteep);
    const bends = isSmooth && !isClose(there.slope, -back.slope);
    return { direction, there, back, isSmooth, bends };
  });
  const what = `${name}(${args})`;
  if (kinds.includes("jump"))
    assert.ok(
      ways.some(({ there, back }) => there.jumps || back.jumps),
      `${what} does not jump`,
    );
  if (kinds.includes("kink")) {
    assert.ok(!ways.some(({ there }) => there.jumps), `${what} jumps`);
    assert.ok(
      ways.some(({ bends }) => bends),
      `${what} has no corner`,
    );
  }
  if (kinds.includes("singular"))
    assert.ok(
      ways.some(({ isSmooth, bends }) => !isSmooth || bends),
      `${what} is smooth`,
    );
  if (kinds.some((kind) => kind !== "gradient-stops")) return;
  const partials = partialsAt(row, args, evaluateOp(row, args));
  for (const { direction, there } of ways) {
    if (there.leaves) continue;
    const rate = partials.reduce((sum, partial, i) => {
      const along = direction[i] as number;
      return along === 0 ? sum : sum + partial * along;
    }, 0);
    assert.ok(!there.jumps, `${what} jumps along ${direction}`);
    assert.ok(Number.isFinite(rate), `${what} is infinitely steep along ${direction}`);
    assert.ok(isClose(there.slope, rate), `${what} along ${direction}: ${there.slope}, ${rate}`);
  }
}

describe("the special points of every row", () => {
  for (const name of opNames) {
    if (conventions.has(name) || whole.test(name)) continue;
    const row = rowOf(name);
    it(`${name}: are where it has no single slope, and all of them`, () => {
      const counts = row.arity === "n" ? [1, 2, 3] : [row.arity];
      const grid = counts.flatMap((count) => tuples(count, count < 3 ? numbers : few));
      for (const args of [...grid, ...row.samples]) {
        // Around 0 the steps of toPrecision are as small as the number itself.
        const isCrowded = name === "toPrecision" && args[0] === 0;
        if (row.domain(...args) && !isCrowded) check(name, args);
      }
    });
  }

  it("of a power and of its slope are where what is left of the exponent is below 1", () => {
    const isSpecial = (name: OpName, args: readonly number[]) =>
      rowOf(name).special.some(({ at }) => at(...args));
    for (const exponent of [-2, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3]) {
      assert.equal(isSpecial("pow", [0, exponent]), exponent < 1, `0 ** ${exponent}`);
      assert.equal(isSpecial("powSlope", [0, exponent]), exponent < 2, `slope at ${exponent}`);
      assert.ok(!isSpecial("pow", [1, exponent]) && !isSpecial("powSlope", [1, exponent]));
    }
  });

  it("of a rounded text are where the number beside has another", () => {
    const jumps = (name: OpName, args: readonly number[]) =>
      rowOf(name).special.some(({ kind, at }) => kind === "jump" && at(...args));
    assert.ok(jumps("toFixed", [0.125, 2]) && jumps("toFixed", [2.5, 0]));
    assert.ok(!jumps("toFixed", [0.124, 2]) && !jumps("toFixed", [0.125, 3]));
    assert.ok(jumps("toPrecision", [12.5, 2]) && !jumps("toPrecision", [12.5, 3]));
    assert.ok(!jumps("toPrecision", [0, 3]));
    assert.ok(!jumps("toFixed", [Number.NaN, 2]) && !jumps("toFixed", [2.5, 101]));
  });

  it("of a share are ties of the largest, or of the smallest", () => {
    const jumps = (name: OpName, args: readonly number[]) =>
      rowOf(name).special.some(({ kind, at }) => kind === "jump" && at(...args));
    assert.ok(jumps("maxShare", [2, 1, 2, 2]) && !jumps("maxShare", [2, 1, 2]));
    assert.ok(!jumps("maxShare", [1, 1, 1, 2]) && jumps("minShare", [1, 1, 1, 2]));
  });
});
