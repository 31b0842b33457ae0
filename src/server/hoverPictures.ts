import type { HoverBlock } from "../core/analysis/hover/hoverBlocks.ts";
import type { ThemeKind } from "../protocol/requests.ts";
import { formulaPicture } from "./formulaPicture.ts";
import { picture } from "./markdown.ts";
import { PLOT_HEIGHT, plotPicture } from "./plotPicture.ts";

/** A formula or a plot, drawn; `text` says the same. */
export interface Picture {
  readonly kind: "picture";
  readonly markdown: string;
  readonly text: string;
  /** How many lines of text would take the same room. */
  readonly lines: number;
}

/** A block as it will stand in the hover. */
export type Drawn = Exclude<HoverBlock, { readonly kind: "plot" }> | Picture;

/** What VS Code shows without scrolling, in pixels, and what stands in it. */
const HIGHEST = 246;
const LINE_HEIGHT = 19;
const ROW_HEIGHT = 23;
const BETWEEN = 8;
/** A picture stands on the line of the text, which reaches a little below. */
const UNDER_PICTURE = 5;

/** Of a formula: one that is larger is quicker read as a line of text than looked at piece by piece. */
const LARGEST_PICTURE = 1400;
const WIDEST_PICTURE = 620;

/** Without a theme nothing is drawn. */
export function withPictures(
  blocks: readonly HoverBlock[],
  theme: ThemeKind | undefined,
  links: boolean,
): readonly Drawn[] {
  const plain = blocks.flatMap((block): Drawn[] => {
    if (block.kind !== "plot") return [block];
    return theme ? [drawn(plotPicture(block.plot, theme), block.text, PLOT_HEIGHT)] : [];
  });
  if (!theme) return plain;
  const typeset = plain.map((block) => formulaDrawn(block, theme) ?? block);
  // All formulas or none, and never at the cost of what they would push out of the box.
  const room = HIGHEST - (links ? LINE_HEIGHT + BETWEEN : 0);
  return heightOf(typeset) <= Math.max(room, heightOf(plain)) ? typeset : plain;
}

function formulaDrawn(block: Drawn, theme: ThemeKind): Picture | undefined {
  if (block.kind !== "formula" || !block.typeset) return undefined;
  const { svg, width, height } = formulaPicture(block.typeset, theme);
  const picture = drawn(svg, block.text, height);
  const size = picture.markdown.length - block.text.length;
  return size > LARGEST_PICTURE || width > WIDEST_PICTURE ? undefined : picture;
}

function drawn(svg: string, text: string, height: number): Picture {
  return { kind: "picture", markdown: picture(svg, text), text, lines: height / LINE_HEIGHT };
}

function heightOf(blocks: readonly Drawn[]): number {
  let height = 0;
  let before: Drawn | undefined;
  for (const block of blocks) {
    // Formulas in a row share one block of code.
    const isJoined = block.kind === "formula" && before?.kind === "formula";
    height += ownHeight(block) + (isJoined ? 0 : BETWEEN);
    before = block;
  }
  return height;
}

function ownHeight(block: Drawn): number {
  switch (block.kind) {
    case "picture":
      return block.lines * LINE_HEIGHT + UNDER_PICTURE;
    case "table":
      return (block.rows.length + 1) * ROW_HEIGHT;
    default:
      return LINE_HEIGHT;
  }
}
