import { localDerivatives, localDerivativesAt } from "../core/autodiff/localDerivatives.ts";
import { reverseSweep } from "../core/autodiff/reverse.ts";
import { opNames } from "../core/ops/table.ts";
import {
  argumentsOf,
  CONSTANT_OP,
  INPUT_OP,
  type NodeId,
  rangeOf,
  sizeOf,
  type Tape,
} from "../core/tape/tape.ts";
import { toWire } from "../protocol/wireNumber.ts";
import { jsonRange } from "./location.ts";

/** The trace, node by node in execution order, with the adjoints of the first output. */
export function nodesJson(tape: Tape, lineStarts: readonly number[]) {
  const local = localDerivatives(tape);
  const output = tape.outputs[0];
  const seeds = new Map<NodeId, number>(output ? [[output.node, 1]] : []);
  const { adjoints } = reverseSweep(tape, seeds, local);
  return Array.from({ length: sizeOf(tape) }, (_, id) => ({
    id,
    op: opText(tape.ops[id] as number),
    args: [...argumentsOf(tape, id)],
    value: toWire(tape.values[id] as number),
    adjoint: toWire(adjoints[id] as number),
    partials: localDerivativesAt(tape, local, id).map(toWire),
    range: jsonRange(lineStarts, rangeOf(tape, id)),
  }));
}

function opText(code: number): string {
  if (code === INPUT_OP) return "input";
  return code === CONSTANT_OP ? "constant" : (opNames[code] as string);
}
