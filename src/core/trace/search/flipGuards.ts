import { evaluateTape } from "../../autodiff/evaluate.ts";
import { argumentsOf, type Guard, type NodeId, type Tape } from "../../tape/tape.ts";
import { conditionOf } from "../inputs/wholeNumbers.ts";
import { domainSwitches, type Switch } from "./domainSwitches.ts";
import { isComparison } from "./edges.ts";

const maximumGuards = 6;
const maximumInputs = 3;

/**
 * Points on the other side of the places where a function has no value and of the last conditions that a run met,
 * each with one input moved across: where `p > 1` ended the function early, p comes out a little below 1. What an
 * instance says of its own \`sizes\` stays true.
 */
export function otherSides(
  tape: Tape,
  sizes: ReadonlyMap<string, number> = new Map(),
): readonly ReadonlyMap<string, number>[] {
  const switches = [...domainSwitches(tape), ...guardSwitches(tape)];
  return switches.flatMap((each) => across(tape, each, sizes));
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
    distance: (values) => distance(tape, condition, values),
    isOn: (values) => Boolean(values[guard.node]),
  }));
}

function across(
  tape: Tape,
  { from, distance, isOn }: Switch,
  sizes: ReadonlyMap<string, number>,
): readonly ReadonlyMap<string, number>[] {
  const before = tape.inputs.map(({ node }) => tape.values[node] as number);
  const free = dependencies(tape, from);
  const points: ReadonlyMap<string, number>[] = [];
  for (const [index, { node, path, isWhole }] of tape.inputs.entries()) {
    if (!free.has(node) || sizes.has(path) || points.length >= maximumInputs) continue;
    const at = (value: number) => evaluateTape(tape, before.with(index, value)).values;
    const x = before[index] as number;
    const root = zeroOf((value) => distance(at(value)), x);
    if (root === undefined) continue;
    const step = Math.max(Math.min(Math.abs(root - x), 1), Math.abs(root)) / 4 || 0.25;
    const past = root + (root < x ? -step : step);
    const short = root - (root < x ? -step : step);
    const wasOn = isOn(at(x));
    const round = (value: number) => (isWhole ? Math.round(value) : value);
    const isNearer = (a: number, b: number) => Math.abs(a - x) - Math.abs(b - x);
    // `x % 1 === 0` holds at the whole numbers, which no slope leads to.
    const wholes = [Math.ceil(x), Math.floor(x)].sort((a, b) => Math.abs(b) - Math.abs(a));
    const beyond = isWhole
      ? [root - 1, root, root + 1].sort(isNearer)
      : [past, short, root, ...wholes];
    const found = beyond.map(round).find((value) => isOn(at(value)) !== wasOn);
    if (found !== undefined)
      points.push(
        new Map(
          tape.inputs.map((input, i) => [input.path, i === index ? found : (before[i] as number)]),
        ),
      );
  }
  return points;
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

function dependencies(tape: Tape, from: NodeId): ReadonlySet<NodeId> {
  const seen = new Set([from]);
  for (const node of seen) for (const arg of argumentsOf(tape, node)) seen.add(arg);
  return seen;
}
