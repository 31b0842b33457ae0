import type { Tape } from "../../tape/tape.ts";
import type { Reason } from "../gradientCheck.ts";
import { resultsOf } from "../replay/contracted.ts";
import { outputPrefix } from "../replay/plans.ts";
import {
  inputsAt,
  type Leaf,
  type Point,
  pointIn,
  regionCount,
  samplePoint,
} from "../replay/points.ts";
import { seededRandom } from "../replay/random.ts";
import type { Inputs, Replay, Replayed } from "../replay/replay.ts";
import { createCrossings } from "./crossings.ts";
import type { Sample } from "./sample.ts";

export interface Samples {
  readonly samples: readonly Sample[];
  /** Both functions at another point, for a second look. */
  readonly at: (point: Point) => Sample | undefined;
  /** Branches of which one side was never reached. */
  readonly oneSided: number;
  /** Where the function has a value and the derivative gives nothing. */
  readonly missed: readonly Missed[];
}

export interface Missed {
  readonly point: Point;
  readonly primal: Replayed;
  readonly reason: Reason;
  /** It gives a plain 0 or NaN for arguments that it does not take. */
  readonly isRefused?: true;
}

/** Points of general position; those around thresholds come on top. */
const wantedSamples = 64;
const maximumTries = 200;
const maximumMissed = 12;
const maximumRefusals = 12;
/** A region where this many points in a row had no value is mostly passed over. */
const patience = 4;

/**
 * Visits regions of the input space in turn and, for every condition met on the way, both sides of its
 * threshold: a branch that wide sampling would hardly hit is found by solving for it.
 */
export function takeSamples(primal: Replay, hand: Replay, leaves: readonly Leaf[]): Samples {
  const random = seededRandom(0x5eed);
  const crossings = createCrossings(leaves);
  const general: Sample[] = [];
  const besides: Sample[] = [];
  const missed: Missed[] = [];
  const misses = new Array<number>(regionCount).fill(0);

  let refusals = 0;
  const notes = (which: "primal" | "hand", { refusal }: Replay): boolean => {
    if (!refusal?.tape || !refusal.reason.message.startsWith("throws")) return false;
    crossings.pass(which, refusal.tape);
    return true;
  };
  const at = (point: Point): Sample | undefined => {
    const first = primal.at(inputsAt(point));
    if (!first || !hasValue(first.tape)) {
      // Where the function has no value, a derivative that throws is no branch that was not reached.
      if (refusals++ < maximumRefusals && (first || notes("primal", primal)))
        if (!hand.at(inputsAt(point))) notes("hand", hand);
      return undefined;
    }
    const second = hand.at(fedWith(point, first.tape));
    const reason = hand.refusal?.reason;
    if (!second && reason && missed.length < maximumMissed)
      missed.push({ point, primal: first, reason });
    return second && { point, primal: first, hand: second };
  };
  const visit = (point: Point): boolean => {
    const queue = [point];
    let hasSample = false;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const sample = at(next);
      if (!sample) continue;
      if (next === point) hasSample = true;
      (next === point ? general : besides).push(sample);
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
  return { samples: inTurn(general, besides), at, oneSided: crossings.oneSided(), missed };
}

/** Around a threshold one input moves: a few samples in a row should show more than that. */
function inTurn(left: readonly Sample[], right: readonly Sample[]): readonly Sample[] {
  const turns = Array.from({ length: Math.max(left.length, right.length) }, (_, turn) => turn);
  return turns.flatMap((turn) => [...left.slice(turn, turn + 1), ...right.slice(turn, turn + 1)]);
}

/** The derivative sees the same inputs, and the primal's output where it asks for that. */
export function fedWith(point: Point, primal: Tape): Inputs {
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
