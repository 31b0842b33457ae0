import type { Typeset } from "../../symbolic/print/typeset.ts";
import { shortNumbers } from "../lens/shortNumbers.ts";
import type { HoverBlock } from "./hoverBlocks.ts";

export function withShortNumbers(block: HoverBlock): HoverBlock {
  if (block.kind !== "formula") return block;
  const text = shortNumbers(block.text);
  if (text === block.text || !block.typeset) return { ...block, text };
  return { ...block, text, typeset: typesetShort(block.typeset) };
}

function typesetShort(typeset: Typeset): Typeset {
  switch (typeset.kind) {
    case "number":
      return { kind: "number", text: shortNumbers(typeset.text) };
    case "row":
      return { kind: "row", parts: typeset.parts.map(typesetShort) };
    case "fraction":
      return {
        kind: "fraction",
        over: typesetShort(typeset.over),
        under: typesetShort(typeset.under),
      };
    case "root":
      return { ...typeset, of: typesetShort(typeset.of) };
    case "script":
    case "limits": {
      const { below, above } = typeset;
      const inner = typeset.kind === "script" ? { base: typesetShort(typeset.base) } : {};
      return {
        ...typeset,
        ...inner,
        ...(below && { below: typesetShort(below) }),
        ...(above && { above: typesetShort(above) }),
      } as Typeset;
    }
    case "fence":
      return { ...typeset, inner: typesetShort(typeset.inner) };
    case "grid":
      return { kind: "grid", rows: typeset.rows.map((cells) => cells.map(typesetShort)) };
    default:
      return typeset;
  }
}
