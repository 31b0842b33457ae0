import { argumentValues, rowAt } from "../../autodiff/evaluate.ts";
import { type LocalDerivatives, localDerivatives } from "../../autodiff/localDerivatives.ts";
import { partialAt } from "../../ops/table.ts";
import { argumentsOf, CONSTANT_OP, type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";
import { forcedValues } from "./forcedValues.ts";

/**
 * Local derivatives as they are where these limits were never set: what they hold fast goes on, also
 * beyond the domain of what follows. There a formula has values of its own: 1/x of ln x for x < 0.
 */
export function unlimitedDerivatives(tape: Tape, limits: ReadonlySet<NodeId>): LocalDerivatives {
  const { values, moved } = forcedValues(tape, (node, _value, known) =>
    limits.has(node) ? known[inside(tape, node)] : undefined,
  );
  const local = localDerivatives(tape, values);
  for (let node = 0; node < sizeOf(tape); node++) {
    const first = tape.argStart[node] as number;
    for (const [index, arg] of argumentsOf(tape, node).entries()) {
      if (limits.has(node)) local.partials[first + index] = arg === inside(tape, node) ? 1 : 0;
      else if (moved[node] === 1 && Number.isNaN(values[node]))
        local.partials[first + index] = formalPartial(tape, node, index, values);
    }
  }
  return local;
}

/** The only argument of a limit that is no number. */
function inside(tape: Tape, node: NodeId): NodeId {
  return argumentsOf(tape, node).find((arg) => tape.ops[arg] !== CONSTANT_OP) ?? node;
}

/** The formula of a rate where the function has no value, if it does not ask for that value. */
function formalPartial(tape: Tape, node: NodeId, index: number, values: Float64Array): number {
  const row = rowAt(tape.ops[node] as number);
  const args = argumentValues(tape, node, values);
  const [rate, other] = [0, 1].map((value) => partialAt(row, index, args, value));
  return rate === other ? (rate as number) : Number.NaN;
}
