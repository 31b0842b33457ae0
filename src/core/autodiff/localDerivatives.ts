import { partialAt } from "../ops/table.ts";
import { type NodeId, sizeOf, type Tape } from "../tape/tape.ts";
import { argumentValues, rowAt } from "./evaluate.ts";

/**
 * The local derivative on every edge of the tape, in the order of `tape.args`. Both sweeps read these
 * same numbers, which is why they agree on every convention.
 */
export interface LocalDerivatives {
  readonly partials: Float64Array;
  /** 1 where the edge carries nothing by its nature (floor, a comparison, the loser of a max). */
  readonly stopped: Uint8Array;
}

/** `into`, when given, is overwritten and returned. */
export function localDerivatives(
  tape: Tape,
  values: Float64Array = tape.values,
  into: LocalDerivatives = createLocalDerivatives(tape),
): LocalDerivatives {
  const { partials, stopped } = into;
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
    for (let i = 0; i < args.length; i++) {
      const partial = partialAt(row, i, args, values[node] as number);
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
