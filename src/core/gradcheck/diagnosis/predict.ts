import { type LocalDerivatives, localDerivatives } from "../../autodiff/localDerivatives.ts";
import { type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";
import type { EvidencePoint } from "./evidence.ts";
import { forcedValues } from "./forcedValues.ts";

/** What the sweep is made to do otherwise than the chain rule says. */
export interface Change {
  /** Edges with another local derivative; 0 cuts the edge. */
  readonly edges?: ReadonlyMap<number, number>;
  /** Instead of handing its adjoint on, a node does with it what this says, input by input. */
  readonly nodes?: ReadonlyMap<NodeId, Redo>;
}

/** What arrives at the input, given the node's adjoint, its rate along the input, and all rates. */
export type Redo = (adjoint: number, slope: number, rates: Float64Array) => number;

/** The number of each target, had the chain rule been applied with this change. */
export function predict(
  point: EvidencePoint,
  change: Change,
  local: LocalDerivatives = point.local,
): readonly number[] {
  const sweeps = new Map<string, Float64Array>();
  return point.targets.map(({ output, input }) => {
    const key = change.nodes ? `${output} ${input}` : `${output}`;
    const known = sweeps.get(key) ?? sweep(point.tape, output, input, local, change);
    sweeps.set(key, known);
    return known[input] as number;
  });
}

function sweep(
  tape: Tape,
  output: NodeId,
  input: NodeId,
  { partials, stopped }: LocalDerivatives,
  { edges, nodes }: Change,
): Float64Array {
  const slopes = nodes ? tangentsOf(tape, input, { partials, stopped }) : undefined;
  const adjoints = new Float64Array(sizeOf(tape));
  adjoints[output] = 1;
  for (let node = output; node >= 0; node--) {
    const adjoint = adjoints[node] as number;
    if (adjoint === 0) continue;
    const redo = nodes?.get(node);
    if (redo && node !== input) {
      const slope = slopes?.[node] as number;
      if (slopes && slope !== 0)
        adjoints[input] = (adjoints[input] as number) + redo(adjoint, slope, slopes);
      continue;
    }
    const end = tape.argStart[node + 1] as number;
    for (let edge = tape.argStart[node] as number; edge < end; edge++) {
      const changed = edges?.get(edge);
      if (changed === undefined && stopped[edge] === 1) continue;
      const arg = tape.args[edge] as number;
      const partial = changed ?? (partials[edge] as number);
      if (partial !== 0) adjoints[arg] = (adjoints[arg] as number) + adjoint * partial;
    }
  }
  return adjoints;
}

/** d node / d input for every node. */
export function tangentsOf(
  tape: Tape,
  input: NodeId,
  { partials, stopped }: LocalDerivatives,
): Float64Array {
  const tangents = new Float64Array(sizeOf(tape));
  tangents[input] = 1;
  for (let node = input + 1; node < tangents.length; node++) {
    const end = tape.argStart[node + 1] as number;
    for (let edge = tape.argStart[node] as number; edge < end; edge++) {
      const tangent = tangents[tape.args[edge] as number] as number;
      if (tangent === 0 || stopped[edge] === 1) continue;
      tangents[node] = (tangents[node] as number) + tangent * (partials[edge] as number);
    }
  }
  return tangents;
}

/** Local derivatives as they are where some nodes have other values; those before them stay. */
export function forcedDerivatives(
  tape: Tape,
  forced: ReadonlyMap<NodeId, number>,
): LocalDerivatives {
  const { values } = forcedValues(tape, (node) => forced.get(node));
  const elsewhere = localDerivatives(tape, values);
  const here = localDerivatives(tape);
  // What leads to a forced node was computed before it was taken for something else.
  for (const node of forced.keys()) {
    for (
      let edge = tape.argStart[node] as number;
      edge < (tape.argStart[node + 1] as number);
      edge++
    ) {
      elsewhere.partials[edge] = here.partials[edge] as number;
      elsewhere.stopped[edge] = here.stopped[edge] as number;
    }
  }
  return elsewhere;
}
