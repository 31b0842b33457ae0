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
  let byRate = change;
  let moved: number | undefined = (values[rates[0]?.from ?? 0] as number) + change;
  return rates.map((link) => {
    byRate = link.isStopped ? 0 : byRate * link.rate;
    const along = alongChain(level, [link], values);
    moved = moved === undefined ? undefined : along?.(moved);
    return {
      byRate,
      really: moved === undefined ? undefined : moved - (values[link.to] as number),
    };
  });
}
