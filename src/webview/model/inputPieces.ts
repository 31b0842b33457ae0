import { type NodeId, rangeOf, type Tape } from "../../core/tape/tape.ts";
import type { Piece } from "./piece.ts";

/** With more arrays than this, all that belongs to one parameter is one piece. */
const MOST_GROUPS = 24;

/** Inputs put together by the array they stand in, and their order. */
export function inputPieces(
  tape: Tape,
  inputs: readonly NodeId[],
  paths: ReadonlyMap<NodeId, string>,
): { readonly order: readonly NodeId[]; readonly pieces: readonly Piece[] } {
  const pathOf = (node: NodeId) => paths.get(node) ?? "";
  const arrays = grouped(inputs, (node) => arrayOf(pathOf(node)));
  const groups =
    arrays.size <= MOST_GROUPS ? arrays : grouped(inputs, (node) => headOf(pathOf(node)));
  const order = [...groups.values()].flat();
  let start = 0;
  const pieces = Array.from(groups, ([label, nodes]): Piece => {
    const end = start + nodes.length;
    const kind = nodes.length === 1 ? "node" : "inputs";
    const range = rangeOf(tape, nodes[0] as NodeId);
    const piece: Piece = { key: `in:${label}`, kind, label, range, start, end, frame: 0 };
    start = end;
    return piece;
  });
  return { order, pieces };
}

function grouped(
  inputs: readonly NodeId[],
  keyOf: (node: NodeId) => string,
): ReadonlyMap<string, readonly NodeId[]> {
  const groups = new Map<string, NodeId[]>();
  for (const node of inputs) {
    const group = groups.get(keyOf(node));
    if (group) group.push(node);
    else groups.set(keyOf(node), [node]);
  }
  return groups;
}

/** "net.w[2][3]" → "net.w" */
function arrayOf(path: string): string {
  return path.replace(/(\[\d+\])+$/, "");
}

function headOf(path: string): string {
  return /^[^.[]+/.exec(path)?.[0] ?? path;
}

/** One index or one member further: the rows of a matrix, then the numbers of a row. */
export function inputParts(
  { start, end, key, label, range }: Piece,
  order: readonly NodeId[],
  paths: ReadonlyMap<NodeId, string>,
  nodePiece: (place: number, key: string) => Piece,
): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let place = start; place < end; ) {
    const path = paths.get(order[place] as NodeId) ?? "";
    const step = /^(\[[^\]]*\]|\.[^.[]+)/.exec(path.slice(label.length))?.[0] ?? "";
    const prefix = label + step;
    const from = place++;
    if (prefix !== path) {
      while (place < end && startsWithStep(paths.get(order[place] as NodeId) ?? "", prefix))
        place++;
    }
    pieces.push(
      place - from === 1
        ? nodePiece(from, `${key}/${from}`)
        : {
            key: `${key}${step}`,
            kind: "inputs",
            label: prefix,
            range,
            start: from,
            end: place,
            frame: 0,
          },
    );
  }
  return pieces;
}

function startsWithStep(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && /^[.[]/.test(path.slice(prefix.length));
}
