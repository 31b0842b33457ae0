import fc from "fast-check";
import type { OpName } from "../../../src/core/ops/primitives.ts";
import { rowOf } from "../../../src/core/ops/table.ts";
import type { NodeId, Tape } from "../../../src/core/tape/tape.ts";
import { operation, tapeBy } from "./tapeOf.ts";

/** One step of a random program: an operation on earlier nodes, counted back from the end. */
export interface Step {
  readonly op: OpName;
  readonly args: readonly number[];
}

const arithmetic: readonly OpName[] = ["add", "sub", "mul", "div", "neg", "mul", "add", "sub"];
const functions: readonly OpName[] = [
  "pow",
  "abs",
  "sqrt",
  "exp",
  "log",
  "sin",
  "cos",
  "tanh",
  "max",
  "min",
  "hypot",
  "atan2",
  "sign",
  "floor",
  "cbrt",
  "log1p",
  "mod",
  "sinh",
  "cosh",
  "tan",
  "atan",
];
const step = fc.record({
  op: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...arithmetic) },
    { weight: 2, arbitrary: fc.constantFrom(...functions) },
  ),
  args: fc.array(fc.nat(20), { minLength: 3, maxLength: 3 }),
});
const constants = [2, 3, -1, 0.5, 4, 1, 0.1];
/** Sources of tapes over x, y and z, in which later steps use earlier ones. */
export const program = fc.array(step, { minLength: 2, maxLength: 9 });
/** `isTurned` has the operands of commutative operations change places: the same mathematics. */
export function tapeOfProgram(steps: readonly Step[], isTurned = false): Tape {
  return tapeBy({ x: 0.7, y: -1.3, z: 2.1 }, (builder, leaves) => {
    const nodes: NodeId[] = [...leaves.values()];
    for (const value of constants) nodes.push(builder.constant(value, { start: 0, end: 0 }));
    for (const { op, args } of steps) {
      const { arity } = rowOf(op);
      const picked = args.slice(0, arity === "n" ? 2 : arity).map((back) => {
        const isRecent = back < 8;
        return nodes[
          isRecent ? nodes.length - 1 - (back % nodes.length) : back % nodes.length
        ] as NodeId;
      });
      const isCommutative = /^(add|mul|max|min|hypot)$/.test(op);
      nodes.push(operation(builder, op, isTurned && isCommutative ? picked.reverse() : picked));
    }
    return nodes.at(-1) as NodeId;
  });
}
