import type { Typeset } from "./typeset.ts";

/** The content of a `<math>` element: presentation MathML as browsers draw it themselves. */
export function mathml(formula: Typeset): string {
  switch (formula.kind) {
    case "row":
      return rowOf(formula.parts);
    case "number":
      return element("mn", escaped(formula.text));
    case "name":
    case "word":
      return element("mi", escaped(formula.text));
    case "operator":
      return element("mo", escaped(formula.text));
    case "mark":
      return `<mo lspace="0" rspace="0">${escaped(formula.text)}</mo>`;
    case "space":
      return `<mspace width=".2em"/>`;
    case "fraction":
      return element("mfrac", one(formula.over) + one(formula.under));
    case "root":
      return formula.degree === undefined
        ? element("msqrt", mathml(formula.of))
        : element("mroot", one(formula.of) + element("mn", escaped(formula.degree)));
    case "script":
      return scripted(formula);
    case "limits": {
      const base = element("mo", escaped(formula.sign)) + one(formula.below);
      return formula.above
        ? element("munderover", base + one(formula.above))
        : element("munder", base);
    }
    case "fence":
      // First and last of a row, the signs are known to open and to close.
      return element("mrow", sign(formula.open) + mathml(formula.inner) + sign(formula.close));
    case "grid":
      return element("mtable", formula.rows.map(gridRow).join(""));
  }
}

/** A sign that comes first stands for itself, not between what is around the row. */
function rowOf(parts: readonly Typeset[]): string {
  const content = parts.map(mathml).join("");
  return parts[0]?.kind === "operator" ? element("mrow", content) : content;
}

/** As one element, where MathML tells arguments apart by their place. */
function one(formula: Typeset): string {
  const isSeveral = formula.kind === "row" && formula.parts[0]?.kind !== "operator";
  return isSeveral ? element("mrow", mathml(formula)) : mathml(formula);
}

function scripted({ base, below, above }: Extract<Typeset, { kind: "script" }>): string {
  if (below && above) return element("msubsup", one(base) + one(below) + one(above));
  if (below) return element("msub", one(base) + one(below));
  return above ? element("msup", one(base) + one(above)) : mathml(base);
}

function gridRow(cells: readonly Typeset[]): string {
  return element("mtr", cells.map((cell) => element("mtd", mathml(cell))).join(""));
}

function sign(text: string): string {
  return text === "" ? "" : element("mo", escaped(text));
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** User code may call a property anything, and an SVG with a stray sign is not drawn at all. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, " ")
    .replace(/[&<>]/g, (each) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[each] ?? "");
}
