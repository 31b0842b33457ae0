import { argumentsOf, type NodeId, rangeOf, sizeOf, type Tape } from "../../tape/tape.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import { isClose } from "../compare/tally.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { forcedValues } from "./forcedValues.ts";
import type { Hypothesis, Suspect } from "./hypothesis.ts";
import { neededNodes } from "./links.ts";
import { handOf } from "./operands.ts";

const constants = [
  { factor: -1, kind: "sign", say: (piece: string) => `the sign of ${piece} is wrong` },
  {
    factor: 2,
    kind: "constant-factor",
    say: (piece: string) => `a factor 2 of ${piece} is missing`,
  },
  {
    factor: 0.5,
    kind: "constant-factor",
    say: (piece: string) => `a factor 2 of ${piece} is too much`,
  },
] as const;

/** Fewer numbers would fit by chance. */
const fewestNumbers = 8;
const maximumNodes = 20_000;
const longest = 48;

/** One piece of the hand-written code that is off by a constant in every turn of its loop. */
export const repeatedSuspects: Suspect = (evidence) => {
  const { points, module } = evidence;
  const [first] = points;
  const numbers = points.reduce((sum, { targets }) => sum + targets.length, 0);
  if (!first || numbers < fewestNumbers || sizeOf(handOf(first)) > maximumNodes) return [];
  const found: Hypothesis[] = [];
  for (const place of repeatedPlaces(evidence, first)) {
    // The widest piece of a product says all that its parts would.
    if (found.some((other) => holds(other.place, place))) continue;
    for (const { factor, kind, say } of constants) {
      if (!points.every((point) => isRightWith(point, place, factor))) continue;
      const text = module.text.slice(place.start, place.end).replace(/\s+/g, " ");
      const piece = text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
      found.push({
        kind,
        tier: 3,
        rank: 1,
        // It was found from the numbers, so it meets them.
        predict: ({ targets }) => targets.map(({ actual }) => actual),
        factor: () => factor,
        place,
        say: () => ({ message: say(piece), range: place }),
      });
    }
  }
  return found;
};

/** Pieces of the hand-written code that were computed more than once, widest first; not the function's own. */
function repeatedPlaces({ module }: Evidence, first: EvidencePoint): readonly SourceRange[] {
  const tape = handOf(first);
  const forward = new Set(
    Array.from(first.tape.values, (_, node) => keyOf(rangeOf(first.tape, node))),
  );
  const needed = neededNodes(tape, new Set(writtenNodes(first)));
  const seen = new Map<string, { readonly place: SourceRange; count: number }>();
  for (let node = 0; node < sizeOf(tape); node++) {
    if (needed[node] === 0 || argumentsOf(tape, node).length === 0) continue;
    const place = rangeOf(tape, node);
    if (place.end <= place.start || place.end > module.text.length) continue;
    const key = keyOf(place);
    if (forward.has(key)) continue;
    const known = seen.get(key);
    if (known) known.count++;
    else seen.set(key, { place, count: 1 });
  }
  return [...seen.values()]
    .filter(({ count }) => count > 1)
    .map(({ place }) => place)
    .sort((a, b) => b.end - b.start - (a.end - a.start));
}

function writtenNodes({ sample, targets }: EvidencePoint): readonly NodeId[] {
  const { outputs } = sample.hand.tape;
  return targets.flatMap(({ component }) => {
    const node = outputs.find(({ path }) => path === component.at)?.node;
    return node === undefined ? [] : [node];
  });
}

function keyOf({ start, end }: SourceRange): string {
  return `${start} ${end}`;
}

function holds(outer: SourceRange | undefined, inner: SourceRange): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether all numbers are right once what stands there is multiplied. */
function isRightWith(point: EvidencePoint, place: SourceRange, factor: number): boolean {
  const tape = handOf(point);
  const written = writtenNodes(point);
  const values = scaledAt(tape, place, factor);
  return (
    written.length === point.targets.length &&
    point.targets.every(({ expected, actual }, index) => {
      // What the pair is said to be scaled with is in both numbers.
      const own = tape.values[written[index] as number] as number;
      const scale = own === 0 ? 1 : actual / own;
      return isClose((values[written[index] as number] as number) * scale, expected);
    })
  );
}

function scaledAt(tape: Tape, place: SourceRange, factor: number): Float64Array {
  return forcedValues(tape, (node, value) => {
    const { start, end } = rangeOf(tape, node);
    const isThere = start === place.start && end === place.end;
    return isThere && argumentsOf(tape, node).length > 0 ? factor * value : undefined;
  }).values;
}
