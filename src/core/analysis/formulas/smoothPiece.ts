import { argumentValues, rowAt } from "../../autodiff/evaluate.ts";
import { localDerivatives, localDerivativesAt } from "../../autodiff/localDerivatives.ts";
import type { Side } from "../../ops/nonSmooth.ts";
import { opIndexOf } from "../../ops/table.ts";
import { argumentsOf, type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";

const abs = opIndexOf("abs");
const neg = opIndexOf("neg");

/**
 * The tape as it is a little to one side of an input: a max that is tied at the point is there the
 * argument that gets ahead, and |x| is x or −x. Its formulas are those of the piece of the function on
 * that side. Other corners (the tip of a cone) stay what they are.
 */
export function smoothPiece(tape: Tape, input: NodeId, side: Side): Tape {
  const local = localDerivatives(tape, tape.values, undefined, { input, side });
  const ops = tape.ops.slice();
  const args = tape.args.slice();
  const standIns = Uint32Array.from(ops.keys());
  for (let node = 0; node < sizeOf(tape); node++) {
    const start = tape.argStart[node] as number;
    for (const [index, arg] of argumentsOf(tape, node).entries()) {
      args[start + index] = standIns[arg] as NodeId;
    }
    if ((tape.ops[node] as number) < 0) continue;
    const row = rowAt(tape.ops[node] as number);
    const values = argumentValues(tape, node, tape.values);
    if (!row.special.some(({ along, at }) => along && at(...values))) continue;
    const slopes = localDerivativesAt(tape, local, node);
    const ahead = row.selects || tape.ops[node] === abs ? slopes.indexOf(1) : -1;
    if (ahead >= 0) standIns[node] = args[start + ahead] as NodeId;
    else if (tape.ops[node] === abs && slopes[0] === -1) ops[node] = neg;
  }
  const outputs = tape.outputs.map(({ node, path }) => ({ node: standIns[node] as NodeId, path }));
  const { nonSmooth: _, ...rest } = tape;
  return { ...rest, ops, args, outputs };
}
