import { dot, line, type Markish, text } from "@observablehq/plot";
import type { Curve } from "../model/curve.ts";
import { formatNumber } from "../model/numbers.ts";
import { type Frame, figureView, roundedOut, type Span } from "./figure.ts";

interface Tangent {
  readonly x: number;
  readonly y: number;
  readonly slope: number;
}

interface CurvePlot {
  readonly width: number;
  readonly height: number;
  readonly names: Frame["names"];
  readonly label: string;
  readonly kind?: string;
  readonly curve: Curve;
  readonly tangent: Tangent;
  /** A small step, drawn as a triangle under the tangent. */
  readonly nudge?: number;
  /** Where the curve has a corner or a jump. */
  readonly kinks?: readonly { readonly x: number; readonly y: number; readonly name: string }[];
}

/** Far outside the picture is as good as anywhere outside it; coordinates stay drawable. */
const OUTSIDE = 10;

/** A curve, its axes, and the tangent where the input stands. */
export function curveView({ curve, tangent, nudge, kinks = [], ...plot }: CurvePlot) {
  const { width, height, names, label, kind = "" } = plot;
  const { points } = curve;
  const xs: Span = [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
  const ys = roundedOut([curve.low, curve.high]);
  const isSmooth = Number.isFinite(tangent.slope) && Number.isFinite(tangent.y);
  return figureView({
    ...{ frame: { width, height, names, xs, ys }, label, kind, about: curve },
    rests: () => [
      line(held(points, ys), { x: "x", y: "y", className: "curve", clip: true }),
      dot(kinks, {
        x: "x",
        y: "y",
        title: "name",
        symbol: "diamond",
        r: 6,
        className: "kink",
        clip: true,
      }),
    ],
    moves: isSmooth ? marksOf(tangent, xs, ys, nudge) : [],
  });
}

function marksOf(tangent: Tangent, xs: Span, ys: Span, nudge: number | undefined): Markish[] {
  const { x, y, slope } = tangent;
  const reach = (OUTSIDE * (ys[1] - ys[0])) / Math.abs(slope);
  const ends = [Math.max(xs[0], x - reach), Math.min(xs[1], x + reach)];
  const along = ends.map((end) => ({ x: end, y: y + slope * (end - x) }));
  return [
    line(along, { x: "x", y: "y", className: "tangent", clip: true }),
    ...(nudge === undefined ? [] : nudgeMarks(tangent, xs, ys, nudge)),
    dot([tangent], { x: "x", y: "y", r: 4.5, className: "point", clip: true }),
  ];
}

function nudgeMarks({ x, y, slope }: Tangent, xs: Span, ys: Span, nudge: number): Markish[] {
  const rise = slope * nudge;
  const corners = [
    { x, y },
    { x: x + nudge, y },
    { x: x + nudge, y: y + rise },
  ];
  const isNearEdge = x + nudge > xs[0] + 0.8 * (xs[1] - xs[0]);
  const isRight = nudge > 0 && !isNearEdge;
  const place = { x: isNearEdge ? Math.min(x, x + nudge) : x + nudge, y: y + rise / 2 };
  return [
    line(held(corners, ys), { x: "x", y: "y", className: "nudge", clip: true }),
    text(held([place], ys), {
      ...{ x: "x", y: "y", dx: isRight ? 6 : -6, textAnchor: isRight ? "start" : "end" },
      ...{ text: [formatNumber(rise, 3)], className: "nudge-text", clip: true },
    }),
  ];
}

function held(points: Curve["points"], [low, high]: Span): Curve["points"] {
  const away = OUTSIDE * (high - low);
  const isInside = ({ y }: { readonly y: number }) => !(y < low - away || y > high + away);
  if (points.every(isInside)) return points;
  return points.map(({ x, y }) => ({ x, y: Math.min(Math.max(y, low - away), high + away) }));
}
