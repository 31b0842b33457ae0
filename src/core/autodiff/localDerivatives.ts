import { partialAt } from "../ops/table.ts";
import { type NodeId, sizeOf, type Tape } from "../tape/tape.ts";
import { choiceOf, type Departure, type LocalDerivatives } from "./choices.ts";
import { argumentValues, rowAt } from "./evaluate.ts";

export type { LocalDerivatives };

/**
 * By the convention of the tape, or as seen by one input setting out. `into`, when given, is
 * overwritten and returned.
 */
export function localDerivatives(
  tape: Tape,
  values: Float64Array = tape.values,
  into: LocalDerivatives = createLocalDerivatives(tape),
  departure?: Departure,
): LocalDerivatives {
  const { partials, stopped } = into;
  const choose = choiceOf(tape, into, departure);
  partials.fill(0);
  stopped.fill(0);
  for (let node = 0; node < sizeOf(tape); node++) {
    const first = tape.argStart[node] as number;
    if (tape.argStart[node + 1] === first) continue;
    const row = rowAt(tape.ops[node] as number);
    if (row.stops) {
      stopped.fill(1, first, tape.argStart[node + 1]);
      continue;
    }
    const args = argumentValues(tape, node, values);
    const chosen = choose?.(row, node, args);
    for (let i = 0; i < args.length; i++) {
      const partial = chosen?.[i] ?? partialAt(row, i, args, values[node] as number);
      partials[first + i] = partial;
      if (row.selects && partial === 0) stopped[first + i] = 1;
    }
  }
  return into;
}

function createLocalDerivatives(tape: Tape): LocalDerivatives {
  return {
    partials: new Float64Array(tape.args.length),
    stopped: new Uint8Array(tape.args.length),
  };
}

/** The local derivatives of one node, argument by argument; none for a leaf. */
export function localDerivativesAt(
  tape: Tape,
  local: LocalDerivatives,
  node: NodeId,
): readonly number[] {
  return [...local.partials.subarray(tape.argStart[node], tape.argStart[node + 1])];
}
