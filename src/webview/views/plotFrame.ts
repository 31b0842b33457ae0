import { nothing, svg } from "lit";
import { formatNumber } from "../model/numbers.ts";
import { ticks } from "../model/ticks.ts";

/** Where numbers lie in a plot. */
export interface PlotFrame {
  readonly width: number;
  readonly height: number;
  readonly xs: Span;
  readonly ys: Span;
  left(x: number): number;
  top(y: number): number;
}

export type Span = readonly [low: number, high: number];

const LEFT = 58;
const FOOT = 24;
const TOP = 20;
const RIGHT = 14;

export function plotFrame(width: number, height: number, xs: Span, ys: Span): PlotFrame {
  const across = width - LEFT - RIGHT;
  const upright = height - FOOT - TOP;
  return {
    ...{ width, height, xs, ys },
    left: (x) => LEFT + ((x - xs[0]) / (xs[1] - xs[0] || 1)) * across,
    top: (y) => clamped(height - FOOT - ((y - ys[0]) / (ys[1] - ys[0] || 1)) * upright, height),
  };
}

/** Far outside the picture is as good as anywhere outside it; coordinates stay drawable. */
function clamped(pixel: number, height: number): number {
  return Math.min(Math.max(pixel, -10 * height), 11 * height);
}

/** "12.5,80.1" */
export function place({ left, top }: PlotFrame, x: number, y: number): string {
  return `${left(x).toFixed(1)},${top(y).toFixed(1)}`;
}

/** Axes, their numbers and their names; `content` is kept inside. */
export function framed(
  frame: PlotFrame,
  names: { readonly x: string; readonly y: string },
  content: unknown,
) {
  const { width, height, xs, ys, left, top } = frame;
  const foot = height - FOOT;
  const [across, upright] = [width - LEFT - RIGHT, foot - TOP];
  return svg`
    ${ys[0] < 0 && ys[1] > 0 ? svg`<path class="zero" d=${`M${LEFT},${top(0)}h${across}`} />` : nothing}
    ${xs[0] < 0 && xs[1] > 0 ? svg`<path class="zero" d=${`M${left(0)},${TOP}v${upright}`} />` : nothing}
    <svg x=${LEFT} y=${TOP} width=${across} height=${upright} viewBox=${`${LEFT} ${TOP} ${across} ${upright}`}>
      ${content}
    </svg>
    <path class="frame" d=${`M${LEFT},${TOP}V${foot}H${width - RIGHT}`} />
    ${ticks(...xs, Math.min(8, across / 70)).map((x) => svg`<text class="tick" x=${left(x)} y=${height - 7} text-anchor="middle">${formatNumber(x, 3)}</text>`)}
    ${ticks(...ys, Math.min(8, upright / 30)).map((y) => svg`<text class="tick" x=${LEFT - 6} y=${top(y) + 4} text-anchor="end">${formatNumber(y, 3)}</text>`)}
    <text class="axis-name" x=${width - RIGHT} y=${foot - 6} text-anchor="end">${names.x}</text>
    <text class="axis-name" x=${LEFT - 6} y=${TOP - 7}>${names.y}</text>
  `;
}
