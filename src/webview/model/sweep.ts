import { createEvaluator, type Evaluator } from "../../core/autodiff/evaluator.ts";
import { type LocalDerivatives, localDerivatives } from "../../core/autodiff/localDerivatives.ts";
import { type ReverseSweep, reverseSweep } from "../../core/autodiff/reverse.ts";
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
export type Sweeper = (inputs: readonly number[], seed: NodeId | undefined) => Sweep;

/** The columns of a sweep are those of the one before, overwritten: a drag leaves no garbage. */
export function createSweeper(tape: Tape, evaluator: Evaluator = createEvaluator(tape)): Sweeper {
  let values: Float64Array | undefined;
  let local: LocalDerivatives | undefined;
  let swept: ReverseSweep | undefined;
  return (inputs, seed) => {
    const brokenGuard = evaluator.evaluate(inputs);
    values = evaluator.values(values);
    local = localDerivatives(tape, values, local);
    const seeds = new Map(seed === undefined ? [] : [[seed, 1]]);
    swept = reverseSweep(tape, seeds, local, swept);
    return { values, local, ...swept, brokenGuard };
  };
}

export function sampleInputs(tape: Tape): readonly number[] {
  return tape.inputs.map(({ node }) => tape.values[node] as number);
}
