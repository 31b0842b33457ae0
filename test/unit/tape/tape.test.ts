import assert from "node:assert/strict";
import { opIndexOf, rows } from "../../../src/core/ops/table.ts";
import { createTapeBuilder } from "../../../src/core/tape/builder.ts";
import { brokenInvariant } from "../../../src/core/tape/checkTape.ts";
import { createColumn } from "../../../src/core/tape/column.ts";
import {
  argumentsOf,
  CONSTANT_OP,
  INPUT_OP,
  rangeOf,
  sizeOf,
  type Tape,
} from "../../../src/core/tape/tape.ts";

const range = (start: number, end: number) => ({ start, end });

/** f(x) = 3·x, and the guard that x > 2 in a loop of a call. */
function recorded() {
  const builder = createTapeBuilder(range(0, 100), "f");
  const x = builder.input("x", 5, "free", range(1, 2));
  const three = builder.constant(3, range(3, 4));
  builder.enterFrame("call", "g", 0, range(10, 20));
  builder.enterFrame("iteration", "for", 7, range(12, 18));
  const product = builder.operation("mul", [three, x], 15, range(13, 16));
  builder.leaveFrame();
  builder.enterFrame("iteration", "for", 8, range(12, 18));
  builder.leaveFrame();
  builder.leaveFrame();
  const test = builder.operation("gt", [x, three], 1, range(30, 35));
  builder.guard({ kind: "truth", node: test, truth: true, range: range(30, 35) });
  assert.equal(builder.isNamed(product), false);
  builder.name(product, "y");
  assert.equal(builder.isNamed(product), true);
  builder.name(product, "z");
  return { builder, x, three, product, test };
}

describe("a recorded tape", () => {
  it("lists nodes in the order of execution, with their arguments and values", () => {
    const { builder, x, three, product, test } = recorded();
    assert.equal(builder.size, 4);
    assert.equal(builder.valueOf(product), 15);
    const tape = builder.finish([{ node: product, path: "" }]);
    assert.equal(sizeOf(tape), 4);
    assert.deepEqual([...tape.ops], [INPUT_OP, CONSTANT_OP, opIndexOf("mul"), opIndexOf("gt")]);
    assert.deepEqual([...tape.values], [5, 3, 15, 1]);
    assert.deepEqual([...argumentsOf(tape, product)], [three, x]);
    assert.deepEqual([...argumentsOf(tape, test)], [x, three]);
    assert.deepEqual([...argumentsOf(tape, x)], []);
    assert.deepEqual(tape.inputs, [{ node: x, path: "x", role: "free" }]);
    assert.deepEqual(tape.outputs, [{ node: product, path: "" }]);
    assert.equal(tape.guards.length, 1);
    assert.equal(brokenInvariant(tape), undefined);
  });

  it("knows where each node comes from", () => {
    const { builder, x, product, test } = recorded();
    const tape = builder.finish([]);
    const { names, frames, frameTable } = tape.provenance;
    assert.deepEqual(rangeOf(tape, product), range(13, 16));
    assert.deepEqual(rangeOf(tape, 99), range(0, 0));
    assert.deepEqual([...names], [[product, "y"]]);
    // The turn in which nothing was recorded has no frame.
    assert.deepEqual(frameTable, [
      { parent: 0, kind: "function", label: "f", index: 0, range: range(0, 100) },
      { parent: 0, kind: "call", label: "g", index: 0, range: range(10, 20) },
      { parent: 1, kind: "iteration", label: "for", index: 7, range: range(12, 18) },
    ]);
    assert.deepEqual([frames[x], frames[product], frames[test]], [0, 2, 0]);
    assert.throws(() => builder.leaveFrame(), /left more frames/);
  });

  it("has the code of other files where it is pinned, but for inputs", () => {
    const builder = createTapeBuilder(range(0, 9), "f");
    assert.equal(builder.pinned, undefined);
    builder.pin(range(5, 6));
    assert.deepEqual(builder.pinned, range(5, 6));
    const x = builder.input("x", 1, "free", range(1, 2));
    const one = builder.constant(1, range(70, 71));
    builder.enterFrame("call", "g", 0, range(72, 73));
    const sum = builder.operation("add", [x, one], 2, range(74, 75));
    builder.guard({ kind: "value", node: sum, value: 2, range: range(76, 77) });
    builder.pin(undefined);
    builder.guard({ kind: "value", node: x, value: 1, range: range(3, 4) });
    const tape = builder.finish([]);
    assert.deepEqual(
      [x, one, sum].map((node) => rangeOf(tape, node)),
      [range(1, 2), range(5, 6), range(5, 6)],
    );
    assert.deepEqual(
      tape.guards.map((guard) => guard.range),
      [range(5, 6), range(3, 4)],
    );
    assert.deepEqual(tape.provenance.frameTable[1]?.range, range(5, 6));
  });
});

describe("the codes of leaves", () => {
  it("are those of no row", () => {
    assert.deepEqual([rows[INPUT_OP], rows[CONSTANT_OP]], [undefined, undefined]);
    assert.notEqual(INPUT_OP, CONSTANT_OP);
  });
});

describe("a broken tape", () => {
  const { builder, product, test } = recorded();
  const tape = builder.finish([{ node: product, path: "" }]);
  const changed = (change: Partial<Tape>) => brokenInvariant({ ...tape, ...change });
  const withOps = (node: number, op: number) => {
    const ops = tape.ops.slice();
    ops[node] = op;
    return changed({ ops });
  };
  const withProvenance = (change: Partial<Tape["provenance"]>) =>
    changed({ provenance: { ...tape.provenance, ...change } });

  it("is told what is wrong with it", () => {
    assert.equal(changed({}), undefined);
    assert.equal(changed({ values: tape.values.slice(1) }), "columns differ in length");
    for (const column of ["starts", "ends", "frames"] as const) {
      const shorter = tape.provenance[column].slice(1);
      assert.equal(withProvenance({ [column]: shorter }), "columns differ in length");
    }
    assert.equal(changed({ args: Uint32Array.of(1, 2, 0, 1) }), "node 2 uses the later node 2");
    assert.equal(changed({ args: Uint32Array.of(1, 0, 3, 1) }), "node 3 uses the later node 3");
    assert.equal(withOps(2, CONSTANT_OP), "leaf 2 has arguments");
    assert.equal(withOps(2, INPUT_OP), "leaf 2 has arguments");
    assert.equal(withOps(1, INPUT_OP), "input list and node 1 disagree");
    assert.equal(withOps(0, CONSTANT_OP), "input list and node 0 disagree");
    assert.equal(withOps(2, 9999), "node 2 has the unknown operation 9999");
    assert.equal(withOps(2, opIndexOf("sin")), "node 2 has 2 arguments");
    assert.equal(withOps(2, opIndexOf("max")), undefined);
    const missing = "an output or guard names the missing node 4";
    assert.equal(changed({ outputs: [{ node: 4, path: "" }] }), missing);
    const guard = { kind: "truth", node: 4, truth: true, range: range(0, 0) } as const;
    assert.equal(changed({ guards: [guard] }), missing);
    assert.equal(changed({ outputs: [{ node: test, path: "" }] }), undefined);
    const [root, call, loop] = tape.provenance.frameTable;
    assert.ok(root && call && loop);
    const before = "frame 1 stands before its parent";
    assert.equal(withProvenance({ frameTable: [root, { ...call, parent: 1 }] }), before);
    assert.equal(withProvenance({ frameTable: [root, { ...call, parent: 2 }, loop] }), before);
  });
});

describe("a column", () => {
  it("grows, and is packed to what was pushed", () => {
    const lengths: number[] = [];
    const column = createColumn((length) => {
      lengths.push(length);
      return new Uint32Array(length);
    });
    for (let i = 0; i < 200; i++) column.push(3 * i);
    assert.equal(column.size(), 200);
    assert.equal(column.at(130), 390);
    assert.deepEqual(
      [...column.packed()],
      Array.from({ length: 200 }, (_, i) => 3 * i),
    );
    assert.deepEqual(lengths, [64, 128, 256]);
  });

  it("takes at most half more room than what was pushed, once it is long", () => {
    for (const count of [4097, 5000, 10_000]) {
      const column = createColumn((length) => new Float64Array(length));
      for (let i = 0; i < count; i++) column.push(i);
      const room = column.packed().buffer.byteLength / Float64Array.BYTES_PER_ELEMENT;
      assert.ok(room <= 1.5 * count, `${room} for ${count}`);
    }
  });
});
