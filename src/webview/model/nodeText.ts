import { isSeveral, isTable } from "./fold.ts";
import type { GraphNode } from "./graph.ts";
import { formatNumber } from "./numbers.ts";
import type { Scene } from "./scene.ts";
import { operationName, placeOf } from "./words.ts";

/** What stands below a node. */
export interface Caption {
  readonly text: string;
  /** Words the screen reader says; "" where there is nothing to say. */
  readonly spoken: string;
  readonly kind: "number" | "broken" | "none" | "note";
}

const NOTHING: Caption = { text: "", spoken: "", kind: "none" };

export function facesOf({ id, fold }: GraphNode): readonly number[] {
  return fold?.faces ?? [id];
}

export function valueText({ sweep, play }: Scene, node: GraphNode): string {
  if (isTable(node) || (play && !play.frame.known.has(node.id))) return "";
  return facesOf(node)
    .map((face) => formatNumber(sweep.values[face] as number))
    .join(", ");
}

export function gradientCaption({ sweep, play }: Scene, node: GraphNode): Caption {
  if (node.role === "frozen") return note("frozen");
  if (node.role === "noise") return note("noise");
  if (play && !isSeveral(node)) return playedCaption(play.frame.gradients.get(node.id));
  if (!node.isActive || isTable(node) || (play && !play.frame.gradients.has(node.id))) {
    return NOTHING;
  }
  const faces = facesOf(node);
  const text = faces.map((face) => formatNumber(sweep.adjoints[face] as number)).join(", ");
  const isReached = faces.some((face) => sweep.reached[face] === 1);
  const isBroken = faces.some((face) => Number.isNaN(sweep.adjoints[face]));
  return {
    text,
    spoken: `gradient ${text}`,
    kind: isBroken ? "broken" : isReached ? "number" : "none",
  };
}

function note(text: string): Caption {
  return { text, spoken: text, kind: "note" };
}

/** What has arrived so far. */
function playedCaption(sum: number | undefined): Caption {
  if (sum === undefined) return NOTHING;
  const text = formatNumber(sum);
  const kind = Number.isNaN(sum) ? "broken" : "number";
  return { text, spoken: `gradient ${text}`, kind };
}

/** "mul, u = 6, gradient 624"; "folded, layer(), hidden, 16 values" */
export function labelOf(scene: Scene, node: GraphNode, value: string, gradient: Caption): string {
  const { picture, play } = scene;
  const operation = node.fold
    ? ["folded", node.operator].filter((part) => part !== "").join(", ")
    : operationName(picture.tape, node.id);
  const named = node.name === undefined ? operation : `${operation}, ${node.name}`;
  if (play && !play.frame.known.has(node.id)) return named;
  if (isTable(node)) return `${named}, ${facesOf(node).length} values`;
  const label = `${named} = ${value}`;
  return gradient.spoken === "" ? label : `${label}, ${gradient.spoken}`;
}

export function tooltipOf({ picture }: Scene, { id, fold, name, operator }: GraphNode): string {
  const place = placeOf(picture.tape, id);
  if (!fold) return `${picture.words.term(id)} ${place}`.trim();
  const what = [name, operator].filter((part) => part !== undefined && part !== "").join(": ");
  return `${what} (${fold.members.length} operations or inputs). Double-click to open.`;
}

export function nodeClasses({ selected, atCursor, sweep, play }: Scene, node: GraphNode): string {
  const mark = atCursor.get(node.id);
  const isBroken = facesOf(node).some(
    (face) =>
      Number.isNaN(sweep.values[face]) || (node.isActive && Number.isNaN(sweep.adjoints[face])),
  );
  let classes = `node ${node.kind}`;
  if (node.fold) classes += " folded";
  if (node.isOutput) classes += " output";
  if (!node.isActive) classes += " inactive";
  if (selected === node.id) classes += " selected";
  if (mark !== undefined) classes += ` cursor-${mark}`;
  if (isBroken) classes += " nan";
  if (play && !play.frame.known.has(node.id)) classes += " pending";
  if (play?.frame.step?.node === node.id) classes += " current";
  return classes;
}
