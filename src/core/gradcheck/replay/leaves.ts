import { type NodeId, rangeOf, type Tape } from "../../tape/tape.ts";
import type { Leaf } from "./points.ts";

/** The numbers of an instance that count something: what it holds has these lengths, so they stay as they are. */
export function heldCounts(tape: Tape): ReadonlySet<string> {
  const whole = wholeInputs(tape);
  return new Set(
    tape.inputs
      .filter(({ node, path }) => isState(path) && whole.has(node))
      .map(({ path }) => path),
  );
}

function isState(path: string): boolean {
  return path.startsWith("this.");
}

/** What an object holds beside a count goes by that count: `x.data` by `x.shape[0]`. */
function isPartOfSome(path: string): boolean {
  return path.includes(".");
}

/** The inputs to choose values for, with the values of the tape as their samples. */
export function leavesOf(tape: Tape): readonly Leaf[] {
  const whole = wholeInputs(tape);
  return tape.inputs
    .filter(({ role }) => role !== "noise")
    .map(({ node, path }) => ({
      path,
      sample: tape.values[node] as number,
      whole: whole.has(node),
      held: isPartOfSome(path) && whole.has(node),
    }));
}

/** Inputs used as an index, a length or the bound of a loop: only whole, small numbers make sense. */
function wholeInputs(tape: Tape): ReadonlySet<NodeId> {
  const whole = new Set<NodeId>();
  const turns = new Map<string, number>();
  for (const guard of tape.guards) {
    if (guard.kind === "value") collectInputs(tape, guard.node, whole);
    else {
      const { start, end } = rangeOf(tape, guard.node);
      const key = `${start} ${end}`;
      const turn = (turns.get(key) ?? 0) + 1;
      turns.set(key, turn);
      if (turn < 2) continue;
      // `i < n` at the same place again: n bounds a loop.
      for (const arg of argumentsAt(tape, guard.node)) {
        if (tape.inputs.some(({ node }) => node === arg)) whole.add(arg);
      }
    }
  }
  return whole;
}

function collectInputs(tape: Tape, root: NodeId, into: Set<NodeId>): void {
  const inputs = new Set(tape.inputs.map(({ node }) => node));
  const pending = [root];
  const seen = new Set<NodeId>();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (inputs.has(node)) into.add(node);
    pending.push(...argumentsAt(tape, node));
  }
}

function argumentsAt(tape: Tape, node: NodeId): Uint32Array {
  return tape.args.subarray(tape.argStart[node], tape.argStart[node + 1]);
}
