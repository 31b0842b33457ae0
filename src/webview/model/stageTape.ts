import { derivativeTexts } from "../../core/symbolic/derivativeText.ts";
import type { PrintedFormula } from "../../core/symbolic/valueFormula.ts";
import { argumentsOf, INPUT_OP, type NodeId, type Tape } from "../../core/tape/tape.ts";

/** A stage with more operations than this is a number, not a formula. */
const MOST_OPERATIONS = 60;

/** One stage as a tape of its own, cut where the stage begins: its formulas end at its own inputs. */
export interface Stage {
  readonly tape: Tape;
  /** What goes into it, as nodes of the whole tape, in the order of the inputs of this one. */
  readonly leaves: readonly NodeId[];
  /** Where a node of the whole tape stands in this one; undefined for those outside. */
  place(node: NodeId): NodeId | undefined;
}

/** Undefined when the stage has too many operations. */
export function stageOf(
  tape: Tape,
  to: NodeId,
  leaves: ReadonlyMap<NodeId, string>,
): Stage | undefined {
  const nodes = stageNodes(tape, to, leaves);
  if (!nodes) return undefined;
  const places = new Map(nodes.map((node, place) => [node, place]));
  const cut = cutTape(tape, nodes, to, leaves, (node) => places.get(node) as number);
  const isLeaf = (node: NodeId) => node !== to && leaves.has(node);
  return { tape: cut, leaves: nodes.filter(isLeaf), place: (node) => places.get(node) };
}

/** The derivative of a stage by one of its inputs: "2u" for u². */
export function stageRule(
  { tape, place }: Stage,
  to: NodeId,
  from: NodeId,
): PrintedFormula | undefined {
  const [output, input] = [place(to), place(from)];
  if (output === undefined || input === undefined) return undefined;
  return derivativeTexts(tape, output, [input])[0];
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
