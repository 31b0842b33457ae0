import { argumentValues, rowAt } from "../../autodiff/evaluate.ts";
import { evaluateOp } from "../../ops/table.ts";
import { argumentsOf, type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";

interface Forced {
  readonly values: Float64Array;
  /** 1 at the nodes that were forced, and at all that depend on these. */
  readonly moved: Uint8Array;
}

/**
 * The values of a tape where some nodes have others than their operations give. `force` is told what a node would
 * have; those it has nothing to say about keep that.
 */
export function forcedValues(
  tape: Tape,
  force: (node: NodeId, value: number, values: Float64Array) => number | undefined,
): Forced {
  const values = tape.values.slice();
  const moved = new Uint8Array(values.length);
  for (let node = 0; node < sizeOf(tape); node++) {
    const isMoved = argumentsOf(tape, node).some((arg) => moved[arg] === 1);
    const value = isMoved
      ? evaluateOp(rowAt(tape.ops[node] as number), argumentValues(tape, node, values))
      : (values[node] as number);
    const forced = force(node, value, values);
    if (!isMoved && forced === undefined) continue;
    values[node] = forced ?? value;
    moved[node] = 1;
  }
  return { values, moved };
}
