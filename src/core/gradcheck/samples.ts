import type { Tape } from "../tape/tape.ts";
import { createCrossings } from "./crossings.ts";
import { outputPrefix } from "./plans.ts";
import { inputsAt, type Leaf, type Point, pointIn, regionCount, samplePoint } from "./points.ts";
import { seededRandom } from "./random.ts";
import type { Inputs, Replay } from "./replay.ts";
import type { Sample } from "./sample.ts";
import { resultsOf } from "./upstream.ts";

export interface Samples {
  readonly samples: readonly Sample[];
  /** Both functions at another point, for a second look. */
  readonly at: (point: Point) => Sample | undefined;
  /** Branches of which one side was never reached. */
  readonly oneSided: number;
}

/** Points of general position; those around thresholds come on top. */
const wantedSamples = 64;
const maximumTries = 200;
/** A region where this many points in a row had no value is mostly passed over. */
const patience = 4;

/**
 * Visits regions of the input space in turn and, for every condition met on the way, both sides of its
 * threshold: a branch that wide sampling would hardly hit is found by solving for it.
 */
export function takeSamples(primal: Replay, hand: Replay, leaves: readonly Leaf[]): Samples {
  const random = seededRandom(0x5eed);
  const crossings = createCrossings(leaves);
  const samples: Sample[] = [];
  const misses = new Array<number>(regionCount).fill(0);

  const at = (point: Point): Sample | undefined => {
    const first = primal.at(inputsAt(point));
    if (!first || !hasValue(first.tape)) return undefined;
    const second = hand.at(fedWith(point, first.tape));
    return second && { point, primal: first, hand: second };
  };
  const visit = (point: Point): boolean => {
    const queue = [point];
    let isFirst = true;
    let hasSample = false;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const sample = at(next);
      if (isFirst) hasSample = sample !== undefined;
      isFirst = false;
      if (!sample) continue;
      samples.push(sample);
      queue.push(...crossings.around(sample));
    }
    return hasSample;
  };

  visit(samplePoint(leaves));
  let found = 0;
  for (let tries = 0, turn = 0; tries < maximumTries && found < wantedSamples; tries++, turn++) {
    while ((misses[turn % regionCount] as number) >= patience && random() < 0.8) turn++;
    const region = turn % regionCount;
    const hasSample = visit(pointIn(region, leaves, random));
    misses[region] = hasSample ? 0 : (misses[region] as number) + 1;
    if (hasSample) found++;
  }
  return { samples, at, oneSided: crossings.oneSided() };
}

/** The derivative sees the same inputs, and the primal's output where it asks for that. */
function fedWith(point: Point, primal: Tape): Inputs {
  const inputs = inputsAt(point);
  return (path) => {
    if (!path.startsWith(outputPrefix)) return inputs(path);
    const output = resultsOf(primal).find((leaf) => leaf.path === path.slice(outputPrefix.length));
    return output ? (primal.values[output.node] as number) : Number.NaN;
  };
}

function hasValue(tape: Tape): boolean {
  return tape.outputs.some(({ node }) => Number.isFinite(tape.values[node] as number));
}
