import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { NodeId } from "../../core/tape/tape.ts";
import { type Direction, neighborOf } from "../model/neighbors.ts";
import type { Picture } from "../model/picture.ts";
import { drawnAs } from "../model/play.ts";
import { type Scene, seedOf } from "../model/scene.ts";
import { GraphDrawing } from "./graphDrawing.ts";
import { Viewport, type Zoom } from "./viewport.ts";

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
const zoomKeys: Readonly<Record<string, number>> = { "+": 1.25, "=": 1.25, "-": 0.8 };

/**
 * The graph as SVG, with its pan, zoom and keyboard. Reports `select-node`, `reveal-node`,
 * `open-piece` and `zoom-changed`; the zoom is undefined as long as the picture is fitted to the view.
 */
export class GraphElement extends LitElement {
  static readonly tag = "gradlens-graph";
  static override properties = { scene: { attribute: false } };

  declare scene: Scene | undefined;
  /** Where the person went; undefined as long as the picture is fitted to the view. */
  zoom: Zoom | undefined;
  private viewport: Viewport | undefined;
  private drawing: GraphDrawing | undefined;
  /** The one node in the order of Tab; the arrow keys lead to the others. */
  private entry: Element | undefined;
  /** The node that was opened or folded last: it stays where it is on the screen. */
  private anchor: NodeId | undefined;
  private readonly resizes = new ResizeObserver(() => this.onResize());

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
    const { trace } = scene.picture;
    return html`
      <svg
        role="group"
        aria-label=${`Computational graph of ${trace.name}`}
        @keydown=${this.onKey}
        @click=${this.onClick}
        @dblclick=${this.onDoubleClick}
      >
        <g class="scene"></g>
      </svg>
      <vscode-button secondary class="fit" title="Fit the graph to the panel (0)" @click=${this.showAll}>
        Fit
      </vscode-button>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { scene } = this;
    if (!scene) return;
    const before = changed.get("scene")?.picture;
    if (this.drawing?.picture !== scene.picture) this.draw(scene);
    this.drawing?.show(scene);
    if (!this.viewport) {
      this.viewport = this.createViewport();
      if (this.zoom) this.viewport?.moveTo(this.zoom);
      else this.fit();
    } else if (before && isOtherPicture(before, scene.picture)) this.fit();
    else if (before && before.layout !== scene.picture.layout) this.stay(before, scene.picture);
    this.enter(scene.selected ?? scene.picture.graph.nodes[0]?.id);
  }

  private draw(scene: Scene): void {
    const { activeElement } = this.ownerDocument;
    const focused = activeElement?.closest("[data-node]")?.getAttribute("data-node");
    this.drawing = new GraphDrawing(scene);
    this.querySelector(".scene")?.replaceChildren(this.drawing.links, this.drawing.nodes);
    if (this.viewport) this.drawing.look(this.viewport.area);
    if (focused != null) this.focusNode(Number(focused));
  }

  /** Other pieces are open: what the person looked at stays where it is. */
  private stay(before: Picture, now: Picture): void {
    if (!this.zoom) {
      this.fit();
      return;
    }
    const anchor = this.anchor ?? -1;
    const [from, to] = [before.layout.boxes.get(anchor), now.layout.boxes.get(anchor)];
    if (from && to) this.viewport?.follow(from, to);
  }

  private createViewport(): Viewport | undefined {
    const element = this.querySelector("svg");
    if (!element) return undefined;
    element.classList.add("graph");
    this.resizes.observe(element);
    return new Viewport(element, {
      onMoved: () => this.look(),
      onMovedByHand: (zoom) => this.keepZoom(zoom),
    });
  }

  private look(): void {
    if (this.viewport) this.drawing?.look(this.viewport.area);
  }

  private readonly showAll = (): void => {
    if (this.scene) this.viewport?.fit(this.scene.picture.layout);
    this.keepZoom(undefined);
  };

  private fit(): void {
    const { scene } = this;
    if (!scene) return;
    const { layout, graph } = scene.picture;
    const seed = seedOf(scene);
    const result = seed === undefined ? undefined : layout.boxes.get(drawnAs(graph, seed));
    this.viewport?.fitLegibly(layout, result);
    if (this.zoom) this.keepZoom(undefined);
  }

  private keepZoom(zoom: Zoom | undefined): void {
    this.zoom = zoom;
    this.report("zoom-changed", zoom);
  }

  private onResize(): void {
    this.viewport?.measure();
    if (this.zoom) this.look();
    else this.fit();
  }

  private readonly onClick = (event: Event): void => {
    const node = nodeOf(event);
    this.report("select-node", node);
    if (node !== undefined) this.report("reveal-node", node);
  };

  private readonly onDoubleClick = (event: Event): void => {
    const node = nodeOf(event);
    if (node !== undefined) this.open(node);
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
    else if (event.key === " " && node !== undefined && this.open(node)) event.preventDefault();
    else if ((event.key === "Enter" || event.key === " ") && node !== undefined) {
      this.report("select-node", node);
      this.report("reveal-node", node);
    } else return;
    event.preventDefault();
  };

  private open(id: NodeId): boolean {
    const fold = this.scene?.picture.graph.nodes.find((node) => node.id === id)?.fold;
    if (!fold) return false;
    this.anchor = id;
    this.report("open-piece", fold.key);
    return true;
  }

  private go(from: NodeId | undefined, direction: Direction): void {
    if (!this.scene || from === undefined) return;
    const { graph, layout } = this.scene.picture;
    const next = neighborOf(graph, layout, from, direction);
    const box = next === undefined ? undefined : layout.boxes.get(next);
    if (next === undefined || !box) return;
    this.viewport?.bringIntoView(box);
    this.focusNode(next);
    this.report("select-node", next);
  }

  private focusNode(node: NodeId): void {
    this.enter(node);
    this.buttonOf(node)?.focus({ preventScroll: true });
  }

  private enter(node: NodeId | undefined): void {
    const button = node === undefined ? undefined : this.buttonOf(node);
    if (!button || button === this.entry) return;
    this.entry?.setAttribute("tabindex", "-1");
    button.setAttribute("tabindex", "0");
    this.entry = button;
  }

  private buttonOf(node: NodeId): SVGGElement | null | undefined {
    return this.drawing?.elementOf(node)?.querySelector<SVGGElement>('[role="button"]');
  }

  private report(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function isOtherPicture(before: Picture, now: Picture): boolean {
  const { uri, name } = now.trace;
  return before.shape !== now.shape || before.trace.uri !== uri || before.trace.name !== name;
}

function nodeOf(event: Event): NodeId | undefined {
  const target = event.target instanceof Element ? event.target.closest("[data-node]") : null;
  const id = target?.getAttribute("data-node");
  return id == null ? undefined : Number(id);
}
