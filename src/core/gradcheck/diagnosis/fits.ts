import { opIndexOf } from "../../ops/table.ts";
import { isClose } from "../compare/tally.ts";
import type { EvidencePoint } from "./evidence.ts";
import type { Hypothesis } from "./hypothesis.ts";

const froundCode = opIndexOf("fround");

/** Whether a mistake gives the hand-written numbers at every point, and not the right ones. */
export function fits({ predict }: Hypothesis, points: readonly EvidencePoint[]): boolean {
  let isPastRight = false;
  let compared = 0;
  for (const point of points) {
    const numbers = predict(point);
    if (!numbers || numbers.length !== point.targets.length) return false;
    for (const [index, { expected, actual, slack }] of point.targets.entries()) {
      const number = numbers[index] as number;
      // Taken at another place, a rate may not exist at all.
      if (Number.isNaN(number)) continue;
      compared++;
      const isFit =
        Math.abs(number - actual) <= slack ||
        isClose(number, actual, isSingle(point) ? 1e-5 : 1e-7);
      if (!isFit) return false;
      if (!isClose(number, expected)) isPastRight = true;
    }
  }
  const targets = points.reduce((sum, point) => sum + point.targets.length, 0);
  return isPastRight && compared >= Math.max(3, targets / 2);
}

/** Whether the hand-written code stores numbers in 32 bits. */
function isSingle({ sample }: EvidencePoint): boolean {
  return sample.hand.tape.ops.includes(froundCode);
}
