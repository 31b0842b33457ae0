import { CONSTANT_OP, INPUT_OP, type NodeId, sizeOf } from "../../tape/tape.ts";
import { isAdded } from "../replay/contracted.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { neededNodes, placeOf, varyingNodes } from "./links.ts";
import { tangentsOf } from "./predict.ts";

/** A place between the inputs and the result: g(x) in f(g(x)). */
export interface Place {
  readonly key: string;
  readonly node: NodeId;
  readonly first: EvidencePoint;
}

const maximumPlaces = 80;

/** The places between inputs and result, each once. */
export function placesOf({ points }: Evidence): readonly Place[] {
  const places = new Map<string, Place>();
  for (const point of points) {
    for (const [key, [node]] of innerNodes(point)) {
      if (node !== undefined && !places.has(key)) places.set(key, { key, node, first: point });
    }
  }
  return places.size > maximumPlaces ? [] : [...places.values()];
}

const known = new WeakMap<EvidencePoint, ReadonlyMap<string, readonly NodeId[]>>();

/** The nodes between the inputs and the results in question, by their place: several where a loop computes one again. */
export function innerNodes(point: EvidencePoint): ReadonlyMap<string, readonly NodeId[]> {
  const before = known.get(point);
  if (before) return before;
  const { tape, targets } = point;
  const varying = varyingNodes(tape, new Set(targets.map(({ input }) => input)));
  const outputs = new Set(targets.map(({ output }) => output));
  const needed = neededNodes(tape, outputs);
  const found = new Map<string, NodeId[]>();
  for (let node = 0; node < sizeOf(tape); node++) {
    const op = tape.ops[node] as number;
    if (
      varying[node] === 0 ||
      needed[node] === 0 ||
      outputs.has(node) ||
      op === INPUT_OP ||
      op === CONSTANT_OP
    )
      continue;
    if (isAdded(tape, node)) continue;
    const key = `${placeOf(tape, node)} ${op}`;
    const same = found.get(key);
    if (same) same.push(node);
    else found.set(key, [node]);
  }
  known.set(point, found);
  return found;
}

/** The rate of a place along the input of the first target that it depends on. */
export function slopeAt(point: EvidencePoint, key: string): number {
  return slopesAt(point, key)[0] ?? Number.NaN;
}

/** The same in every turn of a loop. */
export function slopesAt(point: EvidencePoint, key: string): readonly number[] {
  const slopes = slopesOf(point);
  return (innerNodes(point).get(key) ?? []).map((node) => slopes[node] as number);
}

const knownSlopes = new WeakMap<EvidencePoint, Float64Array>();

/** By node, for all places at once: a gradient of n entries then takes n sweeps, not n for each turn of each loop. */
function slopesOf(point: EvidencePoint): Float64Array {
  const before = knownSlopes.get(point);
  if (before) return before;
  const { tape, targets, local } = point;
  const slopes = new Float64Array(sizeOf(tape)).fill(1);
  const open = new Set([...innerNodes(point).values()].flat());
  for (const input of new Set(targets.map((target) => target.input))) {
    if (open.size === 0) break;
    const tangents = tangentsOf(tape, input, local);
    for (const node of open) {
      const slope = tangents[node] as number;
      if (slope === 0 || Math.abs(slope) === 1) continue;
      slopes[node] = slope;
      open.delete(node);
    }
  }
  knownSlopes.set(point, slopes);
  return slopes;
}
