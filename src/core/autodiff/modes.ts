import type { NodeId, Tape } from "../tape/tape.ts";
import { expectLength } from "./evaluator.ts";
import { forwardSweep } from "./forward.ts";
import { hessianVectorProduct } from "./hessian.ts";
import { freeInputs } from "./jacobian.ts";
import { reverseSweep } from "./reverse.ts";

/** A number for each free input: a direction, or a gradient. */
export type InputVector = readonly number[];

/** J·v: how all outputs change along a direction, from one forward sweep. */
export function jvp(tape: Tape, direction: InputVector): readonly number[] {
  const { tangents } = forwardSweep(tape, seedsOf(tape, direction));
  return tape.outputs.map(({ node }) => tangents[node] as number);
}

/** wᵀ·J: the gradient of the outputs' weighted sum, from one reverse sweep. */
export function vjp(tape: Tape, weights: readonly number[]): InputVector {
  expectLength("output", tape.outputs.length, weights.length);
  const seeds = new Map<NodeId, number>();
  for (const [index, { node }] of tape.outputs.entries()) {
    seeds.set(node, (seeds.get(node) ?? 0) + (weights[index] as number));
  }
  const { adjoints } = reverseSweep(tape, seeds);
  return freeInputs(tape).map(({ node }) => adjoints[node] as number);
}

export function gradient(tape: Tape, output: NodeId): InputVector {
  const { adjoints } = reverseSweep(tape, new Map([[output, 1]]));
  return freeInputs(tape).map(({ node }) => adjoints[node] as number);
}

/** The slope of one output per unit of length along a direction; NaN for the direction 0. */
export function directionalDerivative(tape: Tape, output: NodeId, direction: InputVector): number {
  const length = direction.reduce((sum, component) => Math.hypot(sum, component), 0);
  const unit = direction.map((component) => component / length);
  return forwardSweep(tape, seedsOf(tape, unit)).tangents[output] as number;
}

/** H·v of one output, from one sweep each way. */
export function hvp(tape: Tape, output: NodeId, direction: InputVector): InputVector {
  const product = hessianVectorProduct(tape, output, seedsOf(tape, direction));
  return freeInputs(tape).map(({ node }) => product[node] as number);
}

function seedsOf(tape: Tape, direction: InputVector): ReadonlyMap<NodeId, number> {
  const inputs = freeInputs(tape);
  expectLength("input", inputs.length, direction.length);
  return new Map(inputs.map(({ node }, index) => [node, direction[index] as number]));
}
