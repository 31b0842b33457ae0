import type { Point, Wire } from "../layout/layout.ts";
import type { LinkNumber } from "../model/linkNumbers.ts";
import type { Link } from "../model/links.ts";
import { formatNumber } from "../model/numbers.ts";
import type { Scene } from "../model/scene.ts";
import { wireWeight } from "../model/wireWeight.ts";
import type { Drawn } from "./nodeView.ts";
import { createText, svgElement, write } from "./svgElement.ts";

/** The largest flow in the picture: what the widths of wires are relative to. */
export function largestFlow({ linkNumbers }: Scene): number {
  let largest = 0;
  for (const { flow } of linkNumbers) {
    if (Number.isFinite(flow)) largest = Math.max(largest, Math.abs(flow));
  }
  return largest;
}

/** A link lies under the nodes; the wider, the more gradient flows through it. */
export function drawLink(
  scene: Scene,
  link: Link,
  index: number,
  wire: Wire,
  largest: () => number,
): Drawn {
  const names = derivativeName(scene, link);
  const title = document.createTextNode("");
  const path = svgElement("path", { class: "wire", d: wire.path });
  const local = createText({ class: "local", x: wire.label.x, y: wire.label.y + 4 });
  const stop = stopMark(wire.label);
  const element = svgElement("g", { "data-from": link.from, "data-to": link.to }, [
    svgElement("title", {}, [title]),
    path,
    ...(link.bundle ? [] : [stop, local.element]),
  ]);
  const quiet = isQuiet(scene);
  let shown = scene;
  // Said only where somebody points: most links are passed over by most frames.
  element.addEventListener("pointerenter", () => {
    title.data = saidOf(names, link, shown.linkNumbers[index] as LinkNumber);
  });
  return {
    element,
    update(now) {
      shown = now;
      const numbers = now.linkNumbers[index] as LinkNumber;
      const classes = linkClasses(now, link, index, numbers);
      write(element, "class", classes);
      write(path, "stroke-width", wireWeight(numbers.flow, largest()));
      const isWritten = !link.bundle && numbers.state !== "stopped";
      const isSeen = !quiet || /near|carrying/.test(classes);
      local.set(isWritten && isSeen ? formatNumber(numbers.local) : "");
    },
  };
}

/** More nodes than this and local derivatives are written only beside the selected node. */
const QUIET_NODES = 80;

function isQuiet({ picture }: Scene): boolean {
  return picture.graph.nodes.length > QUIET_NODES;
}

function saidOf(names: string, { bundle }: Link, { local, state }: LinkNumber): string {
  if (bundle) return `${names}: several derivatives`;
  return state === "stopped" ? `${names}: no gradient passes` : `${names} = ${formatNumber(local)}`;
}

function derivativeName({ picture }: Scene, { from, to }: Link): string {
  const nameOf = (id: number) => {
    const node = picture.graph.nodes.find((each) => each.id === id);
    return (node?.fold && (node.name ?? node.operator)) || picture.words.term(id);
  };
  return picture.graph.joined
    ? `∂${nameOf(to)}/∂${nameOf(from)}`
    : picture.words.derivative(to, from);
}

function linkClasses(
  { picture, selected, play }: Scene,
  link: Link,
  index: number,
  numbers: LinkNumber,
): string {
  const isBroken = Number.isNaN(numbers.local) || Number.isNaN(numbers.flow);
  const state = isBroken ? "nan" : picture.graph.inactive.has(link.from) ? "frozen" : numbers.state;
  let classes = `link ${state}`;
  if (selected === link.from || selected === link.to) classes += " near";
  if (!play) return classes;
  const { step, known } = play.frame;
  if (step?.kind === "share" && step.link === index) return `${classes} carrying`;
  if (step?.kind === "value" && step.node === link.to) return `${classes} computing`;
  return known.has(link.to) ? classes : `${classes} pending`;
}

/** Two bars across the wire: here the gradient ends. */
function stopMark({ x, y }: Point): SVGPathElement {
  return svgElement("path", { class: "stop", d: `M${x - 2},${y - 6}v12m4,-12v12` });
}
