import type { NodeId } from "../../core/tape/tape.ts";
import { BOX_HEIGHT, CAPTION_HEIGHT } from "./measure.ts";

const DISTANCE = BOX_HEIGHT + 2 * CAPTION_HEIGHT + 12;

interface Block {
  readonly ids: readonly NodeId[];
  /** The mean of where its members would start if they stood alone. */
  readonly start: number;
}

/**
 * Places the nodes of a layer as near as they can be to where each wants to stand, in that order and
 * at a distance: neighbors that would overlap are pooled into a block around their common mean
 * (isotonic regression, by pooling adjacent violators).
 */
export function alignLayer(
  layer: readonly NodeId[],
  wish: (id: NodeId, index: number) => number | undefined,
  place: Map<NodeId, number>,
): void {
  const wishes = layer.map((id, index) => ({ id, at: wish(id, index) ?? place.get(id) ?? 0 }));
  wishes.sort((a, b) => a.at - b.at);
  const blocks: Block[] = [];
  for (const { id, at } of wishes) {
    let block: Block = { ids: [id], start: at };
    for (let last = blocks.at(-1); last && overlaps(last, block); last = blocks.at(-1)) {
      blocks.pop();
      block = pooled(last, block);
    }
    blocks.push(block);
  }
  for (const { ids, start } of blocks) {
    for (const [index, id] of ids.entries()) place.set(id, start + index * DISTANCE);
  }
}

function overlaps(upper: Block, lower: Block): boolean {
  return upper.start + upper.ids.length * DISTANCE > lower.start;
}

function pooled(upper: Block, lower: Block): Block {
  const ids = [...upper.ids, ...lower.ids];
  const lowerStart = lower.start - upper.ids.length * DISTANCE;
  const start = (upper.start * upper.ids.length + lowerStart * lower.ids.length) / ids.length;
  return { ids, start };
}
