import assert from "node:assert/strict";
import { gradient } from "../../../src/core/autodiff/modes.ts";
import { traceOf } from "../../helpers/traceOf.ts";

function valueAndGradient(body: string, at: string) {
  const { tape } = traceOf(`function f(x: number, y: number) { return ${body}; }`, { at });
  const output = tape.outputs[0]?.node as number;
  return { value: tape.values[output], gradient: gradient(tape, output) };
}

/** Functions of Math that this host may not have: they are read all the same. */
describe("newer functions of Math", () => {
  it("sumPrecise takes any list, rounds once, and passes the gradient to each", () => {
    assert.deepEqual(
      valueAndGradient("Math.sumPrecise([x, 1e20, y * y, -1e20])", "x = 0.1, y = 3"),
      {
        value: 9.1,
        gradient: [1, 6],
      },
    );
    const { value } = valueAndGradient(
      "Math.sumPrecise(new Set([x, y, 4])) + Math.sumPrecise([])",
      "x = 1, y = 2",
    );
    assert.equal(value, 7);
  });

  it("sumPrecise throws at what is no number, as JavaScript does", () => {
    const caught =
      "(() => { try { return Math.sumPrecise([x, '1']); } catch (e) { return e instanceof TypeError ? -x : x; } })()";
    assert.deepEqual(valueAndGradient(caught, "x = 1, y = 2"), { value: -1, gradient: [-1, 0] });
  });

  it("f16round rounds and passes the gradient", () => {
    assert.deepEqual(valueAndGradient("Math.f16round(x) * y", "x = 0.1, y = 2"), {
      value: 0.199951171875,
      gradient: [2, 0.0999755859375],
    });
  });

  it("have the length and name of JavaScript's own", () => {
    const { value } = valueAndGradient(
      "x + Math.f16round.length + 10 * Math.sumPrecise.length + 100 * Math.sumPrecise.name.length",
      "x = 0, y = 0",
    );
    assert.equal(value, 1011);
  });
});
