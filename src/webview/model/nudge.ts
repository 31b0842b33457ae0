import { alongChain } from "./alongChain.ts";
import type { Level } from "./level.ts";
import type { Path } from "./paths.ts";

/** What a small change of the input has become after one link. */
export interface Nudged {
  /** As the rates say. */
  readonly byRate: number;
  /** What really happens: the rates are true of ever smaller changes only. */
  readonly really: number | undefined;
}

/** The change carried on link by link, along this chain alone. */
export function nudgedAlong(
  level: Level,
  { rates }: Path,
  values: Float64Array,
  change: number,
): readonly Nudged[] {
  const start = values[rates[0]?.from ?? 0] as number;
  let byRate = change;
  return rates.map((link, index) => {
    byRate = link.isStopped ? 0 : byRate * link.rate;
    const along = alongChain(level, rates.slice(0, index + 1), values);
    const really = along && along(start + change) - (values[link.to] as number);
    return { byRate, really };
  });
}
