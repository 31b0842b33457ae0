import { evaluateTape } from "../../core/autodiff/evaluate.ts";
import { type LocalDerivatives, localDerivatives } from "../../core/autodiff/localDerivatives.ts";
import { reverseSweep } from "../../core/autodiff/reverse.ts";
import type { Guard, NodeId, Tape } from "../../core/tape/tape.ts";

/** All numbers of one frame: values going right, gradients going left. */
export interface Sweep {
  readonly values: Float64Array;
  readonly local: LocalDerivatives;
  readonly adjoints: Float64Array;
  readonly reached: Uint8Array;
  /** The first guard that does not hold at these inputs: the picture is of another branch. */
  readonly brokenGuard: Guard | undefined;
}

/** Both sweeps at new inputs (in the order of `tape.inputs`), from the tape alone. */
export function sweepAt(tape: Tape, inputs: readonly number[], seed: NodeId | undefined): Sweep {
  const { values, brokenGuard } = evaluateTape(tape, inputs);
  const local = localDerivatives(tape, values);
  const seeds = new Map(seed === undefined ? [] : [[seed, 1]]);
  const { adjoints, reached } = reverseSweep(tape, seeds, local);
  return { values, local, adjoints, reached, brokenGuard };
}

export function sampleInputs(tape: Tape): readonly number[] {
  return tape.inputs.map(({ node }) => tape.values[node] as number);
}
