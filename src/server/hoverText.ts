import type { HoverBlock } from "../core/analysis/hoverBlocks.ts";
import type { ThemeKind } from "../protocol/requests.ts";
import { formulaPicture } from "./formulaPicture.ts";
import { escapeMarkdown, fenced, picture, tableOf } from "./markdown.ts";
import { plotPicture } from "./plotPicture.ts";

/** Hovers of several extensions share one small box: ours stays within a dozen lines, links included. */
const MAX_LINES = 11;
const MAX_LINE_LENGTH = 400;
const MORE = "…";
/** What a plot takes of the room, and a line, in pixels. */
const PLOT_LINES = 6;
const LINE_HEIGHT = 19;

/** Of a formula: one that is larger is quicker read as a line of text than looked at piece by piece. */
const LARGEST_PICTURE = 1400;
const WIDEST_PICTURE = 620;

type Table = Extract<HoverBlock, { kind: "table" }>;
/** A block as it will be drawn: a formula may have become a picture. */
type Drawn = HoverBlock | Picture;
interface Picture {
  readonly kind: "picture";
  readonly markdown: string;
  readonly lines: number;
}

/** Without a theme no pictures are drawn. */
export function markdownOf(blocks: readonly HoverBlock[], theme?: ThemeKind): string {
  if (!theme) return blocksAsMarkdown(withoutPlots(blocks), undefined);
  const drawn = blocks.map((block) => formulaDrawn(block, theme) ?? block);
  // Pictures stand all or none, and never at the cost of what they would push out of the box.
  const fits = linesOfAll(drawn) <= Math.max(MAX_LINES, linesOfAll(blocks));
  return blocksAsMarkdown(fits ? drawn : blocks, theme);
}

function blocksAsMarkdown(blocks: readonly Drawn[], theme: ThemeKind | undefined): string {
  return fitted(blocks)
    .map((block) => blockAsMarkdown(block, theme))
    .join("\n\n");
}

function withoutPlots(blocks: readonly HoverBlock[]): readonly HoverBlock[] {
  return blocks.filter(({ kind }) => kind !== "plot");
}

function formulaDrawn(block: HoverBlock, theme: ThemeKind): Picture | undefined {
  if (block.kind !== "formula" || !block.typeset) return undefined;
  const { svg, width, height } = formulaPicture(block.typeset, theme);
  const markdown = picture(svg, block.text);
  if (markdown.length - block.text.length > LARGEST_PICTURE || width > WIDEST_PICTURE)
    return undefined;
  return { kind: "picture", markdown, lines: height / LINE_HEIGHT };
}

/** For a client that shows hovers as they come. */
export function plainTextOf(blocks: readonly HoverBlock[]): string {
  return fitted(withoutPlots(blocks)).map(blockAsText).join("\n");
}

function blockAsMarkdown(block: Drawn, theme: ThemeKind | undefined): string {
  switch (block.kind) {
    case "picture":
      return block.markdown;
    case "plot":
      return theme ? picture(plotPicture(block.plot, theme), block.text) : "";
    case "formula":
      return fenced("typescript", block.text);
    case "table":
      return tableOf(block.header, block.rows);
    case "text":
      return escapeMarkdown(block.text);
  }
}

function blockAsText(block: Drawn): string {
  if (block.kind === "picture") return "";
  return block.kind === "table"
    ? [block.header, ...block.rows].map((cells) => cells.join("  ").trimEnd()).join("\n")
    : block.text;
}

/** Each block cut to the room that is left, with a line kept for every one that follows. */
function fitted(facts: readonly Drawn[]): Drawn[] {
  const blocks = joinedFormulas(facts);
  const result: Drawn[] = [];
  let room = MAX_LINES;
  for (const [index, block] of blocks.entries()) {
    if (room <= 0) break;
    const following = blocks.length - 1 - index;
    const own = Math.max(1, room - following);
    const cut = cutTo(block, own);
    result.push(cut);
    room -= linesIn(cut);
  }
  return result;
}

function cutTo(block: Drawn, room: number): Drawn {
  if (block.kind === "picture") return block;
  return block.kind === "table" ? cutTable(block, room) : cutText(block, room);
}

function linesOfAll(blocks: readonly Drawn[]): number {
  return blocks.reduce((sum, block) => sum + linesIn(block), 0);
}

function linesIn(block: Drawn): number {
  if (block.kind === "picture") return block.lines;
  if (block.kind === "table") return block.rows.length + 1;
  return block.kind === "plot" ? PLOT_LINES : linesOf(block.text).length;
}

/** Formulas in a row share one code block. */
function joinedFormulas(blocks: readonly Drawn[]): Drawn[] {
  const result: Drawn[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (block.kind === "formula" && last?.kind === "formula") {
      result.splice(-1, 1, { kind: "formula", text: `${last.text}\n${block.text}` });
    } else result.push(block);
  }
  return result;
}

function cutTable({ header, rows }: Table, room: number): Table {
  const cut = rows.length + 1 <= room ? rows : rows.slice(0, Math.max(1, room - 2));
  const rest = rows.length - cut.length;
  const more =
    rest > 0 ? [header.map((_, column) => (column === 0 ? `${MORE} ${rest} more` : ""))] : [];
  return {
    kind: "table",
    header: header.map(clipped),
    rows: [...cut.map((cells) => cells.map(clipped)), ...more],
  };
}

function cutText(block: Exclude<HoverBlock, Table>, room: number): Exclude<HoverBlock, Table> {
  const lines = linesOf(block.text);
  const shown = lines.length <= room ? lines : [...lines.slice(0, Math.max(1, room - 1)), MORE];
  return { ...block, text: shown.map(clipped).join("\n") };
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

function clipped(line: string): string {
  return line.length <= MAX_LINE_LENGTH ? line : `${line.slice(0, MAX_LINE_LENGTH - 1)}${MORE}`;
}
