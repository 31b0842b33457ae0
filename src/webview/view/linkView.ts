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
    return linkView(scene, link, wire, linkNumbers[index] as LinkNumber, largest);
  });
}

function linkView(scene: Scene, link: Link, wire: Wire, numbers: LinkNumber, largest: number) {
  const { picture, selected } = scene;
  const isNear = selected === link.from || selected === link.to;
  const isBroken = Number.isNaN(numbers.local) || Number.isNaN(numbers.flow);
  const state = isBroken ? "nan" : picture.graph.inactive.has(link.from) ? "frozen" : numbers.state;
  const derivative = picture.words.derivative(link.to, link.from);
  const text = numbers.state === "stopped" ? "" : formatNumber(numbers.local);
  return svg`
    <g class="link ${state} ${isNear ? "near" : ""}" data-from=${link.from} data-to=${link.to}>
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
