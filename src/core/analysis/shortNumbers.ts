import type { Typeset } from "../symbolic/print/typeset.ts";
import type { HoverBlock } from "./hoverBlocks.ts";
import { hoverDigits } from "./titles.ts";

/** People write constants with this many digits; longer ones are what became of several. */
const writtenDigits = 10;

const number = /(?<![\p{L}\p{N}_$.])\d+\.\d+(?:e−?\d+)?/gu;

/** A formula for reading: `0.3989423` stays what somebody wrote, `0.00008497779070530125` has the digits of a hover. */
export function shortNumbers(text: string): string {
  return text.replace(number, (written) => {
    const digits = written.replace(/e.*$/, "").replace(".", "").replace(/^0+/, "").length;
    if (digits <= writtenDigits) return written;
    // Beside a name an exponent would be read as part of it.
    const value = Number(written.replace("−", "-"));
    return String(Number(value.toPrecision(hoverDigits))).replace("-", "−");
  });
}

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
