import { nothing, svg } from "lit";
import type { Curve } from "../model/curve.ts";
import { formatNumber } from "../model/numbers.ts";

export const WIDTH = 560;
export const HEIGHT = 300;
const LEFT = 58;
const FOOT = 24;
const TOP = 10;
const RIGHT = 14;

export interface Tangent {
  readonly x: number;
  readonly y: number;
  readonly slope: number;
}

/** A curve, its axes, and the tangent where the input stands. */
export function curveView(curve: Curve, tangent: Tangent) {
  const { points, low, high } = curve;
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
  const left = (x: number) => LEFT + ((x - first) / (last - first || 1)) * (WIDTH - LEFT - RIGHT);
  const top = (y: number) => HEIGHT - FOOT - ((y - low) / (high - low)) * (HEIGHT - FOOT - TOP);
  const place = (x: number, y: number) => `${round(left(x))},${round(clamped(top(y)))}`;
  const onTangent = (x: number) => tangent.y + tangent.slope * (x - tangent.x);
  const isSmooth = Number.isFinite(tangent.slope) && Number.isFinite(tangent.y);
  return svg`
    <clipPath id="plot-area"><rect x=${LEFT} y=${TOP} width=${WIDTH - LEFT - RIGHT} height=${HEIGHT - FOOT - TOP} /></clipPath>
    <path class="frame" d=${`M${LEFT},${TOP}V${HEIGHT - FOOT}H${WIDTH - RIGHT}`} />
    ${low < 0 && high > 0 ? svg`<path class="zero" d=${`M${LEFT},${top(0)}H${WIDTH - RIGHT}`} />` : nothing}
    ${first < 0 && last > 0 ? svg`<path class="zero" d=${`M${left(0)},${TOP}V${HEIGHT - FOOT}`} />` : nothing}
    <g clip-path="url(#plot-area)">
      <path class="curve" d=${pathOf(curve, place)} />
      ${isSmooth ? svg`<path class="tangent" d=${`M${place(first, onTangent(first))}L${place(last, onTangent(last))}`} />` : nothing}
    </g>
    ${isSmooth ? svg`<circle class="point" cx=${left(tangent.x)} cy=${top(tangent.y)} r="4.5" />` : nothing}
    ${ticks(first, last).map((x) => svg`<text class="tick" x=${left(x)} y=${HEIGHT - 7} text-anchor="middle">${formatNumber(x, 3)}</text>`)}
    ${ticks(low, high).map((y) => svg`<text class="tick" x=${LEFT - 6} y=${top(y) + 4} text-anchor="end">${formatNumber(y, 3)}</text>`)}
  `;
}

/** A new stroke after each gap. */
function pathOf({ points }: Curve, place: (x: number, y: number) => string): string {
  let path = "";
  let isOpen = false;
  for (const { x, y } of points) {
    if (Number.isFinite(y)) path += `${isOpen ? "L" : "M"}${place(x, y)}`;
    isOpen = Number.isFinite(y);
  }
  return path;
}

/** Round numbers inside the range, three to six of them. */
export function ticks(low: number, high: number): readonly number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  const power = 10 ** Math.floor(Math.log10(span / 3));
  const step = [5, 2, 1].map((part) => part * power).find((part) => span / part >= 3) ?? power;
  const first = Math.ceil(low / step);
  const count = Math.min(8, Math.floor(high / step) - first + 1);
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
}

/** Far outside the picture is as good as anywhere outside it; coordinates stay drawable. */
function clamped(pixel: number): number {
  return Math.min(Math.max(pixel, -10 * HEIGHT), 10 * HEIGHT);
}

function round(pixel: number): number {
  return Math.round(pixel * 10) / 10;
}
