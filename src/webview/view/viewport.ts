import { select } from "d3-selection";
import { type D3ZoomEvent, type ZoomBehavior, zoom, zoomIdentity } from "d3-zoom";
import type { Box, Layout } from "../layout/layout.ts";
import type { Area } from "./graphDrawing.ts";

export interface Zoom {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

const MARGIN = 20;
/** A small picture is not blown up to fill a big panel. */
const MAX_FIT = 1.25;
/** Below this nothing can be read. */
const MIN_FIT = 0.5;

/** Below this no number is drawn. */
const LEGIBLE = 0.35;

/** Pan and zoom of one SVG. Writes the transform itself, so that moving about renders nothing. */
export class Viewport {
  private readonly svg: SVGSVGElement;
  private readonly behavior: ZoomBehavior<SVGSVGElement, unknown>;
  private current: Zoom = zoomIdentity;
  private size: [number, number] = [0, 0];

  constructor(svg: SVGSVGElement, events: { onMoved(): void; onMovedByHand(zoom: Zoom): void }) {
    this.svg = svg;
    this.measure();
    this.behavior = zoom<SVGSVGElement, unknown>()
      .scaleExtent([0.04, 4])
      .clickDistance(4)
      .extent(() => [[0, 0], this.size])
      .on("zoom", ({ transform, sourceEvent }: D3ZoomEvent<SVGSVGElement, unknown>) => {
        this.current = transform;
        svg.querySelector(".scene")?.setAttribute("transform", transform.toString());
        svg.classList.toggle("far", transform.k < LEGIBLE);
        events.onMoved();
        if (sourceEvent) {
          events.onMovedByHand({ k: transform.k, x: transform.x, y: transform.y });
        }
      });
    select(svg).call(this.behavior).on("dblclick.zoom", null);
  }

  /** The whole picture, however small. */
  fit(layout: Layout): void {
    const k = this.fittingScale(layout);
    if (k > 0) this.moveTo({ k, ...this.centered(layout, k) });
  }

  /** The whole picture where it stays legible; otherwise the neighborhood of `focus`. */
  fitLegibly(layout: Layout, focus: Box | undefined): void {
    if (this.fittingScale(layout) >= MIN_FIT || !focus) {
      this.fit(layout);
      return;
    }
    const k = MIN_FIT;
    const [width, height] = this.size;
    const { x, y } = this.centered(layout, k);
    const isWide = k * layout.width > width - 2 * MARGIN;
    const isTall = k * layout.height > height - 2 * MARGIN;
    this.moveTo({
      k,
      x: isWide ? width - MARGIN - k * (focus.x + focus.outer.width / 2) : x,
      y: isTall ? height / 2 - k * focus.y : y,
    });
  }

  moveTo({ k, x, y }: Zoom): void {
    this.behavior.transform(select(this.svg), zoomIdentity.translate(x, y).scale(k));
  }

  scaleBy(factor: number): void {
    this.behavior.scaleBy(select(this.svg), factor);
  }

  /** Moves as little as is needed for the box to be seen whole. */
  bringIntoView({ x, y, outer }: Box): void {
    const { k } = this.current;
    const [width, height] = this.size;
    const dx = shiftInto(this.current.x + k * x, (k * outer.width) / 2 + MARGIN, width);
    const dy = shiftInto(this.current.y + k * y, (k * outer.height) / 2 + MARGIN, height);
    if (dx !== 0 || dy !== 0) this.moveTo({ k, x: this.current.x + dx, y: this.current.y + dy });
  }

  /** What of the picture can be seen. */
  get area(): Area {
    const { k, x, y } = this.current;
    const [width, height] = this.size;
    return { left: -x / k, top: -y / k, right: (width - x) / k, bottom: (height - y) / k };
  }

  /** Keeps a node where it is on the screen although its place in the picture has changed. */
  follow(before: Box, now: Box): void {
    const { k, x, y } = this.current;
    this.moveTo({ k, x: x + k * (before.x - now.x), y: y + k * (before.y - now.y) });
  }

  private fittingScale(layout: Layout): number {
    const [width, height] = this.size;
    const horizontally = (width - 2 * MARGIN) / layout.width;
    return Math.min(MAX_FIT, horizontally, (height - 2 * MARGIN) / layout.height);
  }

  private centered(layout: Layout, k: number): { readonly x: number; readonly y: number } {
    const [width, height] = this.size;
    return { x: (width - k * layout.width) / 2, y: (height - k * layout.height) / 2 };
  }

  /** Asked once for all gestures: in the middle of one the answer would cost a layout of every text. */
  measure(): void {
    this.size = [this.svg.clientWidth, this.svg.clientHeight];
  }
}

function shiftInto(center: number, half: number, length: number): number {
  if (center < half) return half - center;
  return center > length - half ? length - half - center : 0;
}
