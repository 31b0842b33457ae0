import { rowAt } from "../../autodiff/evaluate.ts";
import { forwardSweep } from "../../autodiff/forward.ts";
import type { OpName } from "../../ops/primitives.ts";
import { opIndexOf } from "../../ops/table.ts";
import { type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";
import { outputPrefix } from "../replay/plans.ts";
import type { Sample } from "../samples/sample.ts";

/** Closer to a switching point than this, relatively, and rounding may decide the side. */
const nearness = 1e-9;

const codes = (...names: OpName[]) => new Set(names.map((name) => opIndexOf(name)));
const comparisons = codes("lt", "le", "gt", "ge", "eq", "ne");
const pickers = codes("max", "min");
const corners = codes("abs", "sign");
const steps = codes("floor", "ceil", "trunc");
const round = opIndexOf("round");
const mod = opIndexOf("mod");
const additions = codes("add", "sub");

/**
 * Whether the function or its derivative stands at, or too near, a corner when these inputs move. An
 * output that the derivative is fed with moves as the function does: where that is flat, not at all.
 */
export function standsAtKink({ primal, hand }: Sample, leaves: ReadonlySet<string>): boolean {
  const speeds = speedsOf(leaves);
  const direction = directionOf(primal.tape, (path) => speeds.get(path));
  if (isAtKink(primal.tape, direction)) return true;
  let tangents: Float64Array | undefined;
  const speedOfOutput = (path: string): number | undefined => {
    const output = primal.tape.outputs.find((leaf) => leaf.path === path);
    tangents ??= forwardSweep(primal.tape, direction).tangents;
    return output && tangents[output.node];
  };
  const ofHand = directionOf(hand.tape, (path) =>
    path.startsWith(outputPrefix)
      ? speedOfOutput(path.slice(outputPrefix.length))
      : speeds.get(path),
  );
  return isAtKink(hand.tape, ofHand);
}

type Direction = ReadonlyMap<NodeId, number>;

/** One direction in general position: a tangent that is 0 along it is 0 for a reason. */
function speedsOf(leaves: ReadonlySet<string>): ReadonlyMap<string, number> {
  return new Map([...leaves].map((path, index) => [path, 1 + ((index * Math.SQRT2 + 0.37) % 1)]));
}

function directionOf(tape: Tape, speedOf: (path: string) => number | undefined): Direction {
  const direction = new Map<NodeId, number>();
  for (const { path, node } of tape.inputs) {
    const speed = speedOf(path);
    if (speed !== undefined && speed !== 0) direction.set(node, speed);
  }
  return direction;
}

/**
 * Whether the tape stands at, or too near, a point where its function has a corner, a jump or a
 * branch in this direction: there a derivative is a matter of convention.
 * A tie or a 0 that stays one when the inputs move (two arms that are both 0) is no corner.
 */
function isAtKink(tape: Tape, direction: Direction): boolean {
  let tangents: Float64Array | undefined;
  const moves = (node: NodeId): number => {
    tangents ??= forwardSweep(tape, direction).tangents;
    return tangents[node] as number;
  };
  for (let node = 0; node < sizeOf(tape); node++) {
    const op = tape.ops[node] as number;
    if (op < 0) continue;
    const args = tape.args.subarray(tape.argStart[node], tape.argStart[node + 1]);
    if (comparisons.has(op) || pickers.has(op)) {
      if (ties(tape, node, args, moves)) return true;
    } else if (isNear(tape, op, args)) {
      if (args.some((arg) => moves(arg) !== 0) && !staysSpecial(tape, op, args, moves)) return true;
    }
  }
  return false;
}

function ties(
  tape: Tape,
  node: NodeId,
  args: Uint32Array,
  moves: (node: NodeId) => number,
): boolean {
  const op = tape.ops[node] as number;
  const first = args[0] as NodeId;
  const reference = pickers.has(op) ? (winner(tape, node, args) ?? first) : first;
  for (const arg of args) {
    if (arg === reference) continue;
    const a = tape.values[reference] as number;
    const b = tape.values[arg] as number;
    const gap = Math.abs(a - b);
    // The −∞ that a search for a maximum starts with is near to nothing.
    if (!Number.isFinite(gap)) continue;
    const noise = Math.max(noiseOf(tape, arg), noiseOf(tape, reference));
    const isClose = gap <= Math.max(noise, nearness * Math.max(Math.abs(a), Math.abs(b)));
    if (isClose && moves(arg) !== moves(reference)) return true;
  }
  return false;
}

function winner(tape: Tape, node: NodeId, args: Uint32Array): NodeId | undefined {
  return args.find((arg) => tape.values[arg] === tape.values[node]);
}

/** What is left of a sum's terms when they cancel: its own rounding. */
function noiseOf(tape: Tape, node: NodeId): number {
  if (!additions.has(tape.ops[node] as number)) return 0;
  const args = tape.args.subarray(tape.argStart[node], tape.argStart[node + 1]);
  let size = 0;
  for (const arg of args) size = Math.max(size, Math.abs(tape.values[arg] as number));
  return nearness * size;
}

function isNear(tape: Tape, op: number, args: Uint32Array): boolean {
  const x = tape.values[args[0] as number] as number;
  if (corners.has(op)) return Math.abs(x) <= noiseOf(tape, args[0] as number);
  if (steps.has(op)) return isNearInteger(x);
  if (op === round) return isNearInteger(x + 0.5);
  if (op === mod) return isNearInteger(x / (tape.values[args[1] as number] as number));
  const values = Array.from(args, (arg) => tape.values[arg] as number);
  return rowAt(op).special.some(({ kind, at }) => kind !== "gradient-stops" && at(...values));
}

/** Divided by a 0 that stays 0, the point is like all around it. */
function staysSpecial(
  tape: Tape,
  op: number,
  args: Uint32Array,
  moves: (node: NodeId) => number,
): boolean {
  const beside = Array.from(args, (arg) => (tape.values[arg] as number) + aside * moves(arg));
  return rowAt(op).special.some(({ kind, at }) => kind !== "gradient-stops" && at(...beside));
}

const aside = 2 ** -10;

function isNearInteger(x: number): boolean {
  return Math.abs(x - Math.round(x)) <= nearness * Math.max(1, Math.abs(x));
}
