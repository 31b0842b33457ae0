import { axisX, axisY, type Markish, plot, ruleX, ruleY } from "@observablehq/plot";
import { html } from "lit";
import { Directive, directive } from "lit/directive.js";
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

const MARGINS = { marginLeft: 58, marginRight: 14, marginTop: 24, marginBottom: 34 };

interface Figure {
  readonly frame: Frame;
  /** What it shows, for those who cannot see it. */
  readonly label: string;
  readonly kind?: string;
  /** As long as it is the same object, what rests is drawn once. */
  readonly about: object;
  rests(): readonly Markish[];
  readonly moves: readonly Markish[];
}

export function figureView(figure: Figure) {
  const { width, height } = figure.frame;
  return html`
    <svg
      class=${`plot ${figure.kind ?? ""}`}
      viewBox=${`0 0 ${width} ${height}`}
      role="img"
      aria-label=${figure.label}
    >
      ${layers(figure)}
    </svg>
  `;
}

interface Drawn {
  readonly about: unknown;
  readonly layer: Element;
}

/**
 * Three plots over the same axes, one on the other, because a frame of a drag has no time to draw all of
 * it: the axes, the curve, and what moves along it. Each is drawn when it changes.
 */
class Layers extends Directive {
  private axes: Drawn | undefined;
  private resting: Drawn | undefined;

  override render({ frame, about, rests, moves }: Figure): readonly Element[] {
    const key = JSON.stringify(frame);
    if (this.axes?.about !== key) {
      this.axes = { about: key, layer: layer(frame, axes(frame)) };
      this.resting = undefined;
    }
    if (this.resting?.about !== about) this.resting = { about, layer: layer(frame, rests()) };
    return [this.axes.layer, this.resting.layer, layer(frame, moves)];
  }
}

const layers = directive(Layers);

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

function layer({ width, height, xs, ys }: Frame, marks: readonly Markish[]): Element {
  const svg = plot({
    ...{ ...MARGINS, width, height, axis: null },
    x: { domain: drawable(xs) },
    y: { domain: drawable(ys) },
    marks: [...marks],
  });
  // The page allows no style sheet but its own, which says what this one would.
  svg.querySelector("style")?.remove();
  // The figure is told as a whole: its parts are named for the style sheet alone.
  for (const part of svg.querySelectorAll("[aria-label]")) {
    part.setAttribute("data-part", part.getAttribute("aria-label") ?? "");
    part.removeAttribute("aria-label");
  }
  return svg;
}

/** Where nothing is finite the axes still stand. */
function drawable([low, high]: Span): number[] {
  return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : [0, 1];
}
