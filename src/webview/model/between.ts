import { type NodeId, sizeOf, type Tape } from "../../core/tape/tape.ts";
import type { NamedGraph, StageGraph } from "./graph.ts";
import { linksOf } from "./links.ts";
import { MAX_NODES } from "./restrict.ts";

/** The part of a big trace that a chain is about: what lies on a way from an input to a result. */
export interface Between {
  /** The input, the result, and the values with a name on the way. */
  readonly stages: StageGraph;
  /** Every operation on the way; undefined where that is too much to tell. */
  readonly operations: StageGraph | undefined;
}

export function between(
  tape: Tape,
  { nodeOf }: Pick<NamedGraph, "nodeOf">,
  input: NodeId,
  output: NodeId,
): Between {
  const isOnWay = nodesOnWay(tape, input, output);
  const nodes = Array.from(isOnWay.keys()).filter((node) => isOnWay[node] === 1);
  const graphOf = (shown: readonly NodeId[]): StageGraph => ({
    nodes: shown.map(nodeOf),
    // What else goes into them does not lead from the input to the result.
    ...linksOf(tape, shown, (node) => isOnWay[node] === 0),
  });
  const isStage = (node: NodeId) =>
    node === input || node === output || nodeOf(node).name !== undefined;
  return {
    stages: graphOf(nodes.filter(isStage)),
    operations: nodes.length <= MAX_NODES ? graphOf(nodes) : undefined,
  };
}

/** 1 for the nodes that the input reaches and from which the output is computed. */
function nodesOnWay(tape: Tape, input: NodeId, output: NodeId): Uint8Array {
  const { argStart, args } = tape;
  const isReached = new Uint8Array(sizeOf(tape));
  isReached[input] = 1;
  for (let node = input + 1; node <= output; node++) {
    const end = argStart[node + 1] as number;
    for (let edge = argStart[node] as number; edge < end; edge++)
      if (isReached[args[edge] as number] === 1) isReached[node] = 1;
  }
  const isOnWay = new Uint8Array(sizeOf(tape));
  isOnWay[output] = isReached[output] as number;
  for (let node = output; node > input; node--) {
    if (isOnWay[node] === 0) continue;
    const end = argStart[node + 1] as number;
    for (let edge = argStart[node] as number; edge < end; edge++) {
      const from = args[edge] as number;
      isOnWay[from] = isReached[from] as number;
    }
  }
  return isOnWay;
}
