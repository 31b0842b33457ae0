import type { NodeId, Tape, TapeInput } from "../tape/tape.ts";
import { expectLength } from "./evaluate.ts";
import { forwardSweep } from "./forward.ts";
import { hessianVectorProduct } from "./hessian.ts";
import { freeInputs, jacobian } from "./jacobian.ts";
import { adjointsOf, inputsAtCorners } from "./oneSided.ts";

/** A number for each free input: a direction, or a gradient. With another count, modes throw a RangeError. */
export type InputVector = readonly number[];

/** J·v: how all outputs change along a direction, from one forward sweep. */
export function jvp(tape: Tape, direction: InputVector): readonly number[] {
  const seeds = seedsOf(tape, direction);
  const cornered = inputsAtCorners(tape);
  // At corners a side is meant for each input by itself, and no sum of directions.
  if (cornered.size > 0) {
    return jacobian(tape).entries.map((row) =>
      row.reduce((sum, entry, column) => sum + entry * (direction[column] as number), 0),
    );
  }
  const { tangents } = forwardSweep(tape, seeds);
  return tape.outputs.map(({ node }) => tangents[node] as number);
}

/** wᵀ·J: the gradient of the outputs' weighted sum, from one reverse sweep. */
export function vjp(tape: Tape, weights: readonly number[]): InputVector {
  expectLength("output", tape.outputs.length, weights.length);
  const seeds = new Map<NodeId, number>();
  for (const [index, { node }] of tape.outputs.entries()) {
    const weight = weights[index] as number;
    if (weight !== 0) seeds.set(node, (seeds.get(node) ?? 0) + weight);
  }
  return adjointsOf(tape, seeds, nodesOf(freeInputs(tape)));
}

export function gradient(tape: Tape, output: NodeId): InputVector {
  return adjointsOf(tape, new Map([[output, 1]]), nodesOf(freeInputs(tape)));
}

/** The slope of one output per unit of length along a direction; NaN for the direction 0. */
export function directionalDerivative(tape: Tape, output: NodeId, direction: InputVector): number {
  const length = direction.reduce((sum, component) => Math.hypot(sum, component), 0);
  const unit = direction.map((component) => component / length);
  return jvp({ ...tape, outputs: [{ node: output, path: "" }] }, unit)[0] as number;
}

/** H·v of one output, from one sweep each way. */
export function hvp(tape: Tape, output: NodeId, direction: InputVector): InputVector {
  const product = hessianVectorProduct(tape, output, seedsOf(tape, direction));
  return freeInputs(tape).map(({ node }) => product[node] as number);
}

function nodesOf(inputs: readonly TapeInput[]): readonly NodeId[] {
  return inputs.map(({ node }) => node);
}

/** What does not move is a structural zero. */
function seedsOf(tape: Tape, direction: InputVector): ReadonlyMap<NodeId, number> {
  const inputs = freeInputs(tape);
  expectLength("input", inputs.length, direction.length);
  return new Map(
    inputs
      .map(({ node }, index) => [node, direction[index] as number] as const)
      .filter(([, along]) => along !== 0),
  );
}
