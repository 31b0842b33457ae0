import { svg } from "lit";
import type { Point, Wire } from "../layout/layout.ts";
import type { LinkNumber } from "../model/linkNumbers.ts";
import type { Link } from "../model/links.ts";
import { formatNumber } from "../model/numbers.ts";
import type { Scene } from "../model/scene.ts";
import { wireWeight } from "../model/wireWeight.ts";

/** Links lie under the nodes; the wider, the more gradient flows through them. */
export function linksView(scene: Scene) {
  const { picture, linkNumbers } = scene;
  const largest = Math.max(
    0,
    ...linkNumbers.map(({ flow }) => Math.abs(flow)).filter(Number.isFinite),
  );
  return picture.graph.links.map((link, index) => {
    const wire = picture.layout.wires[index] as Wire;
    const numbers = linkNumbers[index] as LinkNumber;
    return linkView(scene, { link, wire, numbers, largest, played: playedClass(scene, index) });
  });
}

interface DrawnLink {
  readonly link: Link;
  readonly wire: Wire;
  readonly numbers: LinkNumber;
  readonly largest: number;
  readonly played: string;
}

/** Where the two passes are: what is computed from, and what carries a gradient back. */
function playedClass({ picture, play }: Scene, index: number): string {
  if (!play) return "";
  const { step, known } = play.frame;
  const to = picture.graph.links[index]?.to as number;
  if (step?.kind === "share" && step.link === index) return "carrying";
  if (step?.kind === "value" && step.node === to) return "computing";
  return known.has(to) ? "" : "pending";
}

function linkView(scene: Scene, { link, wire, numbers, largest, played }: DrawnLink) {
  const { picture, selected } = scene;
  const isNear = selected === link.from || selected === link.to;
  const isBroken = Number.isNaN(numbers.local) || Number.isNaN(numbers.flow);
  const state = isBroken ? "nan" : picture.graph.inactive.has(link.from) ? "frozen" : numbers.state;
  const derivative = picture.words.derivative(link.to, link.from);
  const text = numbers.state === "stopped" ? "" : formatNumber(numbers.local);
  return svg`
    <g class="link ${state} ${isNear ? "near" : ""} ${played}" data-from=${link.from} data-to=${link.to}>
      <title>${text === "" ? `${derivative}: no gradient passes` : `${derivative} = ${text}`}</title>
      <path class="wire" d=${wire.path} stroke-width=${wireWeight(numbers.flow, largest)} />
      ${text === "" ? stopMark(wire.label) : svg`<text class="local" x=${wire.label.x} y=${wire.label.y + 4}>${text}</text>`}
    </g>
  `;
}

/** Two bars across the wire: here the gradient ends. */
function stopMark({ x, y }: Point) {
  return svg`<path class="stop" d="M${x - 2},${y - 6}v12m4,-12v12" />`;
}
