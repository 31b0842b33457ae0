import { INPUT_OP, type NodeId, sizeOf, type Tape, type TapeInput } from "../../core/tape/tape.ts";
import { type Link, type Links, linksOf } from "./links.ts";
import type { Piece } from "./piece.ts";
import { MAX_NODES, restrict } from "./restrict.ts";
import { type Words, wordsFor } from "./words.ts";

/** The picture's nodes and links: what stays the same however the inputs move. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly links: readonly Link[];
  /** What lies behind the links that are no single edge of the tape. */
  readonly hidden: ReadonlyMap<NodeId, readonly NodeId[]>;
  readonly joined?: true;
  /** Nodes behind which there is no free input: nobody asks for their gradients. */
  readonly inactive: ReadonlySet<NodeId>;
  /** How many nodes a picture of the whole trace would have. */
  readonly total: number;
  /** Equal for two traces of the same shape: then positions and zoom may stay. */
  readonly shape: string;
}

export interface GraphNode {
  readonly id: NodeId;
  readonly kind: "input" | "operation" | "constant";
  readonly role: TapeInput["role"] | undefined;
  /** Variable, path or result; undefined for an intermediate value nobody named. */
  readonly name: string | undefined;
  readonly operator: string;
  readonly isOutput: boolean;
  /** A free input reaches it: only then is its gradient of any use. */
  readonly isActive: boolean;
  /** Set where it stands for a piece of the code that is folded. */
  readonly fold?: Fold;
}

/** A piece of the code drawn as one node. Its id is that of the last value that leaves it. */
export interface Fold {
  readonly key: string;
  readonly kind: Piece["kind"];
  readonly members: readonly NodeId[];
  /** The values that leave it: what its picture shows. */
  readonly faces: readonly NodeId[];
  /** How many of them stand in a row. */
  readonly columns: number;
}

/** The graph with only what has a name: a node per variable, a link per statement. */
export interface StageGraph extends Links {
  readonly nodes: readonly GraphNode[];
}

export interface NamedGraph {
  /** Operation by operation, as far as that can be drawn. */
  readonly graph: Graph;
  readonly stages: StageGraph;
  readonly words: Words;
  /** All nodes a picture may have, and the one each would be drawn as. */
  readonly candidates: readonly NodeId[];
  isConstant(node: NodeId): boolean;
  nodeOf(id: NodeId): GraphNode;
}

/**
 * Constants are not nodes: they are written into the label of what consumes them. Nor are nodes
 * from which no output is computed, such as the comparison a branch was decided on.
 */
export function graphOf(
  tape: Tape,
  functionName: string,
  text: string | null,
  mostNodes = MAX_NODES,
): NamedGraph {
  const fromInput = reachedFrom(tape, () => true);
  const fromFree = reachedFrom(tape, (input) => input.role === "free");
  const isConstant = (node: NodeId) => fromInput[node] === 0;
  const words = wordsFor(tape, functionName, text, isConstant);

  const outputs = new Set(tape.outputs.map(({ node }) => node));
  const roles = new Map(tape.inputs.map(({ node, role }) => [node, role]));
  const used = usedByOutputs(tape);
  const candidates = Array.from(tape.ops.keys()).filter(
    (node) => outputs.has(node) || (used[node] === 1 && !isConstant(node)),
  );
  const shown = restrict(tape, candidates, mostNodes);
  const { links, hidden } = linksOf(tape, shown, isConstant);
  const nodeOf = (id: NodeId): GraphNode => {
    const kind = tape.ops[id] === INPUT_OP ? "input" : isConstant(id) ? "constant" : "operation";
    return {
      id,
      kind,
      role: roles.get(id),
      name: words.name(id),
      operator: words.operator(id),
      isOutput: outputs.has(id),
      isActive: fromFree[id] === 1,
    };
  };
  const nodes = shown.map(nodeOf);
  const shape = shapeOf(nodes, links);
  const inactive = new Set(nodes.filter(({ isActive }) => !isActive).map(({ id }) => id));
  const named = nodes.filter(({ name }) => name !== undefined);
  const stageLinks = linksOf(
    tape,
    named.map(({ id }) => id),
    isConstant,
  );
  return {
    graph: { nodes, links, hidden, inactive, total: candidates.length, shape },
    stages: { nodes: named, ...stageLinks },
    words,
    candidates,
    isConstant,
    nodeOf,
  };
}

export function shapeOf(nodes: readonly GraphNode[], links: readonly Link[]): string {
  const all = nodes.map(({ id, kind }) => `${id}${kind[0]}`).join(" ");
  return `${all};${links.map(({ from, to }) => `${from}>${to}`).join(" ")}`;
}

/** 1 for the nodes whose value depends, through whatever edges, on one of the chosen inputs. */
function reachedFrom(tape: Tape, chosen: (input: TapeInput) => boolean): Uint8Array {
  const reached = new Uint8Array(sizeOf(tape));
  for (const input of tape.inputs) if (chosen(input)) reached[input.node] = 1;
  for (let node = 0; node < reached.length; node++) {
    const end = tape.argStart[node + 1] as number;
    for (let edge = tape.argStart[node] as number; edge < end; edge++) {
      if (reached[tape.args[edge] as number] === 1) reached[node] = 1;
    }
  }
  return reached;
}

function usedByOutputs(tape: Tape): Uint8Array {
  const used = new Uint8Array(sizeOf(tape));
  for (const { node } of tape.outputs) used[node] = 1;
  for (let node = used.length - 1; node >= 0; node--) {
    if (used[node] === 0) continue;
    const end = tape.argStart[node + 1] as number;
    for (let edge = tape.argStart[node] as number; edge < end; edge++) {
      used[tape.args[edge] as number] = 1;
    }
  }
  return used;
}
