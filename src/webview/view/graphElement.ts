import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { NodeId } from "../../core/tape/tape.ts";
import { type Direction, neighborOf } from "../model/neighbors.ts";
import type { Picture } from "../model/picture.ts";
import { type Scene, seedOf } from "../model/scene.ts";
import { linksView } from "./linkView.ts";
import { nodeView } from "./nodeView.ts";
import { Viewport, type Zoom } from "./viewport.ts";

/** More nodes than this and local derivatives are written only beside the selected node. */
const QUIET_NODES = 80;

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
const zoomKeys: Readonly<Record<string, number>> = { "+": 1.25, "=": 1.25, "-": 0.8 };

/**
 * The graph as SVG, with its pan, zoom and keyboard. Reports `select-node`, `reveal-node` and
 * `zoom-changed`; the zoom is undefined as long as the picture is fitted to the view.
 */
export class GraphElement extends LitElement {
  static readonly tag = "gradlens-graph";
  static override properties = { scene: { attribute: false } };

  declare scene: Scene | undefined;
  /** Where the person went; undefined as long as the picture is fitted to the view. */
  zoom: Zoom | undefined;
  private viewport: Viewport | undefined;
  private readonly resizes = new ResizeObserver(() => this.fitUnlessMoved());

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizes.disconnect();
  }

  protected override render() {
    const { scene } = this;
    if (!scene) return nothing;
    const { graph, trace } = scene.picture;
    const isQuiet = graph.nodes.length > QUIET_NODES;
    const entry = scene.selected ?? graph.nodes[0]?.id;
    return html`
      <svg
        class=${isQuiet ? "graph quiet" : "graph"}
        role="group"
        aria-label=${`Computational graph of ${trace.name}`}
        @keydown=${this.onKey}
        @click=${this.onClick}
      >
        <g class="scene">
          ${linksView(scene)}
          ${graph.nodes.map((node) => nodeView(scene, node, node.id === entry))}
        </g>
      </svg>
      <button class="fit quiet-button" title="Fit the graph to the panel (0)" @click=${this.showAll}>
        Fit
      </button>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("scene");
    const { scene } = this;
    if (!scene) return;
    if (!this.viewport) {
      this.viewport = this.createViewport();
      if (this.zoom) this.viewport?.moveTo(this.zoom);
      else this.fit();
    } else if (before && isOtherPicture(before.picture, scene.picture)) this.fit();
  }

  private createViewport(): Viewport | undefined {
    const element = this.querySelector("svg");
    if (!element) return undefined;
    this.resizes.observe(element);
    return new Viewport(element, (zoom) => this.keepZoom(zoom));
  }

  private readonly showAll = (): void => {
    if (this.scene) this.viewport?.fit(this.scene.picture.layout);
    this.keepZoom(undefined);
  };

  private fit(): void {
    const { scene } = this;
    if (!scene) return;
    const { layout } = scene.picture;
    this.viewport?.fitLegibly(layout, layout.boxes.get(seedOf(scene) ?? -1));
    if (this.zoom) this.keepZoom(undefined);
  }

  private keepZoom(zoom: Zoom | undefined): void {
    this.zoom = zoom;
    this.report("zoom-changed", zoom);
  }

  private fitUnlessMoved(): void {
    if (!this.zoom) this.fit();
  }

  private readonly onClick = (event: Event): void => {
    const node = nodeOf(event);
    this.report("select-node", node);
    if (node !== undefined) this.report("reveal-node", node);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const node = nodeOf(event);
    const direction = directions[event.key];
    const factor = zoomKeys[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (direction) this.go(node, direction);
    else if (factor !== undefined) this.viewport?.scaleBy(factor);
    else if (event.key === "0") this.showAll();
    else if (event.key === "Escape") this.report("select-node", undefined);
    else if ((event.key === "Enter" || event.key === " ") && node !== undefined) {
      this.report("select-node", node);
      this.report("reveal-node", node);
    } else return;
    event.preventDefault();
  };

  private go(from: NodeId | undefined, direction: Direction): void {
    if (!this.scene || from === undefined) return;
    const { graph, layout } = this.scene.picture;
    const next = neighborOf(graph, layout, from, direction);
    const box = next === undefined ? undefined : layout.boxes.get(next);
    if (next === undefined || !box) return;
    this.viewport?.bringIntoView(box);
    this.querySelector<SVGGElement>(`[data-node="${next}"] [role="button"]`)?.focus({
      preventScroll: true,
    });
    this.report("select-node", next);
  }

  private report(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function isOtherPicture(before: Picture, now: Picture): boolean {
  const { uri, name } = now.trace;
  return (
    before.graph.shape !== now.graph.shape || before.trace.uri !== uri || before.trace.name !== name
  );
}

function nodeOf(event: Event): NodeId | undefined {
  const target = event.target instanceof Element ? event.target.closest("[data-node]") : null;
  const id = target?.getAttribute("data-node");
  return id == null ? undefined : Number(id);
}
