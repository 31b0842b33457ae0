import { nothing, svg } from "lit";
import { BOX_HEIGHT, shortened } from "../layout/measure.ts";
import type { GraphNode } from "../model/graph.ts";
import { formatNumber } from "../model/numbers.ts";
import type { Scene } from "../model/scene.ts";
import { operationName, placeOf } from "../model/words.ts";

/** Baselines of the captions, from the center of the node. */
const VALUE_Y = -BOX_HEIGHT / 2 - 6;
const GRADIENT_Y = BOX_HEIGHT / 2 + 14;

/**
 * One node: its value above, its name and operator inside, its gradient below. The texts stand beside
 * the button and not in it: its label says all of them in one sentence.
 */
export function nodeView(scene: Scene, node: GraphNode, isEntry: boolean) {
  const { picture, sweep, play } = scene;
  const isKnown = play === undefined || play.frame.known.has(node.id);
  const box = picture.layout.boxes.get(node.id);
  if (!box) return nothing;
  const value = sweep.values[node.id] as number;
  const gradient = gradientCaption(scene, node);
  return svg`
    <g
      class=${classesOf(scene, node, value)}
      data-node=${node.id}
      transform="translate(${box.x} ${box.y})"
    >
      <text class="value ${Number.isNaN(value) ? "broken" : ""}" y=${VALUE_Y}>${isKnown ? formatNumber(value) : ""}</text>
      <g
        role="button"
        tabindex=${isEntry ? 0 : -1}
        aria-label=${labelOf(scene, node, value, gradient)}
        aria-pressed=${scene.selected === node.id}
      >
        <title>${tooltipOf(scene, node)}</title>
        <rect
          class="box"
          x=${-box.width / 2}
          y=${-box.height / 2}
          width=${box.width}
          height=${box.height}
          rx=${node.kind === "operation" ? 5 : box.height / 2}
        />
      </g>
      <text class="words" y="4.5">${wordsView(node)}</text>
      <text class="gradient ${gradient.kind}" y=${GRADIENT_Y}>${gradient.text}</text>
    </g>
  `;
}

function wordsView({ name, operator }: GraphNode) {
  const named = name === undefined ? nothing : svg`<tspan class="name">${shortened(name)}</tspan>`;
  if (operator === "") return named;
  const gap = name === undefined ? 0 : 8;
  return svg`${named}<tspan class="operator" dx=${gap}>${shortened(operator)}</tspan>`;
}

interface Caption {
  readonly text: string;
  /** Words the screen reader says; "" where there is nothing to say. */
  readonly spoken: string;
  readonly kind: "number" | "broken" | "none" | "note";
}

function gradientCaption({ sweep, play }: Scene, node: GraphNode): Caption {
  if (play) return playedCaption(play.frame.gradients.get(node.id));
  if (node.role === "frozen") return { text: "frozen", spoken: "frozen", kind: "note" };
  if (node.role === "noise") return { text: "noise", spoken: "noise", kind: "note" };
  if (!node.isActive) return { text: "", spoken: "", kind: "note" };
  const gradient = sweep.adjoints[node.id] as number;
  const text = formatNumber(gradient);
  const isReached = sweep.reached[node.id] === 1;
  const kind = Number.isNaN(gradient) ? "broken" : isReached ? "number" : "none";
  return { text, spoken: `gradient ${text}`, kind };
}

/** What has arrived so far. */
function playedCaption(sum: number | undefined): Caption {
  if (sum === undefined) return { text: "", spoken: "", kind: "none" };
  const text = formatNumber(sum);
  const kind = Number.isNaN(sum) ? "broken" : "number";
  return { text, spoken: `gradient ${text}`, kind };
}

/** "mul, u = 6, gradient 624" */
function labelOf(scene: Scene, node: GraphNode, value: number, gradient: Caption): string {
  const { picture, play } = scene;
  const operation = operationName(picture.tape, node.id);
  const named = node.name === undefined ? operation : `${operation}, ${node.name}`;
  if (play && !play.frame.known.has(node.id)) return named;
  const label = `${named} = ${formatNumber(value)}`;
  return gradient.spoken === "" ? label : `${label}, ${gradient.spoken}`;
}

function tooltipOf({ picture }: Scene, { id }: GraphNode): string {
  return `${picture.words.term(id)} ${placeOf(picture.tape, id)}`.trim();
}

function classesOf(
  { selected, atCursor, sweep, play }: Scene,
  node: GraphNode,
  value: number,
): string {
  const mark = atCursor.get(node.id);
  const isBroken = Number.isNaN(value) || (node.isActive && Number.isNaN(sweep.adjoints[node.id]));
  return [
    "node",
    node.kind,
    node.isOutput ? "output" : "",
    node.isActive ? "" : "inactive",
    selected === node.id ? "selected" : "",
    mark === undefined ? "" : `cursor-${mark}`,
    isBroken ? "nan" : "",
    play && !play.frame.known.has(node.id) ? "pending" : "",
    play?.frame.step?.node === node.id ? "current" : "",
  ]
    .filter((name) => name !== "")
    .join(" ");
}
