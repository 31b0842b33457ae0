import { hasChoice, isSide, type Side } from "../ops/nonSmooth.ts";
import { argumentsOf, type NodeId, sizeOf, type Tape } from "../tape/tape.ts";
import { argumentValues, rowAt } from "./evaluate.ts";
import { forwardSweep } from "./forward.ts";
import { type LocalDerivatives, localDerivatives } from "./localDerivatives.ts";
import { reverseSweep } from "./reverse.ts";

/** The slopes of every output, in the order of `tape.outputs`, seen from either side of an input. */
export type OneSided = Readonly<Record<Side, readonly number[]>>;

/** On the recorded path: where a condition switches at the very point, its other side is not known. */
export function oneSided(tape: Tape, input: NodeId, values: Float64Array = tape.values): OneSided {
  const from = (side: Side) => {
    const local = localDerivatives(tape, values, undefined, { input, side });
    const { tangents } = forwardSweep(tape, new Map([[input, 1]]), local);
    return tape.outputs.map(({ node }) => tangents[node] as number);
  };
  return { left: from("left"), right: from("right") };
}

/** More work than this is not done for the sake of corners: zero weights put a whole net on them. */
const maximumWork = 50_000_000;

/** The inputs along which the tape meets a corner, so that each of them needs sweeps of its own. */
export function inputsAtCorners(tape: Tape): ReadonlySet<NodeId> {
  const found = cornered(tape);
  return isTooMuch(tape, found) ? new Set() : found;
}

/** Whether corners are met along so many inputs that each operation is looked at by itself. */
export function hasTooManyCorners(tape: Tape): boolean {
  return isTooMuch(tape, cornered(tape));
}

function isTooMuch(tape: Tape, inputs: ReadonlySet<NodeId>): boolean {
  return inputs.size * sizeOf(tape) > maximumWork;
}

function cornered(tape: Tape): ReadonlySet<NodeId> {
  const { nonSmooth } = tape;
  if (!isSide(nonSmooth)) return new Set();
  const marked = new Uint8Array(sizeOf(tape));
  for (let node = sizeOf(tape) - 1; node >= 0; node--) {
    if ((tape.ops[node] as number) < 0) continue;
    const row = rowAt(tape.ops[node] as number);
    if (hasChoice(row, nonSmooth)) {
      const args = argumentValues(tape, node, tape.values);
      if (row.special.some(({ at }) => at(...args))) marked[node] = 1;
    }
    if (marked[node] === 1) for (const arg of argumentsOf(tape, node)) marked[arg] = 1;
  }
  const inputs = tape.inputs.filter(({ node, role }) => role === "free" && marked[node] === 1);
  return new Set(inputs.map(({ node }) => node));
}

/** The local derivatives along the one input that sets out, to the side that the tape asks for. */
export function localDerivativesFrom(tape: Tape, input: NodeId): LocalDerivatives {
  const { nonSmooth, values } = tape;
  const departure = isSide(nonSmooth) ? { input, side: nonSmooth } : undefined;
  return localDerivatives(tape, values, undefined, departure);
}

/** The adjoints of inputs, each by the convention of the tape. */
export function adjointsOf(
  tape: Tape,
  seeds: ReadonlyMap<NodeId, number>,
  inputs: readonly NodeId[],
): readonly number[] {
  const common = reverseSweep(tape, seeds);
  const cornered = inputsAtCorners(tape);
  return inputs.map((input) => {
    const sweep = cornered.has(input)
      ? reverseSweep(tape, seeds, localDerivativesFrom(tape, input))
      : common;
    return sweep.adjoints[input] as number;
  });
}
