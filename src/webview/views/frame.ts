import { scaleLinear } from "d3-scale";
import type { Place } from "../model/curve.ts";

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

const MARGINS = { left: 58, right: 14, top: 24, bottom: 34 };

/** Where the axes begin and end. */
export function spread({ width, height }: Pick<Frame, "width" | "height">) {
  return {
    x: { from: MARGINS.left, to: width - MARGINS.right },
    y: { from: height - MARGINS.bottom, to: MARGINS.top },
  };
}

/** From numbers to where they are drawn. */
export function scalesOf({ xs, ys, ...size }: Frame) {
  const { x, y } = spread(size);
  return {
    x: scaleLinear(drawable(xs), [x.from, x.to]),
    y: scaleLinear(drawable(ys), [y.from, y.to]),
  };
}

export function isWithin({ xs, ys }: Frame, { x, y }: Place): boolean {
  const isOn = (value: number, [low, high]: Span) => value >= low && value <= high;
  return isOn(x, xs) && isOn(y, ys);
}

/** Outwards to round numbers, so that the axis stands still while a curve breathes. */
export function roundedOut(span: Span, wanted = 8): Span {
  const [low = 0, high = 1] = scaleLinear(span, [0, 1]).nice(wanted).domain();
  return [low, high];
}

/** Where nothing is finite the axes still stand. */
function drawable([low, high]: Span): [number, number] {
  return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : [0, 1];
}
