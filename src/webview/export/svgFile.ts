import type { Scene } from "../model/scene.ts";
import { GraphElement } from "../view/graphElement.ts";
import { plainColor } from "./plainColor.ts";

/** What decides how SVG looks; everything else of a style sheet is about the page. */
const properties = [
  ...["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"],
  ...["opacity", "paint-order", "font-family", "font-size", "font-weight", "font-style"],
  ...["text-anchor", "white-space", "display"],
];
const MARGIN = 16;
const GAP = 12;

/** What is drawn in the open view, else the whole graph, as an SVG file of its own. */
export async function svgFile(scene: Scene, page: ParentNode): Promise<string> {
  const figures = [...page.querySelectorAll<SVGSVGElement>(".page svg[role=img]")];
  return figures.length > 0 ? fileOf(figures.map(drawn)) : graphFile(scene);
}

interface Drawn {
  readonly element: SVGSVGElement;
  readonly width: number;
  readonly height: number;
}

/** The graph drawn aside, so that it is whole however the view has been moved. */
async function graphFile(scene: Scene): Promise<string> {
  const graph = new GraphElement();
  graph.className = "aside";
  graph.scene = scene;
  document.body.append(graph);
  try {
    await graph.updateComplete;
    const svg = graph.querySelector("svg");
    const content = svg?.querySelector<SVGGElement>(".scene");
    if (!svg || !content) return "";
    content.removeAttribute("transform");
    const { x, y, width, height } = content.getBBox();
    const { element } = drawn(svg);
    element.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    return fileOf([{ element, width, height }]);
  } finally {
    graph.remove();
  }
}

function drawn(svg: SVGSVGElement): Drawn {
  const element = svg.cloneNode(true) as SVGSVGElement;
  const copies = [...element.querySelectorAll("*")];
  for (const [index, original] of [...svg.querySelectorAll("*")].entries()) {
    const copy = copies[index] as Element;
    const style = getComputedStyle(original);
    for (const property of properties) {
      copy.setAttribute(property, plainColor(style.getPropertyValue(property)));
    }
    for (const name of ["class", "tabindex", "role", "style"]) copy.removeAttribute(name);
  }
  element.removeAttribute("class");
  const { width, height } = svg.viewBox.baseVal ?? svg.getBoundingClientRect();
  return { element, width, height };
}

/** One under the other, on the color of the page. */
function fileOf(figures: readonly Drawn[]): string {
  const width = Math.max(...figures.map((figure) => figure.width)) + 2 * MARGIN;
  let top = MARGIN;
  const file = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const ground = document.createElementNS(file.namespaceURI, "rect");
  file.append(ground);
  for (const { element, width, height } of figures) {
    set(element, { x: MARGIN, y: top, width, height });
    file.append(element);
    top += height + GAP;
  }
  const height = top - GAP + MARGIN;
  set(file, { width, height, viewBox: `0 0 ${width} ${height}` });
  const { backgroundColor } = getComputedStyle(document.body);
  set(ground, { width, height, fill: plainColor(backgroundColor) });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${withoutComments(file)}\n`;
}

function set(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

/** The marks that the page's templates leave between elements. */
function withoutComments(file: Element): string {
  const comments = document.createNodeIterator(file, NodeFilter.SHOW_COMMENT);
  for (let comment = comments.nextNode(); comment; comment = comments.nextNode()) {
    (comment as Comment).remove();
  }
  return new XMLSerializer().serializeToString(file);
}
