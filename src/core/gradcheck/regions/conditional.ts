import { localDerivatives } from "../../autodiff/localDerivatives.ts";
import { reverseSweep } from "../../autodiff/reverse.ts";
import { opIndexOf } from "../../ops/table.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { argumentsOf, type NodeId, sizeOf, type Tape } from "../../tape/tape.ts";
import { standsAtKink } from "../compare/kinks.ts";
import { derivativeError } from "../compare/rounding.ts";
import { relativeError, type Tally } from "../compare/tally.ts";
import { isAdded } from "../replay/contracted.ts";
import type { Point } from "../replay/points.ts";
import type { Sample } from "../samples/sample.ts";
import type { Samples } from "../samples/samples.ts";
import { rightSide } from "./oneSided.ts";
import { conditionText } from "./regionText.ts";

/** Whether the derivative is right at one point; undefined where the numbers do not tell. */
type Opinion = "right" | "wrong" | undefined;

/** Below this a difference may be rounding, above it is one. */
const clearDifference = 1e-4;
const agreement = 1e-8;

/**
 * The condition under which a wrong derivative is right: whole branches on which it agrees. Formulas
 * that agree on a piece of a branch agree on all of it, so a branch counts only as a whole.
 */
export function agreeingRegion(
  module: ParsedModule,
  taken: Samples,
  tally: Tally,
  scale: number,
  countsFlat: boolean,
): string | undefined {
  const regions = new Map<string, { right: Sample[]; wrong: Sample[] }>();
  for (const sample of taken.samples) {
    const opinion = opinionAt(sample, tally, scale);
    if (!opinion) continue;
    const key = regionOf(sample);
    const region = regions.get(key) ?? { right: [], wrong: [] };
    region[opinion].push(sample);
    regions.set(key, region);
  }
  const all = [...regions.values()];
  const right = all
    .filter(({ right, wrong }) => wrong.length === 0 && right.length > 1)
    .flatMap((region) => region.right);
  const wrong = all.flatMap((region) => region.wrong);
  if (right.length === 0 || wrong.length === 0) return undefined;
  // Where the function is flat, 0 = 0 says nothing of a link that is missing wherever it moves.
  const isMoving = (sample: Sample) =>
    exactAt(sample, tally, scale).some(({ expected }) => expected !== 0);
  if (!countsFlat && !right.some(isMoving)) return undefined;
  if (!right.some((sample) => isInside(taken, sample, tally, scale))) return undefined;
  return conditionText(module, right, wrong);
}

/** The side of a value on which it is right, of functions of one number that say nothing of that value. */
export function agreeingSide(taken: Samples, tally: Tally, scale: number): string | undefined {
  const [component, ...others] = tally.reading.components;
  const inputs = taken.samples[0]?.primal.tape.inputs ?? [];
  if (!component || others.length > 0 || inputs.length !== 1) return undefined;
  const opinion = (sample: Sample) => opinionAt(sample, tally, scale);
  return rightSide(taken.samples, component.leaf, opinion, taken.at);
}

/** A condition on an input that is not differentiated: "lambda = 0". */
export function agreeingValue(taken: Samples, tally: Tally, scale: number): string | undefined {
  const own = new Set(tally.reading.components.map(({ leaf }) => leaf));
  const [first] = taken.samples;
  const others = first?.primal.tape.inputs.filter(
    // A gradient that comes from above may be anything.
    ({ node, path, role }) =>
      // One element of a list is no parameter that is set to a value.
      role !== "noise" &&
      !own.has(path) &&
      !path.endsWith("]") &&
      !isAdded(first.primal.tape, node),
  );
  for (const { path } of others ?? []) {
    for (const value of [0, 1, -1, 2]) {
      if (holdsAt(taken, tally, scale, (point) => new Map(point).set(path, value)))
        return `${path} = ${value}`;
    }
  }
  return undefined;
}

const wantedPoints = 10;

/** Right wherever a point was moved to. */
export function holdsAt(
  taken: Samples,
  tally: Tally,
  scale: number,
  moved: (point: Point) => Point,
): boolean {
  let right = 0;
  let isEmpty = true;
  for (const { point } of taken.samples.slice(0, 3 * wantedPoints)) {
    if (right >= wantedPoints) break;
    const sample = taken.at(moved(point));
    const opinion = sample && opinionAt(sample, tally, scale);
    if (!opinion) continue;
    if (opinion === "wrong") return false;
    right++;
    // 0 = 0 says nothing: a function that does not move has no derivative to get wrong.
    if (sample && exactAt(sample, tally, scale).some(({ expected }) => expected !== 0))
      isEmpty = false;
  }
  return right >= 5 && !isEmpty;
}

/** Its neighbours on all sides are on the same branch and agree as well. */
function isInside(taken: Samples, sample: Sample, tally: Tally, scale: number): boolean {
  const region = regionOf(sample);
  return [1 + 2 ** -14, 1 - 2 ** -13].every((stretch) => {
    const neighbour = taken.at(stretched(sample.point, stretch, tally));
    if (!neighbour || regionOf(neighbour) !== region) return false;
    return opinionAt(neighbour, tally, scale) === "right";
  });
}

/** What is not differentiated and whole may be a count, of which there is none beside it. */
function stretched(point: Point, stretch: number, { reading }: Tally): Point {
  const moves = (path: string, value: number) =>
    !Number.isInteger(value) || reading.components.some(({ leaf }) => leaf === path);
  return new Map(
    [...point].map(([path, value]) => [path, moves(path, value) ? value * stretch : value]),
  );
}

function opinionAt(sample: Sample, tally: Tally, scale: number): Opinion {
  const leaves = new Set(tally.reading.components.map(({ leaf }) => leaf));
  if (standsAtKink(sample, leaves)) return undefined;
  let opinion: Opinion;
  for (const comparison of exactAt(sample, tally, scale)) {
    if (!Number.isFinite(comparison.expected)) return undefined;
    const error = relativeError(comparison);
    const isRight = error <= agreement || isRounding(sample, comparison);
    if (!isRight && error > clearDifference) return "wrong";
    if (isRight) opinion ??= "right";
    else return undefined;
  }
  return opinion;
}

/** What is left of terms that cancel. */
function isRounding({ primal }: Sample, { expected, actual, output, input }: Numbers): boolean {
  const bound = 16 * derivativeError(primal.tape, output, input);
  return Math.abs(expected - actual) <= bound && Number.isFinite(bound);
}

interface Numbers {
  readonly expected: number;
  readonly actual: number;
  readonly output: NodeId;
  readonly input: NodeId;
}

function exactAt({ primal, hand }: Sample, tally: Tally, scale: number): readonly Numbers[] {
  const { tape } = primal;
  const local = localDerivatives(tape);
  const sweeps = new Map<NodeId, Float64Array>();
  return tally.reading.components.flatMap(({ at, leaf, output }) => {
    const node = tape.outputs[output]?.node;
    const input = tape.inputs.find(({ path }) => path === leaf)?.node;
    if (node === undefined || input === undefined) return [];
    const adjoints = sweeps.get(node) ?? reverseSweep(tape, new Map([[node, 1]]), local).adjoints;
    sweeps.set(node, adjoints);
    const written = hand.tape.outputs.find(({ path }) => path === at)?.node;
    const actual = written === undefined ? Number.NaN : (hand.tape.values[written] as number);
    return [{ expected: (adjoints[input] as number) * scale, actual, output: node, input }];
  });
}

const pickers = new Set((["max", "min"] as const).map((op) => opIndexOf(op)));
const signs = new Set((["abs", "sign"] as const).map((op) => opIndexOf(op)));

/** The branches taken by both functions, and which side every max, min and |x| is on. */
function regionOf({ primal, hand }: Sample): string {
  return `${primal.path} ${hand.path} ${sidesOf(primal.tape)} ${sidesOf(hand.tape)}`;
}

function sidesOf(tape: Tape): string {
  let sides = "";
  for (let node = 0; node < sizeOf(tape); node++) {
    const op = tape.ops[node] as number;
    const args = argumentsOf(tape, node);
    if (signs.has(op)) sides += (tape.values[args[0] as number] as number) > 0 ? "+" : "-";
    if (pickers.has(op)) sides += args.findIndex((arg) => tape.values[arg] === tape.values[node]);
  }
  return sides;
}
