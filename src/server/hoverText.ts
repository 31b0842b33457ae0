import type { HoverBlock } from "../core/analysis/hover/hoverBlocks.ts";
import type { ThemeKind } from "../protocol/requests.ts";
import { type Drawn, type Picture, withPictures } from "./hoverPictures.ts";
import { escapeMarkdown, fenced, tableOf } from "./markdown.ts";

/** Hovers of several extensions share one small box: ours stays within a dozen lines, links included. */
const MAX_LINES = 11;
const MAX_LINE_LENGTH = 400;
const MORE = "…";

type Table = Extract<HoverBlock, { kind: "table" }>;

/** `links` stand below; without a theme no pictures are drawn. */
export function markdownOf(blocks: readonly HoverBlock[], theme?: ThemeKind, links = ""): string {
  const shown = fitted(withPictures(blocks, theme, links !== "")).map(blockAsMarkdown);
  return [...shown, ...(links === "" ? [] : [links])].join("\n\n");
}

/** For a client that shows hovers as they come. */
export function plainTextOf(blocks: readonly HoverBlock[]): string {
  return fitted(withPictures(blocks, undefined, false))
    .map(blockAsText)
    .join("\n");
}

function blockAsMarkdown(block: Drawn): string {
  switch (block.kind) {
    case "picture":
      return block.markdown;
    case "formula":
      return fenced("typescript", block.text);
    case "table":
      return tableOf(block.header, block.rows);
    case "text":
      return escapeMarkdown(block.text);
  }
}

function blockAsText(block: Drawn): string {
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

function linesIn(block: Drawn): number {
  if (block.kind === "picture") return block.lines;
  if (block.kind === "table") return block.rows.length + 1;
  return linesOf(block.text).length;
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

type Written = Exclude<Drawn, Table | Picture>;

function cutText(block: Written, room: number): Written {
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
