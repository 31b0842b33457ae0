import { type NodeId, sizeOf, type Tape } from "../../core/tape/tape.ts";
import { isSeveral } from "./fold.ts";
import { foldName, foldOperator } from "./foldNames.ts";
import { type Graph, type GraphNode, type NamedGraph, shapeOf } from "./graph.ts";
import type { Link } from "./links.ts";
import type { Outline } from "./outline.ts";
import type { Piece } from "./piece.ts";

interface Folded {
  readonly tape: Tape;
  readonly outline: Outline;
  readonly named: NamedGraph;
  readonly text: string | null;
}

/** The picture of some pieces of the code, each as one node, and of what flows between them. */
export function foldedGraph(source: Folded, pieces: readonly Piece[]): Graph {
  const { tape, outline, named } = source;
  const owners = new Int32Array(sizeOf(tape)).fill(-1);
  for (const [index, { start, end }] of pieces.entries()) {
    for (let place = start; place < end; place++) owners[outline.order[place] as NodeId] = index;
  }
  const crossing = crossingEdges(tape, owners);
  const isFace = new Uint8Array(sizeOf(tape));
  for (const edges of crossing.values()) {
    for (const edge of edges) isFace[tape.args[edge] as NodeId] = 1;
  }
  for (const { node } of tape.outputs) isFace[node] = 1;

  const nodes = pieces.map((piece) => nodeOfPiece(source, piece, isFace));
  const hidden = new Map<NodeId, readonly NodeId[]>();
  for (const { id, fold } of nodes) {
    if (fold?.faces.length !== 1 || fold.members.length === 1) continue;
    hidden.set(
      id,
      fold.members.filter((node) => node !== id).sort((a, b) => b - a),
    );
  }
  const links: Link[] = [];
  for (const [key, edges] of crossing) {
    const [from, to] = [nodes[key % pieces.length], nodes[Math.floor(key / pieces.length)]];
    if (from && to) links.push(...linksBetween(tape, from, to, edges));
  }
  links.sort((a, b) => a.to - b.to);
  nodes.sort((a, b) => a.id - b.id);
  const inactive = new Set(nodes.filter(({ isActive }) => !isActive).map(({ id }) => id));
  const shape = `${pieces.map(({ key }) => key).join(" ")};${shapeOf(nodes, links)}`;
  return { nodes, links, hidden, joined: true, inactive, total: named.candidates.length, shape };
}

/** The edges of the tape that lead from one piece to another, by both. */
function crossingEdges(tape: Tape, owners: Int32Array): ReadonlyMap<number, readonly number[]> {
  let count = 0;
  for (const owner of owners) count = Math.max(count, owner + 1);
  const crossing = new Map<number, number[]>();
  for (let node = 0; node < owners.length; node++) {
    const to = owners[node] as number;
    if (to < 0) continue;
    const end = tape.argStart[node + 1] as number;
    for (let edge = tape.argStart[node] as number; edge < end; edge++) {
      const from = owners[tape.args[edge] as NodeId] as number;
      if (from < 0 || from === to) continue;
      const key = to * count + from;
      const edges = crossing.get(key);
      if (edges) edges.push(edge);
      else crossing.set(key, [edge]);
    }
  }
  return crossing;
}

function linksBetween(
  tape: Tape,
  from: GraphNode,
  to: GraphNode,
  edges: readonly number[],
): readonly Link[] {
  const ends = { from: from.id, to: to.id };
  if (isSeveral(from) || isSeveral(to)) return [{ ...ends, edge: undefined, bundle: edges }];
  const isSingle = (to.fold?.members.length ?? 1) === 1;
  if (isSingle) return edges.map((edge) => ({ ...ends, edge }));
  const isDirect = edges.length === 1 && isEdgeOf(tape, edges[0] as number, to);
  return [{ ...ends, edge: isDirect ? edges[0] : undefined }];
}

function isEdgeOf(tape: Tape, edge: number, { id }: GraphNode): boolean {
  return (tape.argStart[id] as number) <= edge && edge < (tape.argStart[id + 1] as number);
}

function nodeOfPiece(
  { outline, named, text }: Folded,
  piece: Piece,
  isFace: Uint8Array,
): GraphNode {
  const members = outline.order.slice(piece.start, piece.end);
  if (members.length === 1) return named.nodeOf(members[0] as NodeId);
  const outward = members.filter((node) => isFace[node] === 1);
  const faces = outward.length > 0 ? outward : members.slice(-1);
  const all = faces.map(named.nodeOf);
  const isInput = all.every(({ kind }) => kind === "input");
  // Inputs may be recorded after the first use of their neighbors, results stand before every use.
  const id = (isInput ? faces[0] : faces.at(-1)) as NodeId;
  const names = faces.map((face) => named.words.name(face));
  return {
    ...named.nodeOf(id),
    kind: isInput ? "input" : "operation",
    name: foldName(piece, names, text),
    operator: foldOperator(piece, outline, named.words.operator(id)),
    isOutput: all.some(({ isOutput }) => isOutput),
    isActive: all.some(({ isActive }) => isActive),
    fold: {
      ...{ key: piece.key, kind: piece.kind, members, faces },
      columns: columnsOf(names),
    },
  };
}

/** As many as the last index takes values, where the numbers stand in a table; else about a square. */
function columnsOf(names: readonly (string | undefined)[]): number {
  const last = new Set<string>();
  for (const name of names) {
    const index = /\]\[(\d+)\]$/.exec(name ?? "")?.[1];
    if (index === undefined)
      return names.length <= 16 ? names.length : Math.ceil(Math.sqrt(names.length));
    last.add(index);
  }
  return last.size;
}
