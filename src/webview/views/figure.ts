import { axisX, axisY, type Markish, plot, ruleX, ruleY } from "@observablehq/plot";
import { html, nothing, svg } from "lit";
import { guard } from "lit/directives/guard.js";
import type { Place } from "../model/curve.ts";
import { formatNumber } from "../model/numbers.ts";
import { ticks } from "../model/ticks.ts";

export type Span = readonly [low: number, high: number];

/** The size of a plot, what its axes span, and their names. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly xs: Span;
  readonly ys: Span;
  readonly names: { readonly x: string; readonly y: string };
}

const MARGINS = { left: 58, right: 14, top: 24, bottom: 34 };

interface Figure {
  readonly frame: Frame;
  /** What it shows, for those who cannot see it. */
  readonly label: string;
  readonly kind?: string;
  /** As long as it is the same object, what rests is drawn once. */
  readonly about: object;
  rests(): unknown;
  readonly moves?: unknown;
  /** Where the inputs stand. */
  readonly point?: Place | undefined;
}

/**
 * Three layers over the same axes, because a frame of a drag has no time to draw all of it: the axes, the
 * curve, and what moves along it. Each is drawn when it changes. Nothing is drawn beyond the axes.
 */
export function figureView({ frame, label, kind = "", about, rests, moves, point }: Figure) {
  const { width, height } = frame;
  const { x, y } = spread(frame);
  const inside = { width: x.to - x.from, height: y.from - y.to };
  const size = JSON.stringify(frame);
  return html`
    <svg
      class=${`plot ${kind}`}
      viewBox=${`0 0 ${width} ${height}`}
      role="img"
      aria-label=${label}
    >
      ${guard(size, () => plotted(frame, axes(frame)))}
      ${svg`
        <svg class="ground" x=${x.from} y=${y.to} width=${inside.width} height=${inside.height} viewBox=${`${x.from} ${y.to} ${inside.width} ${inside.height}`}>
          ${guard([about, size], rests)} ${moves}
        </svg>
        ${point && isWithin(frame, point) ? pointMark(placed(frame, point)) : nothing}
      `}
    </svg>
  `;
}

function pointMark({ x, y }: Place) {
  return svg`<circle class="point" cx=${x} cy=${y} r="4.5" />`;
}

function isWithin({ xs, ys }: Frame, { x, y }: Place): boolean {
  const isOn = (value: number, [low, high]: Span) => value >= low && value <= high;
  return isOn(x, xs) && isOn(y, ys);
}

/** Where the axes begin and end. */
function spread({ width, height }: Frame) {
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

function axes({ width, height, xs, ys, names }: Frame): Markish[] {
  const across = ticks(...xs, Math.min(8, width / 80));
  const upright = ticks(...ys, Math.min(8, height / 36));
  const common = { tickSize: 0, labelArrow: "none" } as const;
  return [
    ruleY(zeroIn(ys), { className: "zero" }),
    ruleX(zeroIn(xs), { className: "zero" }),
    ruleX([xs[0]], { className: "frame" }),
    ruleY([ys[0]], { className: "frame" }),
    axisX(across, { ...common, ...tickTexts(across), label: names.x, labelAnchor: "right" }),
    axisY(upright, { ...common, ...tickTexts(upright), label: names.y }),
  ];
}

/** As many digits as tell one tick from the next. */
function tickTexts(places: readonly number[]) {
  const [first = 0, second = 1] = places;
  const largest = Math.max(...places.map(Math.abs), 0);
  const digits = Math.ceil(Math.log10(largest / (second - first))) + 1;
  const shown = Math.min(10, Math.max(3, digits));
  return { tickFormat: (x: number) => formatNumber(x, shown) };
}

/** Outwards to round numbers, so that the axis stands still while a curve breathes. */
export function roundedOut([low, high]: Span, wanted = 8): Span {
  const [first, second] = ticks(low, high, wanted);
  if (first === undefined || second === undefined) return [low, high];
  const step = second - first;
  return [step * Math.floor(low / step), step * Math.ceil(high / step)];
}

function zeroIn([low, high]: Span): readonly number[] {
  return low < 0 && high > 0 ? [0] : [];
}

/** What Plot draws over such axes. */
export function plotted({ width, height, xs, ys }: Frame, marks: readonly Markish[]): Element {
  const drawn = plot({
    ...{ width, height, axis: null },
    x: { domain: [...drawable(xs)] },
    y: { domain: [...drawable(ys)] },
    ...{ marginLeft: MARGINS.left, marginRight: MARGINS.right },
    ...{ marginTop: MARGINS.top, marginBottom: MARGINS.bottom },
    marks: [...marks],
  });
  // The page allows no style sheet but its own, which says what this one would.
  drawn.querySelector("style")?.remove();
  // The figure is told as a whole: its parts are named for the style sheet alone.
  for (const part of drawn.querySelectorAll("[aria-label]")) {
    part.setAttribute("data-part", part.getAttribute("aria-label") ?? "");
    part.removeAttribute("aria-label");
  }
  return drawn;
}

/** Where nothing is finite the axes still stand. */
function drawable([low, high]: Span): Span {
  return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : [0, 1];
}
