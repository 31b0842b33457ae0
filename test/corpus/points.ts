import type { LeafValues } from "./leaves.ts";

/** Where else a function is looked at, given where Gradlens looked. */
export type PointRule = (path: string, index: number) => number;

/** Close by but off every round number, among numbers in the unit interval, and among numbers of both signs. */
export function otherPoints(leaves: LeafValues, wholes: ReadonlySet<string>): readonly PointRule[] {
  const rules: readonly PointRule[] = [
    nudged(leaves),
    (_path, index) => 0.05 + 0.9 * scattered(index),
    (_path, index) => 5 * scattered(index + 100) - 2.5,
  ];
  // A loop up to a count that is not whole may never end.
  return rules.map(
    (rule) => (path, index) => (wholes.has(path) ? (leaves.get(path) ?? 1) : rule(path, index)),
  );
}

function nudged(leaves: LeafValues): PointRule {
  return (path, index) => {
    const value = leaves.get(path) ?? 1 + scattered(index);
    const share = 0.0137 * (1 + scattered(index));
    return value === 0 ? share : value * (1 + share);
  };
}

/** Between 0 and 1, far from every pattern: multiples of the golden ratio. */
export function scattered(index: number): number {
  return ((index + 1) * 0.6180339887498949) % 1;
}

/** At most so many of a list, spread evenly. */
export function spread<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => items[Math.round(i * step)] as T);
}
