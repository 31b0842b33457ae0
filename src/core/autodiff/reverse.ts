import { type NodeId, sizeOf, type Tape } from "../tape/tape.ts";
import { type LocalDerivatives, localDerivatives } from "./localDerivatives.ts";

/** The adjoint of every node, ∂output/∂node. A node the output does not reach has 0. */
export interface ReverseSweep {
  readonly adjoints: Float64Array;
  /** 1 for the nodes that the output depends on through edges that carry a derivative. */
  readonly reached: Uint8Array;
}

/**
 * VJP: the loop down the tape (Griewank & Walther, Evaluating Derivatives, ch. 3). A cotangent that
 * never arrived is a structural zero and is never multiplied (0·∞ would be NaN); one that arrived as
 * the number 0 is multiplied like any other.
 * `into`, when given, is overwritten and returned.
 */
export function reverseSweep(
  tape: Tape,
  seeds: ReadonlyMap<NodeId, number>,
  local: LocalDerivatives = localDerivatives(tape),
  into: ReverseSweep = createReverseSweep(tape),
): ReverseSweep {
  const size = sizeOf(tape);
  const { adjoints, reached } = into;
  adjoints.fill(0);
  reached.fill(0);
  for (const [node, seed] of seeds) {
    adjoints[node] = (adjoints[node] as number) + seed;
    reached[node] = 1;
  }
  for (let node = size - 1; node >= 0; node--) {
    if (reached[node] === 0) continue;
    const adjoint = adjoints[node] as number;
    const end = tape.argStart[node + 1] as number;
    for (let edge = tape.argStart[node] as number; edge < end; edge++) {
      if (local.stopped[edge] === 1) continue;
      const arg = tape.args[edge] as number;
      const contribution = adjoint * (local.partials[edge] as number);
      adjoints[arg] = reached[arg] === 1 ? (adjoints[arg] as number) + contribution : contribution;
      reached[arg] = 1;
    }
  }
  return into;
}

function createReverseSweep(tape: Tape): ReverseSweep {
  return { adjoints: new Float64Array(sizeOf(tape)), reached: new Uint8Array(sizeOf(tape)) };
}
