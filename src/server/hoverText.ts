import type { HoverBlock } from "../core/analysis/hoverBlocks.ts";
import type { ThemeKind } from "../protocol/requests.ts";
import { escapeMarkdown, fenced, picture, tableOf } from "./markdown.ts";
import { plotPicture } from "./plotPicture.ts";

/** Hovers of several extensions share one small box: ours stays within a dozen lines, links included. */
const MAX_LINES = 11;
const MAX_LINE_LENGTH = 400;
const MORE = "…";
/** What a plot takes of the room. */
const PLOT_LINES = 6;

type Table = Extract<HoverBlock, { kind: "table" }>;

/** Without a theme no pictures are drawn. */
export function markdownOf(blocks: readonly HoverBlock[], theme?: ThemeKind): string {
  const shown = blocks.filter(({ kind }) => kind !== "plot" || theme !== undefined);
  return fitted(shown)
    .map((block) => blockAsMarkdown(block, theme))
    .join("\n\n");
}

/** For a client that shows hovers as they come. */
export function plainTextOf(blocks: readonly HoverBlock[]): string {
  return fitted(blocks.filter(({ kind }) => kind !== "plot"))
    .map(blockAsText)
    .join("\n");
}

function blockAsMarkdown(block: HoverBlock, theme: ThemeKind | undefined): string {
  switch (block.kind) {
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

function blockAsText(block: HoverBlock): string {
  return block.kind === "table"
    ? [block.header, ...block.rows].map((cells) => cells.join("  ").trimEnd()).join("\n")
    : block.text;
}

/** Each block cut to the room that is left, with a line kept for every one that follows. */
function fitted(facts: readonly HoverBlock[]): HoverBlock[] {
  const blocks = joinedFormulas(facts);
  const result: HoverBlock[] = [];
  let room = MAX_LINES;
  for (const [index, block] of blocks.entries()) {
    if (room <= 0) break;
    const following = blocks.length - 1 - index;
    const own = Math.max(1, room - following);
    const cut = block.kind === "table" ? cutTable(block, own) : cutText(block, own);
    result.push(cut);
    room -= linesIn(cut);
  }
  return result;
}

function linesIn(block: HoverBlock): number {
  if (block.kind === "table") return block.rows.length + 1;
  return block.kind === "plot" ? PLOT_LINES : linesOf(block.text).length;
}

/** Formulas in a row share one code block. */
function joinedFormulas(blocks: readonly HoverBlock[]): HoverBlock[] {
  const result: HoverBlock[] = [];
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
