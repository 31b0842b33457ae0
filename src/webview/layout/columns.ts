import type { Box, Point } from "./layout.ts";
import { wirePath } from "./wirePath.ts";

export interface Columns {
  /** From the right side of one box, by way of the points between, to the left side of another. */
  wire(start: Box, between: readonly Point[], end: Box): string;
  /** The middle of the gap between two neighboring columns, on the straight line. */
  middle(start: Point, end: Point): Point;
}

/**
 * The columns boxes stand in. Wires cross a column level and rise or fall only in the gaps, so that
 * they never run through a wider box above or below the one they come from or go to.
 */
export function columnsOf(boxes: Iterable<Box>): Columns {
  const reaches = new Map<number, number>();
  for (const { x, outer } of boxes) {
    const column = Math.round(x);
    reaches.set(column, Math.max(reaches.get(column) ?? 0, outer.width / 2));
  }
  const reachAt = ({ x }: Point) => reaches.get(Math.round(x)) ?? 0;
  return {
    wire: (start, between, end) =>
      wirePath([
        { x: start.x + start.width / 2, y: start.y },
        { x: start.x + reachAt(start), y: start.y },
        ...between.flatMap((point) => acrossColumn(point, reachAt(point))),
        { x: end.x - reachAt(end), y: end.y },
        { x: end.x - end.width / 2, y: end.y },
      ]),
    middle: (start, end) => ({
      x: (start.x + reachAt(start) + end.x - reachAt(end)) / 2,
      y: (start.y + end.y) / 2,
    }),
  };
}

function acrossColumn({ x, y }: Point, reach: number): readonly Point[] {
  if (reach === 0) return [{ x, y }];
  return [
    { x: x - reach, y },
    { x: x + reach, y },
  ];
}
