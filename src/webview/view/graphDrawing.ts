import type { NodeId } from "../../core/tape/tape.ts";
import type { Box, Wire } from "../layout/layout.ts";
import type { Picture } from "../model/picture.ts";
import type { Scene } from "../model/scene.ts";
import { drawLink, largestFlow } from "./linkView.ts";
import { type Drawn, drawNode } from "./nodeView.ts";
import { svgElement } from "./svgElement.ts";

/** A stretch of the picture, in its own coordinates. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Item {
  readonly area: Area;
  draw(scene: Scene): Drawn;
  drawn: Drawn | undefined;
  /** The frame whose numbers it shows. */
  shown: Scene | undefined;
}

/**
 * The nodes and links of one picture. Each is built once it comes into view; a frame writes new numbers
 * into those that are in view and builds nothing.
 */
export class GraphDrawing {
  readonly picture: Picture;
  readonly links = svgElement("g");
  readonly nodes = svgElement("g");
  private readonly linkItems: readonly Item[];
  private readonly nodeItems: ReadonlyMap<NodeId, Item>;
  private scene: Scene;
  private largest = 0;
  private area: Area | undefined;

  constructor(scene: Scene) {
    const { picture } = scene;
    const { graph, layout } = picture;
    this.scene = scene;
    this.picture = picture;
    this.linkItems = graph.links.map((link, index) => {
      const wire = layout.wires[index] as Wire;
      const ends = [layout.boxes.get(link.from) as Box, layout.boxes.get(link.to) as Box] as const;
      return item(areaOfLink(wire, ends), (now) =>
        drawLink(now, link, index, wire, () => this.largest),
      );
    });
    this.nodeItems = new Map(
      graph.nodes.map((node) => {
        const box = layout.boxes.get(node.id) as Box;
        return [node.id, item(areaOfBox(box), (now) => drawNode(now, node, box))];
      }),
    );
  }

  show(scene: Scene): void {
    this.scene = scene;
    this.largest = largestFlow(scene);
    this.refresh();
  }

  /** What of the picture can be seen. */
  look(area: Area): void {
    this.area = area;
    this.refresh();
  }

  elementOf(node: NodeId): SVGGElement | undefined {
    const found = this.nodeItems.get(node);
    if (found) this.update(found, this.nodes);
    return found?.drawn?.element;
  }

  private refresh(): void {
    for (const each of this.linkItems) if (this.isSeen(each)) this.update(each, this.links);
    for (const each of this.nodeItems.values())
      if (this.isSeen(each)) this.update(each, this.nodes);
  }

  private isSeen({ area }: Item): boolean {
    const seen = this.area;
    if (!seen) return true;
    return (
      area.left <= seen.right &&
      area.right >= seen.left &&
      area.top <= seen.bottom &&
      area.bottom >= seen.top
    );
  }

  private update(each: Item, parent: SVGGElement): void {
    if (each.shown === this.scene) return;
    if (!each.drawn) {
      each.drawn = each.draw(this.scene);
      parent.append(each.drawn.element);
    }
    each.drawn.update(this.scene);
    each.shown = this.scene;
  }
}

function item(area: Area, draw: (scene: Scene) => Drawn): Item {
  return { area, draw, drawn: undefined, shown: undefined };
}

function areaOfBox({ x, y, outer }: Box): Area {
  const [width, height] = [outer.width / 2, outer.height / 2];
  return { left: x - width, right: x + width, top: y - height, bottom: y + height };
}

function areaOfLink({ label, top, bottom }: Wire, [start, end]: readonly [Box, Box]): Area {
  return {
    left: start.x,
    right: end.x,
    top: Math.min(top, label.y - 8),
    bottom: Math.max(bottom, label.y + 8),
  };
}
