import { argumentValues, rowAt } from "../../src/core/autodiff/evaluate.ts";
import { localDerivatives } from "../../src/core/autodiff/localDerivatives.ts";
import { reverseSweep } from "../../src/core/autodiff/reverse.ts";
import { evaluateOp } from "../../src/core/ops/table.ts";
import { CONSTANT_OP, INPUT_OP, type NodeId, sizeOf, type Tape } from "../../src/core/tape/tape.ts";

const trials = 8;
/** So many times what was seen may be what another order of the same operations gives. */
const allowance = 30;

/**
 * How far rounding moves an entry of the Jacobian: the sweep again with every value off by one unit in
 * its last place, up or down. A formula that rounds elsewhere cannot be asked to come closer.
 */
export function roundingOf(tape: Tape, output: NodeId, input: NodeId, exact: number): number {
  let spread = 0;
  for (let trial = 1; trial <= trials; trial++) {
    const values = shakenValues(tape, trial);
    const { adjoints } = reverseSweep(tape, new Map([[output, 1]]), localDerivatives(tape, values));
    const difference = Math.abs((adjoints[input] as number) - exact);
    if (difference > spread) spread = difference;
  }
  return allowance * spread;
}

function shakenValues(tape: Tape, seed: number): Float64Array {
  const values = new Float64Array(sizeOf(tape));
  let random = seed * 7919;
  for (let node = 0; node < values.length; node++) {
    const code = tape.ops[node] as number;
    const isLeaf = code === INPUT_OP || code === CONSTANT_OP;
    const value = isLeaf
      ? (tape.values[node] as number)
      : evaluateOp(rowAt(code), argumentValues(tape, node, values));
    random = (random * 16807) % 2147483647;
    // An input is what it is; a constant may be folded with others.
    const isExact = code === INPUT_OP || Number.isInteger(value);
    values[node] = isExact ? value : value * (1 + (random % 2 === 0 ? 1 : -1) * Number.EPSILON);
  }
  return values;
}
