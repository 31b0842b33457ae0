import type { Tape, TapeInput } from "../tape/tape.ts";
import { type Condition, conditionsOf } from "./conditions.ts";
import { outputPrefix } from "./plans.ts";
import {
  inputsAt,
  type Leaf,
  type Point,
  pointIn,
  readable,
  regionCount,
  samplePoint,
} from "./points.ts";
import { seededRandom } from "./random.ts";
import type { Inputs, Replay, Replayed } from "./replay.ts";
import { type Rival, thresholdsOf } from "./thresholds.ts";

/** Both functions at one point. */
export interface Sample {
  readonly point: Point;
  readonly primal: Replayed;
  readonly hand: Replayed;
}

export interface Samples {
  readonly samples: readonly Sample[];
  /** Both functions at another point, for a second look. */
  readonly at: (point: Point) => Sample | undefined;
  /** Conditions of which one side was never reached. */
  readonly oneSided: number;
}

export const wantedSamples = 64;
const maximumTries = 240;
const maximumThresholdPoints = 90;

/**
 * Visits regions of the input space in turn and, for every condition met on the way, both sides of its
 * threshold, near and farther off: a branch that wide sampling would hardly hit is found by solving for it.
 */
export function takeSamples(primal: Replay, hand: Replay, leaves: readonly Leaf[]): Samples {
  const random = seededRandom(0x5eed);
  const samples: Sample[] = [];
  const sides = new Map<string, Set<boolean>>();
  const open = new Set<string>();
  const queue: Point[] = [samplePoint(leaves)];
  const whole = new Set(leaves.filter(({ whole }) => whole).map(({ path }) => path));
  const attempts = new Map<string, number>();
  let thresholdPoints = 0;
  const misses = new Array<number>(regionCount).fill(0);

  const at = (point: Point): Sample | undefined => {
    const first = primal.at(inputsAt(point));
    if (!first || !hasValue(first.tape)) return undefined;
    const second = hand.at(fedWith(point, first.tape));
    return second && { point, primal: first, hand: second };
  };

  for (let tries = 0, turn = 0; tries < maximumTries; tries++) {
    const queued = queue.shift();
    if (!queued && samples.length >= wantedSamples) break;
    while (!queued && (misses[turn % regionCount] as number) >= 4 && random() < 0.8) turn++;
    const region = turn % regionCount;
    const point = queued ?? pointIn(region, leaves, random);
    const sample = at(point);
    if (!queued) {
      turn++;
      misses[region] = sample ? 0 : (misses[region] as number) + 1;
    }
    if (!sample) continue;
    samples.push(sample);
    visit(sample, "primal");
    visit(sample, "hand");
  }
  const oneSided = [...open].filter((key) => (sides.get(key)?.size ?? 0) < 2).length;
  return { samples, at, oneSided };

  function visit(sample: Sample, which: "primal" | "hand"): void {
    for (const condition of conditionsOf(sample[which].tape)) {
      const key = `${which} ${condition.key}`;
      const known = sides.get(key) ?? new Set();
      sides.set(key, known.add(condition.side));
      if (condition.isOpen) open.add(key);
      const attempt = attempts.get(key) ?? 0;
      // Once for every condition; again, from elsewhere, while its other side is missing.
      if (attempt >= 4 || (attempt > 0 && known.size > 1)) continue;
      attempts.set(key, attempt + 1);
      for (const next of aroundCondition(sample, which, condition)) {
        if (thresholdPoints++ < maximumThresholdPoints) queue.push(next);
      }
    }
  }

  function aroundCondition(
    sample: Sample,
    which: "primal" | "hand",
    condition: Condition,
  ): readonly Point[] {
    const rival: Rival =
      condition.right === undefined
        ? { kind: "level", value: 0 }
        : { kind: "node", node: condition.right };
    const movable = ({ path, role }: TapeInput) => role !== "noise" && !whole.has(path);
    const found = thresholdsOf(sample[which].tape, condition.left, rival, movable);
    return found.flatMap(({ input, value }) => {
      if (!input.path.startsWith(outputPrefix)) return besides(sample.point, input.path, value);
      // The derivative is fed with the output: the input that gives this output is looked for.
      const output = sample.primal.tape.outputs.find(
        ({ path }) => path === input.path.slice(outputPrefix.length),
      );
      if (!output) return [];
      const level: Rival = { kind: "level", value };
      return thresholdsOf(sample.primal.tape, output.node, level, movable).flatMap((inner) =>
        besides(sample.point, inner.input.path, inner.value),
      );
    });
  }
}

/** Points on both sides of a threshold: close by, at a readable distance, and well away from it. */
function besides(point: Point, path: string, value: number): readonly Point[] {
  const size = Math.max(Math.abs(value), 0.1);
  return [0.04, -0.04, 0.35, -0.35, 1.7].map((offset) => {
    const shifted = value + offset * size;
    const short = readable(shifted);
    const keepsSide = Math.sign(short - value) === Math.sign(offset);
    return new Map(point).set(path, keepsSide ? short : shifted);
  });
}

/** The derivative sees the same inputs, and the primal's output where it asks for that. */
function fedWith(point: Point, primal: Tape): Inputs {
  const inputs = inputsAt(point);
  return (path) => {
    if (!path.startsWith(outputPrefix)) return inputs(path);
    const output = primal.outputs.find((leaf) => leaf.path === path.slice(outputPrefix.length));
    return output ? (primal.values[output.node] as number) : Number.NaN;
  };
}

function hasValue(tape: Tape): boolean {
  return tape.outputs.some(({ node }) => Number.isFinite(tape.values[node] as number));
}
