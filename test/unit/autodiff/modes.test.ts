import assert from "node:assert/strict";
import { hessian } from "../../../src/core/autodiff/hessian.ts";
import { jacobian } from "../../../src/core/autodiff/jacobian.ts";
import {
  directionalDerivative,
  gradient,
  hvp,
  jvp,
  vjp,
} from "../../../src/core/autodiff/modes.ts";
import { derivativesUpTo } from "../../../src/core/autodiff/tower.ts";
import { opNames, rowOf } from "../../../src/core/ops/table.ts";
import { createTapeBuilder } from "../../../src/core/tape/builder.ts";
import type { NodeId, Tape } from "../../../src/core/tape/tape.ts";
import { assertClose } from "../../helpers/assertClose.ts";
import { cases } from "../../helpers/cases.ts";
import { traceOf } from "../../helpers/traceOf.ts";

// Traced within each test, so that mutation tests know which one reaches what.
const polar = () =>
  traceOf("function f(r: number, t: number) { return [r * Math.cos(t), r * Math.sin(t)]; }", {
    at: "r = 2, t = 0",
  }).tape;
const cubic = () =>
  traceOf("function f(x: number, y: number) { return x ** 3 * y + y * y; }", { at: "x = 2, y = 5" })
    .tape;

/** A gradient, or something like it, of the only output. */
function ofOutput<T>(tape: Tape, take: (tape: Tape, output: NodeId) => T): T {
  return take(tape, tape.outputs[0]?.node as NodeId);
}

function derivatives(body: string, at: number, order: number): readonly number[] {
  const { tape } = traceOf(`function f(x: number) { return ${body}; }`, { at: `x = ${at}` });
  const [input] = tape.inputs;
  return derivativesUpTo(tape, tape.outputs[0]?.node as number, input?.node as number, order);
}

describe("modes", () => {
  it("push a direction forward and pull weights back", () => {
    assert.deepEqual(jvp(polar(), [1, 10]), [1, 20]);
    assert.deepEqual(vjp(polar(), [1, 10]), [1, 20]);
    assert.deepEqual(vjp(polar(), [0, 1]), [0, 2]);
    assert.deepEqual(ofOutput(cubic(), gradient), [60, 18]);
  });

  it("differentiate along a direction, per unit of length", () => {
    assert.equal(
      ofOutput(cubic(), (tape, output) => directionalDerivative(tape, output, [3, 4])),
      (60 * 3 + 18 * 4) / 5,
    );
    assert.ok(
      Number.isNaN(
        ofOutput(cubic(), (tape, output) => directionalDerivative(tape, output, [0, 0])),
      ),
    );
  });

  it("multiply the Hessian with a vector", () => {
    assert.deepEqual(
      ofOutput(cubic(), (tape, output) => hvp(tape, output, [1, 0])),
      [60, 12],
    );
    assert.deepEqual(
      ofOutput(cubic(), (tape, output) => hvp(tape, output, [1, 10])),
      [180, 32],
    );
  });

  it("have no second derivative outside the domain", () => {
    const { tape } = traceOf("function f(x: number) { return Math.log(x); }", { at: "x = -1" });
    assert.deepEqual(hessian(tape, tape.outputs[0]?.node as number), [[Number.NaN]]);
  });

  it("take the cheaper way to a Jacobian, and say why", () => {
    const wide = jacobian(cubic());
    assert.deepEqual([wide.mode, wide.sweeps], ["reverse", { forward: 2, reverse: 1 }]);
    const tall = traceOf("function f(x: number) { return [x, x * x, Math.sin(x)]; }", {
      at: "x = 0",
    });
    const { mode, sweeps, entries } = jacobian(tall.tape);
    assert.deepEqual([mode, sweeps], ["forward", { forward: 1, reverse: 3 }]);
    assert.deepEqual(entries, [[1], [0], [1]]);
  });

  it("go back from an output where both ways cost the same", () => {
    const { tape } = traceOf("function f(x: number) { return x * x; }", { at: "x = 3" });
    assert.equal(jacobian(tape).mode, "reverse");
  });

  it("go the way that is asked for: products are rounded from that end", () => {
    const { tape } = traceOf("function f(x: number) { return 0.3 * (0.2 * (0.1 * x)); }", {
      at: "x = 1",
    });
    assert.notEqual(0.1 * 0.2 * 0.3, 0.3 * 0.2 * 0.1);
    assert.deepEqual(jacobian(tape, "forward").entries, [[0.1 * 0.2 * 0.3]]);
    assert.deepEqual(jacobian(tape, "reverse").entries, [[0.3 * 0.2 * 0.1]]);
  });

  it("have a row for every output and a column for every input, and no more", () => {
    const { tape } = traceOf("function f() { return [1, 2]; }");
    for (const mode of ["forward", "reverse"] as const) {
      const { entries, depends } = jacobian(tape, mode);
      assert.deepEqual(
        [entries, depends],
        [
          [[], []],
          [[], []],
        ],
      );
    }
  });

  it("are those of the free inputs alone", () => {
    const source =
      "/** @wrt y */ function f(x: number, y: number) { return [x * y, y + Math.random()]; }";
    const { tape } = traceOf(source, { at: "x = 2, y = 5" });
    assert.deepEqual(tape.inputs.map(({ role }) => role).sort(), ["free", "frozen", "noise"]);
    for (const mode of ["forward", "reverse"] as const)
      assert.deepEqual(jacobian(tape, mode).entries, [[2], [1]]);
    assert.deepEqual([jvp(tape, [10]), vjp(tape, [1, 100])], [[20, 10], [102]]);
    assert.deepEqual(ofOutput(tape, gradient), [2]);
    assert.deepEqual(ofOutput(tape, hessian), [[0]]);
  });

  it("say what is wrong with a count, and pass NaN on", () => {
    assert.throws(() => jvp(polar(), [1]), /the tape has 2 inputs, not 1/);
    assert.throws(() => vjp(polar(), [1, 2, 3]), /the tape has 2 outputs, not 3/);
    assert.deepEqual(jvp(polar(), [Number.NaN, 1]), [Number.NaN, Number.NaN]);
    const empty = createTapeBuilder({ start: 0, end: 0 }, "f").finish([]);
    assert.deepEqual(jvp(empty, []), []);
    assert.deepEqual(vjp(empty, []), []);
    assert.deepEqual(jacobian(empty).entries, []);
  });
});

describe("derivatives of any order", () => {
  it("are those of the textbook", () => {
    assert.deepEqual(derivatives("x ** 4", 2, 5), [16, 32, 48, 48, 24, 0]);
    assert.deepEqual(derivatives("1 / x", 1, 6), [1, -1, 2, -6, 24, -120, 720]);
    assert.deepEqual(derivatives("x * x * x", 0, 4), [0, 0, 0, 6, 0]);
    for (const [n, value] of derivatives("Math.exp(2 * x)", 0, 8).entries()) {
      assert.equal(value, 2 ** n);
    }
    const sine = derivatives("Math.sin(x)", 0.3, 8);
    for (const [n, value] of sine.entries()) {
      assertClose(value, Math.sin(0.3 + (n * Math.PI) / 2), 1e-14, `order ${n}`);
    }
    // tanh‴ = −2·sech²·(1 − 3·tanh²)
    const y = Math.tanh(0.7);
    const third = derivatives("Math.tanh(x)", 0.7, 3)[3] as number;
    assertClose(third, -2 * (1 - y * y) * (1 - 3 * y * y), 1e-13, "tanh‴");
  });

  it("are the differences of the order below, for every unary row", () => {
    for (const op of opNames) {
      const row = rowOf(op);
      if (row.arity !== 1 || row.stops || /fround|f16round/.test(op)) continue;
      for (const [x] of row.samples as readonly (readonly [number])[]) {
        const at = (value: number) => {
          const builder = createTapeBuilder({ start: 0, end: 0 }, "f");
          const input = builder.input("x", value, "free", { start: 0, end: 0 });
          const node = builder.operation(op, [input], row.evaluate(value), { start: 0, end: 0 });
          return derivativesUpTo(builder.finish([]), node, input, 3);
        };
        const h = 1e-4 * Math.max(1e-2, Math.abs(x));
        const [up, down, here] = [at(x + h), at(x - h), at(x)];
        for (const n of [1, 2, 3]) {
          const expected = ((up[n - 1] as number) - (down[n - 1] as number)) / (2 * h);
          const error = Math.abs((here[n] as number) - expected);
          assert.ok(error <= 1e-5 * Math.max(1, Math.abs(expected)), `${op} at ${x}, order ${n}`);
        }
      }
    }
  });

  it("stop where the gradient stops, and follow the branch taken", () => {
    assert.deepEqual(derivatives("Math.floor(x) * x * x", 2.5, 3), [12.5, 10, 4, 0]);
    assert.deepEqual(derivatives("Math.max(x * x, 1)", 3, 3), [9, 6, 2, 0]);
    assert.deepEqual(derivatives("Math.max(Math.sqrt(x), 1)", 0, 2), [1, 0, 0]);
    assert.deepEqual(derivatives("Math.log(x)", -1, 2).map(Number.isNaN), [true, true, true]);
  });

  it("do not need a stack as deep as the tape", () => {
    const turns = cases(20_000);
    const source = `function f(x: number) { let y = x; for (let i = 0; i < ${turns}; i++) y = y + x; return y * y; }`;
    const { tape } = traceOf(source, { at: "x = 1" });
    const found = derivativesUpTo(
      tape,
      tape.outputs[0]?.node as number,
      tape.inputs[0]?.node as number,
      3,
    );
    assert.deepEqual(
      found,
      [1, 2, 2, 0].map((n) => n * (turns + 1) ** 2),
    );
  });

  it("have a whole order that is not too high", () => {
    assert.equal(derivatives("x", 1, 12).length, 13);
    assert.deepEqual(derivatives("x * x", 3, 0), [9]);
    for (const order of [-1, 1.5, 13, Number.NaN]) {
      assert.throws(() => derivatives("x", 1, order), /order of a derivative/);
    }
  });
});
