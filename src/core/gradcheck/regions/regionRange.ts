import { formatNumber } from "../../util/formatNumber.ts";
import { conditionsOf } from "../samples/conditions.ts";
import type { Sample } from "../samples/sample.ts";
import { thresholdsOf } from "../samples/thresholds.ts";

/** Conditions of this many samples are solved: all samples pass the same few places. */
const maximumSolved = 24;

/**
 * The right samples as an interval of one input, `−20 < x < 20`: two limits that the conditions of the source
 * put on it, with every right sample and no wrong one between them.
 */
export function rangeText(right: readonly Sample[], wrong: readonly Sample[]): string | undefined {
  for (const path of right[0]?.point.keys() ?? []) {
    const valuesOf = (samples: readonly Sample[]) =>
      samples.flatMap(({ point }) => point.get(path) ?? []);
    const [inside, outside] = [valuesOf(right), valuesOf(wrong)];
    const least = Math.min(...inside);
    const most = Math.max(...inside);
    if (outside.some((value) => value >= least && value <= most)) continue;
    const limits = limitsOf([...right, ...wrong], path);
    const low = Math.max(...limits.filter((value) => value < least));
    const high = Math.min(...limits.filter((value) => value > most));
    if (!Number.isFinite(low) || !Number.isFinite(high)) continue;
    if (outside.some((value) => value > low && value < high)) continue;
    return `${formatNumber(low, 6)} < ${path} < ${formatNumber(high, 6)}`;
  }
  return undefined;
}

/** Where conditions switch along one input, whatever the other inputs are. */
function limitsOf(samples: readonly Sample[], path: string): readonly number[] {
  const found = new Map<string, number[]>();
  const step = Math.ceil(samples.length / maximumSolved);
  for (const { primal, hand } of samples.filter((_, index) => index % step === 0)) {
    for (const [which, { tape }] of [primal, hand].entries()) {
      for (const { key, left, right } of conditionsOf(tape)) {
        const rival =
          right === undefined
            ? ({ kind: "level", value: 0 } as const)
            : ({ kind: "node", node: right } as const);
        const values = thresholdsOf(tape, left, rival, (input) => input.path === path);
        const place = `${which} ${key}`;
        found.set(place, [...(found.get(place) ?? []), ...values.map(({ value }) => value)]);
      }
    }
  }
  return [...found.values()].flatMap((values) => steady(values));
}

/** The same each time it was found, but for rounding. */
function steady(values: readonly number[]): readonly number[] {
  const distinct: number[] = [];
  for (const value of values)
    if (!distinct.some((other) => Math.abs(other - value) <= 1e-9 * Math.max(1, Math.abs(value))))
      distinct.push(Math.abs(value) < 1e-12 ? 0 : value);
  return distinct.length <= 2 ? distinct : [];
}
