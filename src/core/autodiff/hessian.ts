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
): readonly number[] {
  const { tangents } = forwardSweep(tape, direction, local);
  const primals: Dual[] = Array.from(tape.values, (primal, node) => ({
    primal,
    tangent: tangents[node] as number,
  }));
  const adjoints = new Array<Dual | undefined>(sizeOf(tape));
  adjoints[output] = dualAlgebra.constant(1);
  for (let node = output; node >= 0; node--) {
    const adjoint = adjoints[node];
    const code = tape.ops[node] as number;
    if (!adjoint || code === INPUT_OP || code === CONSTANT_OP) continue;
    const args = argumentsOf(tape, node);
    const duals = Array.from(args, (arg) => primals[arg] as Dual);
    const rule = partialsOver(rowAt(code), dualAlgebra, duals, primals[node] as Dual);
    const first = tape.argStart[node] as number;
    for (const [index, arg] of args.entries()) {
      if (local.stopped[first + index] === 1) continue;
      // The number is the sweep's own, conventions included; only its tangent comes from the rule.
      // Outside the domain a rule may have a number to offer, but there is no derivative.
      const primal = local.partials[first + index] as number;
      const tangent = Number.isNaN(primal) ? Number.NaN : (rule[index] as Dual).tangent;
      const partial = { primal, tangent };
      const contribution = dualAlgebra.mul(adjoint, partial);
      const before = adjoints[arg];
      adjoints[arg] = before ? dualAlgebra.add(before, contribution) : contribution;
    }
  }
  return Array.from({ length: sizeOf(tape) }, (_, node) => adjoints[node]?.tangent ?? 0);
}
