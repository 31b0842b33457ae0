import type { Box } from "../layout/layout.ts";
import { BOX_HEIGHT, HEAT_GAP, shortened } from "../layout/measure.ts";
import { isTable } from "../model/fold.ts";
import type { GraphNode } from "../model/graph.ts";
import { heatGrid } from "../model/heat.ts";
import {
  facesOf,
  gradientCaption,
  labelOf,
  nodeClasses,
  tooltipOf,
  valueText,
} from "../model/nodeText.ts";
import type { Scene } from "../model/scene.ts";
import { createHeatMap } from "./heatMap.ts";
import { createText, svgElement, write } from "./svgElement.ts";

/** Baselines of the captions, from the center of the node. */
const VALUE_Y = -BOX_HEIGHT / 2 - 6;
const GRADIENT_Y = BOX_HEIGHT / 2 + 14;

/** Something drawn once that takes on the numbers of each frame. */
export interface Drawn {
  readonly element: SVGGElement;
  update(scene: Scene): void;
}

/**
 * One node: its value above, its name and operator inside, its gradient below. The texts stand beside
 * the button and not in it: its label says all of them in one sentence.
 */
export function drawNode(scene: Scene, node: GraphNode, box: Box): Drawn {
  const value = createText({ class: "value", y: VALUE_Y });
  const gradient = createText({ class: "gradient", y: GRADIENT_Y });
  const maps = isTable(node) ? heatMapsOf(node) : undefined;
  const button = svgElement("g", { role: "button", tabindex: -1 }, [
    svgElement("title", {}, [tooltipOf(scene, node)]),
    ...(node.fold ? [boxOf(box, node, 3)] : []),
    boxOf(box, node, 0),
  ]);
  const element = svgElement(
    "g",
    { "data-node": node.id, transform: `translate(${box.x} ${box.y})` },
    [
      ...(maps ? [maps.values.element] : [value.element]),
      button,
      wordsOf(node),
      ...(maps ? [maps.gradients.element] : [gradient.element]),
    ],
  );
  if (node.fold) write(button, "aria-expanded", "false");
  return {
    element,
    update(now) {
      const valueNow = valueText(now, node);
      const caption = gradientCaption(now, node);
      write(element, "class", nodeClasses(now, node));
      write(button, "aria-pressed", String(now.selected === node.id));
      write(button, "aria-label", labelOf(now, node, valueNow, caption));
      value.set(valueNow);
      gradient.set(caption.text);
      write(value.element, "class", valueNow.includes("NaN") ? "value broken" : "value");
      write(gradient.element, "class", `gradient ${caption.kind}`);
      maps?.update(now);
    },
  };
}

/** A folded node lies on others: there is more in it. */
function boxOf(box: Box, node: GraphNode, shift: number): SVGRectElement {
  return svgElement("rect", {
    class: shift === 0 ? "box" : "box under",
    x: -box.width / 2 + shift,
    y: -box.height / 2 + shift,
    width: box.width,
    height: box.height,
    rx: node.kind === "operation" ? 5 : box.height / 2,
  });
}

function wordsOf({ name, operator }: GraphNode): SVGTextElement {
  const parts: SVGElement[] = [];
  if (name !== undefined) parts.push(svgElement("tspan", { class: "name" }, [shortened(name)]));
  if (operator !== "") {
    const dx = name === undefined ? 0 : 8;
    parts.push(svgElement("tspan", { class: "operator", dx }, [shortened(operator)]));
  }
  return svgElement("text", { class: "words", y: 4.5 }, parts);
}

function heatMapsOf(node: GraphNode) {
  const columns = node.fold?.columns ?? 1;
  const faces = facesOf(node);
  const grid = heatGrid(faces.length, columns);
  const away = BOX_HEIGHT / 2 + HEAT_GAP;
  const values = createHeatMap(grid, columns, -away - grid.rows * grid.cell);
  const gradients = createHeatMap(grid, columns, away);
  return {
    values,
    gradients,
    update({ sweep, play }: Scene): void {
      const isKnown = !play || play.frame.known.has(node.id);
      const hasGradient = node.isActive && (!play || play.frame.gradients.has(node.id));
      values.element.classList.toggle("unknown", !isKnown);
      gradients.element.classList.toggle("unknown", !hasGradient);
      if (isKnown) values.update(faces.map((face) => sweep.values[face] as number));
      if (hasGradient) gradients.update(faces.map((face) => sweep.adjoints[face] as number));
    },
  };
}
