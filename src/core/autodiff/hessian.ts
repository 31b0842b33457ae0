import { partialsOver } from "../ops/table.ts";
import {
  argumentsOf,
  CONSTANT_OP,
  INPUT_OP,
  type NodeId,
  sizeOf,
  type Tape,
} from "../tape/tape.ts";
import { type Dual, dualAlgebra } from "./dualAlgebra.ts";
import { rowAt } from "./evaluate.ts";
import { forwardSweep } from "./forward.ts";
import { freeInputs } from "./jacobian.ts";
import { type LocalDerivatives, localDerivatives } from "./localDerivatives.ts";
import { reverseSweep } from "./reverse.ts";

/**
 * Second derivatives of one output, inputs × inputs: forward over reverse. Each column is the
 * tangent of the reverse sweep along one input, with the rules evaluated over dual numbers
 * (Griewank & Walther, Evaluating Derivatives, ch. 5).
 */
export function hessian(tape: Tape, output: NodeId): readonly (readonly number[])[] {
  const inputs = freeInputs(tape);
  const local = localDerivatives(tape);
  const columns = inputs.map(({ node }) => {
    const product = hessianVectorProduct(tape, output, new Map([[node, 1]]), local);
    return inputs.map((input) => product[input.node] ?? 0);
  });
  return inputs.map((_, row) => columns.map((column) => column[row] as number));
}

/** H·v for the direction `v`, as the tangent of every node's adjoint. */
export function hessianVectorProduct(
  tape: Tape,
  output: NodeId,
  direction: ReadonlyMap<NodeId, number>,
  local: LocalDerivatives = localDerivatives(tape),
): Float64Array {
  const { tangents } = forwardSweep(tape, direction, local);
  const { adjoints, reached } = reverseSweep(tape, new Map([[output, 1]]), local);
  const moving = new Float64Array(sizeOf(tape));
  for (let node = output; node >= 0; node--) {
    if (reached[node] === 0) continue;
    const rates = ratesOfPartials(tape, node, tangents);
    const first = tape.argStart[node] as number;
    for (const [index, arg] of argumentsOf(tape, node).entries()) {
      const link = first + index;
      if (local.stopped[link] === 1) continue;
      const partial = local.partials[link] as number;
      // Outside the domain a rule may have a number to offer, but there is no derivative.
      const rate = Number.isNaN(partial) ? Number.NaN : (rates[index]?.tangent ?? 0);
      moving[arg] =
        (moving[arg] as number) +
        moved(moving[node] as number, partial) +
        moved(rate, adjoints[node] as number);
    }
  }
  return moving;
}

/** How a node's local derivatives change along the direction; nothing where they stand still, as most do. */
function ratesOfPartials(tape: Tape, node: NodeId, tangents: Float64Array): readonly Dual[] {
  const code = tape.ops[node] as number;
  const args = argumentsOf(tape, node);
  if (tangents[node] === 0 && args.every((arg) => tangents[arg] === 0)) return [];
  if (code === INPUT_OP || code === CONSTANT_OP) return [];
  const dualOf = (at: NodeId): Dual => ({
    primal: tape.values[at] as number,
    tangent: tangents[at] as number,
  });
  return partialsOver(rowAt(code), dualAlgebra, args.map(dualOf), dualOf(node));
}

/** A tangent times a number: one that is 0 is not multiplied (no 0·∞). */
function moved(tangent: number, by: number): number {
  return tangent === 0 ? 0 : tangent * by;
}
