import { isTable } from "../model/fold.ts";
import type { GraphNode } from "../model/graph.ts";
import { heatGrid } from "../model/heat.ts";

/** Sizes are estimated from the text, so that layout needs no page and no number changes it. */
const NAME_ADVANCE = 8;
const OPERATOR_ADVANCE = 7.4;
const BETWEEN = 8;
const PADDING = 12;
const MIN_WIDTH = 40;
/** Room for "−0.012069" above and below the narrowest box. */
const CAPTION_WIDTH = 68;

export const BOX_HEIGHT = 30;
const CAPTION_HEIGHT = 19;
/** Between a box and the picture of its numbers. */
export const HEAT_GAP = 5;
const NAME_LENGTH = 22;

export interface NodeSize {
  readonly width: number;
  readonly height: number;
  readonly outer: { readonly width: number; readonly height: number };
}

export function sizeOfNode(node: GraphNode): NodeSize {
  const { name, operator, fold } = node;
  const nameWidth = shortened(name ?? "").length * NAME_ADVANCE;
  const operatorWidth = shortened(operator).length * OPERATOR_ADVANCE;
  const gap = nameWidth > 0 && operatorWidth > 0 ? BETWEEN : 0;
  const width = Math.max(MIN_WIDTH, nameWidth + gap + operatorWidth + 2 * PADDING);
  if (fold && isTable(node)) {
    const { columns, rows, cell } = heatGrid(fold.faces.length, fold.columns);
    const outer = {
      width: Math.max(width, columns * cell),
      height: BOX_HEIGHT + 2 * (rows * cell + HEAT_GAP),
    };
    return { width, height: BOX_HEIGHT, outer };
  }
  const captions = CAPTION_WIDTH * (fold?.faces.length ?? 1);
  return {
    width,
    height: BOX_HEIGHT,
    outer: { width: Math.max(width, captions), height: BOX_HEIGHT + 2 * CAPTION_HEIGHT },
  };
}

/** Long names keep their end: it is the end that tells `weights[0][1]` from `weights[0][2]`. */
export function shortened(text: string, length = NAME_LENGTH): string {
  if (text.length <= length) return text;
  const head = Math.ceil((length - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (length - 1 - head))}`;
}
