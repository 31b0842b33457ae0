import { html, nothing, svg } from "lit";
import { guard } from "lit/directives/guard.js";
import type { Place } from "../model/curve.ts";
import { axesView } from "./axes.ts";
import { type Frame, isWithin, spread } from "./frame.ts";
import { placed } from "./marks.ts";

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
      ${svg`
        ${guard([size], () => axesView(frame))}
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
