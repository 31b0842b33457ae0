import { line } from "d3-shape";
import { nothing, svg } from "lit";
import type { Place } from "../model/curve.ts";
import { type Frame, scalesOf } from "./frame.ts";

type Step = readonly [right: number, up: number];

/** A line through places; it breaks off where there is no value. */
export function lineMark(frame: Frame, places: readonly Place[], kind: string) {
  return svg`<g class=${kind}><path d=${pathThrough(frame, places)} /></g>`;
}

/** A corner or a jump; its name on the pointer. */
export function kinkMark(frame: Frame, place: Place & { readonly name: string }) {
  const { x, y } = placed(frame, place);
  if (!isDrawable({ x, y })) return nothing;
  return svg`<g class="kink"><path d=${`M${x},${y - 7}l5,7l-5,7l-5,-7Z`}><title>${place.name}</title></path></g>`;
}

/** From a place, so many pixels to the right and upwards. */
export function arrowMark(frame: Frame, from: Place, [right, up]: Step) {
  const { x, y } = placed(frame, from);
  const wing = (turn: number) => {
    const [cos, sin] = [Math.cos(turn) / 5, Math.sin(turn) / 5];
    return `l${round(-right * cos - up * sin)},${round(up * cos - right * sin)}`;
  };
  const [endX, endY] = [round(x + right), round(y - up)];
  const head = `M${endX},${endY}${wing(0.6)}M${endX},${endY}${wing(-0.6)}`;
  return isDrawable({ x: endX, y: endY })
    ? svg`<path class="arrow" d=${`M${x},${y}L${endX},${endY}${head}`} />`
    : nothing;
}

/** To the left of a place where `side` is −1, to the right where it is 1. */
export function textMark(frame: Frame, place: Place, side: -1 | 1, text: string, kind: string) {
  const { x, y } = placed(frame, place);
  const anchor = side > 0 ? "start" : "end";
  return isDrawable({ x, y })
    ? svg`<text class=${kind} x=${x + 6 * side} y=${y} dy="0.32em" text-anchor=${anchor}>${text}</text>`
    : nothing;
}

function pathThrough(frame: Frame, places: readonly Place[]): string {
  const { x: column, y: row } = scalesOf(frame);
  const through = line<Place>(
    ({ x }) => column(x),
    ({ y }) => row(y),
  ).defined(isDrawable);
  return through.digits(2)(places) ?? "";
}

export function placed(frame: Frame, { x, y }: Place): Place {
  const { x: column, y: row } = scalesOf(frame);
  return { x: round(column(x)), y: round(row(y)) };
}

function isDrawable({ x, y }: Place): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
