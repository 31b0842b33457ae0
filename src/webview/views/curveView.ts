import { nothing } from "lit";
import type { Curve, Place } from "../model/curve.ts";
import { formatNumber } from "../model/numbers.ts";
import { figureView } from "./figure.ts";
import { type Frame, roundedOut, type Span } from "./frame.ts";
import { kinkMark, lineMark, textMark } from "./marks.ts";

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
  const frame = { width, height, names, xs, ys };
  const isSmooth = Number.isFinite(tangent.slope) && Number.isFinite(tangent.y);
  return figureView({
    ...{ frame, label, kind, about: curve },
    rests: () => [
      lineMark(frame, held(points, ys), "curve"),
      ...kinks.map((kink) => kinkMark(frame, kink)),
    ],
    moves: isSmooth ? tangentMarks(frame, tangent, nudge) : nothing,
    point: isSmooth ? tangent : undefined,
  });
}

function tangentMarks(frame: Frame, tangent: Tangent, nudge: number | undefined) {
  const { xs, ys } = frame;
  const { x, y, slope } = tangent;
  const reach = (OUTSIDE * (ys[1] - ys[0])) / Math.abs(slope);
  const ends = [Math.max(xs[0], x - reach), Math.min(xs[1], x + reach)];
  const along = ends.map((end) => ({ x: end, y: y + slope * (end - x) }));
  return [
    lineMark(frame, along, "tangent"),
    nudge === undefined ? nothing : nudgeMarks(frame, tangent, nudge),
  ];
}

function nudgeMarks(frame: Frame, { x, y, slope }: Tangent, nudge: number) {
  const { xs, ys } = frame;
  const rise = slope * nudge;
  const corners = [
    { x, y },
    { x: x + nudge, y },
    { x: x + nudge, y: y + rise },
  ];
  const isNearEdge = x + nudge > xs[0] + 0.8 * (xs[1] - xs[0]);
  const side = nudge > 0 && !isNearEdge ? 1 : -1;
  const place = { x: isNearEdge ? Math.min(x, x + nudge) : x + nudge, y: y + rise / 2 };
  return [
    lineMark(frame, held(corners, ys), "nudge"),
    textMark(frame, place, side, formatNumber(rise, 3), "nudge-text"),
  ];
}

function held(places: readonly Place[], [low, high]: Span): readonly Place[] {
  const away = OUTSIDE * (high - low);
  const isInside = ({ y }: Place) => !(y < low - away || y > high + away);
  if (places.every(isInside)) return places;
  return places.map(({ x, y }) => ({ x, y: Math.min(Math.max(y, low - away), high + away) }));
}
