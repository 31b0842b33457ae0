import type { Place } from "../model/curve.ts";
import { ticks } from "../model/ticks.ts";

export type Span = readonly [low: number, high: number];

/** The size of a plot, what its axes span, and their names. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly xs: Span;
  readonly ys: Span;
  readonly names: { readonly x: string; readonly y: string };
  /** Nothing lies between two whole numbers of the lower axis. */
  readonly isCounted?: true;
}

export const MARGINS = { left: 58, right: 14, top: 24, bottom: 34 };

/** Where the axes begin and end. */
export function spread({ width, height }: Frame) {
  return {
    x: { from: MARGINS.left, to: width - MARGINS.right },
    y: { from: height - MARGINS.bottom, to: MARGINS.top },
  };
}

/** Where a place is drawn. */
export function placed(frame: Frame, { x, y }: Place): Place {
  const ends = spread(frame);
  const along = (value: number, span: Span, { from, to }: typeof ends.x) => {
    const [low, high] = drawable(span);
    return Math.round((from + ((value - low) / (high - low)) * (to - from)) * 100) / 100;
  };
  return { x: along(x, frame.xs, ends.x), y: along(y, frame.ys, ends.y) };
}

export function isWithin({ xs, ys }: Frame, { x, y }: Place): boolean {
  const isOn = (value: number, [low, high]: Span) => value >= low && value <= high;
  return isOn(x, xs) && isOn(y, ys);
}

/** Outwards to round numbers, so that the axis stands still while a curve breathes. */
export function roundedOut([low, high]: Span, wanted = 8): Span {
  const [first, second] = ticks(low, high, wanted);
  if (first === undefined || second === undefined) return [low, high];
  const step = second - first;
  return [step * Math.floor(low / step), step * Math.ceil(high / step)];
}

/** Where nothing is finite the axes still stand. */
export function drawable([low, high]: Span): Span {
  return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : [0, 1];
}
