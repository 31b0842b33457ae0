import type { Point } from "./layout.ts";

/** A smooth path through the points, horizontal at each of them, so that it leaves and arrives level. */
export function wirePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${at(first)}`;
  let last = first;
  for (const point of rest) {
    if (Math.abs(point.y - last.y) < 0.05) {
      path += `L${at(point)}`;
      last = point;
      continue;
    }
    const middle = (last.x + point.x) / 2;
    path += `C${at({ x: middle, y: last.y })} ${at({ x: middle, y: point.y })} ${at(point)}`;
    last = point;
  }
  return path;
}

function at({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
