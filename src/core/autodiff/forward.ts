import { type NodeId, sizeOf, type Tape } from "../tape/tape.ts";
import { type LocalDerivatives, localDerivatives } from "./localDerivatives.ts";

/** The tangent of every node along the seeded direction. A node that does not depend on it has 0. */
export interface ForwardSweep {
  readonly tangents: Float64Array;
  readonly reached: Uint8Array;
}

/**
 * JVP: the loop up the tape, with structural zeros as in the reverse sweep (Griewank & Walther,
 * Evaluating Derivatives, ch. 3). `into`, when given, is overwritten and returned.
 */
export function forwardSweep(
  tape: Tape,
  seeds: ReadonlyMap<NodeId, number>,
  local: LocalDerivatives = localDerivatives(tape),
  into: ForwardSweep = createForwardSweep(tape),
): ForwardSweep {
  const size = sizeOf(tape);
  const { tangents, reached } = into;
  tangents.fill(0);
  reached.fill(0);
  for (const [node, seed] of seeds) {
    tangents[node] = seed;
    reached[node] = 1;
  }
  for (let node = 0; node < size; node++) {
    const end = tape.argStart[node + 1] as number;
    for (let edge = tape.argStart[node] as number; edge < end; edge++) {
      const arg = tape.args[edge] as number;
      if (local.stopped[edge] === 1 || reached[arg] === 0) continue;
      const contribution = (tangents[arg] as number) * (local.partials[edge] as number);
      tangents[node] =
        reached[node] === 1 ? (tangents[node] as number) + contribution : contribution;
      reached[node] = 1;
    }
  }
  return into;
}

function createForwardSweep(tape: Tape): ForwardSweep {
  return { tangents: new Float64Array(sizeOf(tape)), reached: new Uint8Array(sizeOf(tape)) };
}
