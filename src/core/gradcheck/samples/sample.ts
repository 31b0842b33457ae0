import type { Point } from "../replay/points.ts";
import type { Replayed } from "../replay/replay.ts";

/** Both functions at one point. */
export interface Sample {
  readonly point: Point;
  readonly primal: Replayed;
  readonly hand: Replayed;
}
