import { rowAt } from "../../autodiff/evaluate.ts";
import type { OpName } from "../../ops/primitives.ts";
import { opNames } from "../../ops/table.ts";
import { argumentsOf, type NodeId, rangeOf, sizeOf, type Tape } from "../../tape/tape.ts";
import { isAdded } from "../replay/contracted.ts";
import type { EvidencePoint } from "./evidence.ts";

/** One link of the chain: an operation and the argument along which it is differentiated. */
export interface Link {
  /** The same for the same place of the source, reached through the same calls. */
  readonly key: string;
  readonly node: NodeId;
  readonly arg: NodeId;
  readonly op: OpName;
  readonly index: number;
  /** Two for a square written as u * u. */
  readonly edges: readonly number[];
  /** Other arguments of the operation that depend on the inputs as well. */
  readonly isJoint: boolean;
}

const known = new WeakMap<EvidencePoint, ReadonlyMap<string, readonly Link[]>>();

/** The links between the inputs and the outputs in question, by their place. */
export function linksOf(point: EvidencePoint): ReadonlyMap<string, readonly Link[]> {
  const before = known.get(point);
  if (before) return before;
  const links = new Map<string, Link[]>();
  for (const link of findLinks(point)) {
    const same = links.get(link.key);
    if (same) same.push(link);
    else links.set(link.key, [link]);
  }
  known.set(point, links);
  return links;
}

function findLinks({ tape, local, targets }: EvidencePoint): readonly Link[] {
  const varying = varyingNodes(tape, new Set(targets.map(({ input }) => input)));
  const needed = neededNodes(tape, new Set(targets.map(({ output }) => output)));
  const links: Link[] = [];
  for (let node = 0; node < sizeOf(tape); node++) {
    if (varying[node] === 0 || needed[node] === 0 || isAdded(tape, node)) continue;
    const args = argumentsOf(tape, node);
    const start = tape.argStart[node] as number;
    const op = opNames[tape.ops[node] as number] as OpName;
    const isSquare = op === "mul" && args[0] === args[1];
    const free = args.filter((arg) => varying[arg] === 1).length;
    for (const [index, arg] of args.entries()) {
      if (varying[arg] === 0 || (isSquare && index > 0)) continue;
      if (local.stopped[start + index] === 1) continue;
      const edges = isSquare ? [start, start + 1] : [start + index];
      const key = `${placeOf(tape, node)} ${op} ${index}`;
      // What a sum has gathered so far is no term of it.
      const isGathered =
        op === "add" &&
        `${placeOf(tape, arg)} add` === `${placeOf(tape, node)} ${op}` &&
        tape.ops[arg] === tape.ops[node];
      const isJoint = free > 1 && !isSquare && !isGathered;
      links.push({ key, node, arg, op, index, edges, isJoint });
    }
  }
  return links;
}

/** The local derivative along a link, of both edges where it has two. */
export function partialOf({ local }: EvidencePoint, { edges }: Link): number {
  let sum = 0;
  for (const edge of edges) sum += local.partials[edge] as number;
  return sum;
}

/** Where a node was computed: its range and the calls around it, whatever the turn of a loop. */
export function placeOf(tape: Tape, node: NodeId): string {
  const { start, end } = rangeOf(tape, node);
  const { frames, frameTable } = tape.provenance;
  const calls: number[] = [];
  for (let frame = frames[node] ?? 0; frame > 0; frame = frameTable[frame]?.parent ?? 0) {
    const found = frameTable[frame];
    if (found?.kind === "call") calls.push(found.range.start);
  }
  return `${start}-${end}@${calls.join(",")}`;
}

/** 1 at the nodes that move with one of these inputs. */
export function varyingNodes(tape: Tape, inputs: ReadonlySet<NodeId>): Uint8Array {
  const varying = new Uint8Array(sizeOf(tape));
  for (let node = 0; node < varying.length; node++) {
    const op = tape.ops[node] as number;
    if (op >= 0 && rowAt(op).stops) continue;
    if (inputs.has(node) || argumentsOf(tape, node).some((arg) => varying[arg] === 1))
      varying[node] = 1;
  }
  return varying;
}

/** 1 at the nodes that one of these outputs is computed from, and at the outputs. */
export function neededNodes(tape: Tape, outputs: ReadonlySet<NodeId>): Uint8Array {
  const needed = new Uint8Array(sizeOf(tape));
  for (let node = needed.length - 1; node >= 0; node--) {
    if (outputs.has(node)) needed[node] = 1;
    if (needed[node] === 0) continue;
    for (const arg of argumentsOf(tape, node)) needed[arg] = 1;
  }
  return needed;
}
