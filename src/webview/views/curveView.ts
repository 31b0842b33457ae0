import { nothing, svg } from "lit";
import type { Curve } from "../model/curve.ts";
import { formatNumber } from "../model/numbers.ts";
import { framed, type PlotFrame, place, plotFrame } from "./plotFrame.ts";

export interface Tangent {
  readonly x: number;
  readonly y: number;
  readonly slope: number;
}

interface CurvePlot {
  readonly width: number;
  readonly height: number;
  readonly names: { readonly x: string; readonly y: string };
  readonly curve: Curve;
  readonly tangent: Tangent;
  /** A small step, drawn as a triangle under the tangent. */
  readonly nudge?: number;
  /** Where the curve has a corner or a jump. */
  readonly kinks?: readonly { readonly x: number; readonly y: number; readonly name: string }[];
}

/** A curve, its axes, and the tangent where the input stands. */
export function curveView({ width, height, names, curve, tangent, nudge, kinks = [] }: CurvePlot) {
  const { points, low, high } = curve;
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
  const frame = plotFrame(width, height, [first, last], [low, high]);
  const onTangent = (x: number) => tangent.y + tangent.slope * (x - tangent.x);
  const isSmooth = Number.isFinite(tangent.slope) && Number.isFinite(tangent.y);
  return framed(
    frame,
    names,
    svg`
      <path class="curve" d=${pathOf(curve, frame)} />
      ${isSmooth ? svg`<path class="tangent" d=${`M${place(frame, first, onTangent(first))}L${place(frame, last, onTangent(last))}`} />` : nothing}
      ${isSmooth && nudge !== undefined ? nudgeView(frame, tangent, nudge) : nothing}
      ${kinks.map(({ x, y, name }) => svg`<path class="kink" d=${`M${place(frame, x, y)}m0,-7l6,7l-6,7l-6,-7z`}><title>${name}</title></path>`)}
      ${isSmooth ? svg`<circle class="point" cx=${frame.left(tangent.x)} cy=${frame.top(tangent.y)} r="4.5" />` : nothing}
    `,
  );
}

function nudgeView(frame: PlotFrame, { x, y, slope }: Tangent, nudge: number) {
  const [there, above] = [x + nudge, y + slope * nudge];
  const isNearEdge = frame.left(there) > frame.width - 60;
  const side = nudge > 0 && !isNearEdge ? 1 : -1;
  return svg`
    <path class="nudge" d=${`M${place(frame, x, y)}H${frame.left(there).toFixed(1)}V${frame.top(above).toFixed(1)}`} />
    <text
      class="nudge-text"
      x=${(isNearEdge ? Math.min(frame.left(x), frame.left(there)) : frame.left(there)) + 6 * side}
      y=${(frame.top(y) + frame.top(above)) / 2 + 4}
      text-anchor=${side > 0 ? "start" : "end"}
    >${formatNumber(slope * nudge, 3)}</text>
  `;
}

/** A new stroke after each gap. */
function pathOf({ points }: Curve, frame: PlotFrame): string {
  let path = "";
  let isOpen = false;
  for (const { x, y } of points) {
    if (Number.isFinite(y)) path += `${isOpen ? "L" : "M"}${place(frame, x, y)}`;
    isOpen = Number.isFinite(y);
  }
  return path;
}
