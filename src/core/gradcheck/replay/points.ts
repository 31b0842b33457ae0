import { hashOf, seededRandom } from "./random.ts";
import type { Inputs } from "./replay.ts";

/** Values for the input leaves, by path. */
export type Point = ReadonlyMap<string, number>;

/** An input leaf to choose values for. */
export interface Leaf {
  readonly path: string;
  /** Its value at the primal's own sample point, where value and gradient are known to be finite. */
  readonly sample: number;
  /** Used as an index or a count: whole numbers only. */
  readonly whole: boolean;
  /** Stays at its sample, because the lengths of what an instance holds go by it. */
  readonly held: boolean;
}

type Draw = (random: () => number, leaf: Leaf) => number;

const between = (random: () => number, low: number, high: number) => low + (high - low) * random();
const sized = (random: () => number, low: number, high: number) =>
  10 ** between(random, Math.log10(low), Math.log10(high));
const signed = (random: () => number, size: number) => (random() < 0.5 ? -size : size);
const nearby = (random: () => number, leaf: Leaf) =>
  (leaf.sample === 0 ? 1 : leaf.sample) * between(random, 0.4, 1.7);

/**
 * The regions that are visited in turn. Near the sample point a function is known to have a value;
 * the others look for what happens elsewhere: other signs, tiny and large numbers, one of them at a time.
 */
const regions: readonly Draw[] = [
  nearby,
  (random) => signed(random, between(random, 0.1, 3)),
  (random) => between(random, 0.05, 0.95),
  (random) => between(random, 0.2, 4),
  (random, leaf) => (random() < 0.5 ? -1 : 1) * nearby(random, leaf),
  (random) => signed(random, between(random, 0.05, 0.95)),
  (random, leaf) => (random() < 0.5 ? nearby(random, leaf) : signed(random, sized(random, 1, 12))),
  (random) => sized(random, 3, 60),
  (random) => signed(random, sized(random, 1e-3, 1)),
  (random, leaf) => (random() < 0.7 ? nearby(random, leaf) : signed(random, sized(random, 5, 300))),
  (random) => -sized(random, 0.3, 30),
  (random, leaf) =>
    random() < 0.8 ? nearby(random, leaf) : signed(random, sized(random, 1e-7, 1e7)),
];

export const regionCount = regions.length;

/** Generic: no two leaves alike, none at 0, 1, 2 or −1, where different formulas tend to meet. */
export function pointIn(region: number, leaves: readonly Leaf[], random: () => number): Point {
  const draw = regions[region % regions.length] as Draw;
  const point = new Map<string, number>();
  const taken = new Set<number>([0, 1, 2, -1]);
  for (const leaf of leaves) {
    if (leaf.whole) {
      point.set(leaf.path, leaf.held ? leaf.sample : wholeNumber(leaf, random));
      continue;
    }
    let value = readable(draw(random, leaf));
    for (let attempt = 0; taken.has(value) && attempt < 9; attempt++) {
      value = readable(draw(random, leaf) * (1 + 0.01 * attempt));
    }
    taken.add(value).add(-value);
    point.set(leaf.path, value);
  }
  return point;
}

export function samplePoint(leaves: readonly Leaf[]): Point {
  return new Map(leaves.map(({ path, sample }) => [path, sample]));
}

/** Three digits: short enough to be read in a counterexample, many enough to be no coincidence. */
export function readable(value: number): number {
  return Number(value.toPrecision(3));
}

/** Indices and counts stay small, and are mostly what they were. */
function wholeNumber({ sample }: Leaf, random: () => number): number {
  const base = Number.isInteger(sample) ? sample : 1;
  return random() < 0.5 ? base : Math.floor(1 + random() * 5);
}

/** A leaf that only another path reads has a value too, made from its name. */
export function inputsAt(point: Point): Inputs {
  return (path) => point.get(path) ?? readable(0.3 + 2 * seededRandom(hashOf(path))());
}
