import { argumentValues, rowAt } from "../../autodiff/evaluate.ts";
import { evaluateOp } from "../../ops/table.ts";
import {
  argumentsOf,
  type Guard,
  type NodeId,
  type Tape,
  type TapeInput,
} from "../../tape/tape.ts";
import { conditionOf } from "../inputs/wholeNumbers.ts";
import { domainSwitches, type Switch } from "./domainSwitches.ts";
import { isComparison } from "./edges.ts";

const maximumGuards = 6;
const maximumInputs = 3;

/**
 * Points on the other side of the places where a function has no value and of the last conditions that a run met,
 * each with one input moved across: where `p > 1` ended the function early, p comes out a little below 1. What an
 * instance says of its own `sizes` stays true.
 */
export function* otherSides(
  tape: Tape,
  sizes: ReadonlyMap<string, number> = new Map(),
): Generator<ReadonlyMap<string, number>, undefined> {
  for (const each of domainSwitches(tape)) yield* across(tape, each, sizes);
  for (const each of guardSwitches(tape)) yield* across(tape, each, sizes);
}

function guardSwitches(tape: Tape): readonly Switch[] {
  const conditions = new Map<NodeId, Guard>();
  const truths = tape.guards.filter((guard) => guard.kind === "truth" && !guard.isLoop);
  for (const guard of truths.toReversed()) {
    const condition = conditionOf(tape, guard);
    if (!conditions.has(condition)) conditions.set(condition, guard);
  }
  return [...conditions].slice(0, maximumGuards).map(([condition, guard]) => ({
    from: condition,
    at: guard.node,
    distance: (values) => distance(tape, condition, values),
    isOn: (values) => Boolean(values[guard.node]),
  }));
}

function* across(
  tape: Tape,
  { from, at: told, distance, isOn }: Switch,
  sizes: ReadonlyMap<string, number>,
): Generator<ReadonlyMap<string, number>, undefined> {
  const free = new Set(dependencies(tape, from));
  const computed = dependencies(tape, told).filter((node) => (tape.ops[node] as number) >= 0);
  const values = Float64Array.from(tape.values);
  let count = 0;
  for (const { node, path, isWhole } of tape.inputs) {
    if (!free.has(node) || sizes.has(path) || count >= maximumInputs) continue;
    const x = tape.values[node] as number;
    const at = (value: number): Float64Array => {
      values[node] = value;
      for (const each of computed)
        values[each] = evaluateOp(
          rowAt(tape.ops[each] as number),
          argumentValues(tape, each, values),
        );
      return values;
    };
    const found = beyond(
      x,
      isWhole === true,
      (value) => distance(at(value)),
      (value) => isOn(at(value)),
    );
    at(x);
    if (found === undefined) continue;
    count++;
    const place = ({ node: other }: TapeInput) =>
      other === node ? found : (tape.values[other] as number);
    yield new Map(tape.inputs.map((input) => [input.path, place(input)]));
  }
}

/** A value of one input on the other side of a switch, near the place where its distance is zero. */
function beyond(
  x: number,
  isWhole: boolean,
  distance: (value: number) => number,
  isOn: (value: number) => boolean,
): number | undefined {
  const root = zeroOf(distance, x);
  if (root === undefined) return undefined;
  const step = Math.max(Math.min(Math.abs(root - x), 1), Math.abs(root)) / 4 || 0.25;
  const past = root + (root < x ? -step : step);
  const short = root - (root < x ? -step : step);
  const wasOn = isOn(x);
  const isNearer = (a: number, b: number) => Math.abs(a - x) - Math.abs(b - x);
  // `x % 1 === 0` holds at the whole numbers, which no slope leads to.
  const wholes = [Math.ceil(x), Math.floor(x)].sort((a, b) => Math.abs(b) - Math.abs(a));
  const places = isWhole
    ? [root - 1, root, root + 1].sort(isNearer).map(Math.round)
    : [past, short, root, ...wholes];
  return places.find((value) => isOn(value) !== wasOn);
}

/** How far a condition is from its switch. */
function distance(tape: Tape, condition: NodeId, values: Float64Array): number {
  if (!isComparison(tape, condition)) return values[condition] as number;
  const [left, right] = argumentsOf(tape, condition) as unknown as [NodeId, NodeId];
  return (values[left] as number) - (values[right] as number);
}

/** A few steps of the secant method. */
function zeroOf(f: (x: number) => number, start: number): number | undefined {
  let x = start;
  let y = f(x);
  for (let count = 0; count < 8; count++) {
    const h = 1e-4 * Math.max(1, Math.abs(x));
    const slope = (f(x + h) - y) / h;
    const next = x - y / slope;
    if (!Number.isFinite(next)) return undefined;
    const value = f(next);
    if (Math.abs(value) <= 1e-9 * Math.max(1, Math.abs(y))) return Number(next.toPrecision(6));
    [x, y] = [next, value];
  }
  return undefined;
}

/** What a node is computed from, itself included, in the order of the tape. */
function dependencies(tape: Tape, from: NodeId): readonly NodeId[] {
  const seen = new Set([from]);
  for (const node of seen) for (const arg of argumentsOf(tape, node)) seen.add(arg);
  return [...seen].sort((a, b) => a - b);
}
