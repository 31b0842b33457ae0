import { derivativeTexts } from "../../core/symbolic/derivativeText.ts";
import { argumentsOf, INPUT_OP, type NodeId, type Tape } from "../../core/tape/tape.ts";

/** A stage with more operations than this is a number, not a formula. */
const MOST_OPERATIONS = 60;

/**
 * The derivative of one stage as a formula over what goes into it: "2u" for u². The tape is cut
 * where the stage begins, so that the formula ends at its own inputs.
 */
export function stageRule(
  tape: Tape,
  to: NodeId,
  from: NodeId,
  leaves: ReadonlyMap<NodeId, string>,
): string | undefined {
  const nodes = stageNodes(tape, to, leaves);
  if (!nodes) return undefined;
  const places = new Map(nodes.map((node, place) => [node, place]));
  const place = (node: NodeId) => places.get(node) as number;
  const stage = cutTape(tape, nodes, to, leaves, place);
  if (!places.has(from)) return undefined;
  return derivativeTexts(stage, place(to), [place(from)])[0]?.text;
}

function cutTape(
  tape: Tape,
  nodes: readonly NodeId[],
  to: NodeId,
  leaves: ReadonlyMap<NodeId, string>,
  place: (node: NodeId) => number,
): Tape {
  const isLeaf = (node: NodeId) => node !== to && leaves.has(node);
  const args: number[] = [];
  const argStart = [0];
  for (const node of nodes) {
    if (!isLeaf(node)) args.push(...Array.from(argumentsOf(tape, node), place));
    argStart.push(args.length);
  }
  return {
    ops: Int16Array.from(nodes, (node) => (isLeaf(node) ? INPUT_OP : (tape.ops[node] as number))),
    argStart: Uint32Array.from(argStart),
    args: Uint32Array.from(args),
    values: Float64Array.from(nodes, (node) => tape.values[node] as number),
    inputs: nodes
      .filter(isLeaf)
      .map((node) => ({ node: place(node), path: leaves.get(node) as string, role: "free" })),
    outputs: [{ node: place(to), path: "" }],
    guards: [],
    provenance: {
      starts: new Uint32Array(nodes.length),
      ends: new Uint32Array(nodes.length),
      names: new Map(),
      frames: new Uint32Array(nodes.length),
      frameTable: [],
    },
    ...(tape.nonSmooth && { nonSmooth: tape.nonSmooth }),
  };
}

/** The nodes of one stage in execution order, its inputs among them; undefined when there are too many. */
function stageNodes(
  tape: Tape,
  to: NodeId,
  leaves: ReadonlyMap<NodeId, string>,
): readonly NodeId[] | undefined {
  const seen = new Set<NodeId>([to]);
  const open: NodeId[] = [to];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node !== to && leaves.has(node)) continue;
    for (const arg of argumentsOf(tape, node)) {
      if (seen.has(arg)) continue;
      if (seen.size >= MOST_OPERATIONS) return undefined;
      seen.add(arg);
      open.push(arg);
    }
  }
  return [...seen].sort((a, b) => a - b);
}
