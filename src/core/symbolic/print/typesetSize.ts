import type { Typeset } from "./typeset.ts";

/** In units of the font's size: how wide, how far above and below the line's middle. */
export interface TypesetSize {
  readonly width: number;
  readonly up: number;
  readonly down: number;
}

const lineUp = 0.56;
const lineDown = 0.56;
/** What is raised or lowered is drawn smaller. */
const smaller = 0.71;
const bar = 0.12;

/**
 * Nobody measures text outside of a browser: the room a formula takes, from usual widths of letters.
 * Fonts differ by a quarter either way, which the caller allows for.
 */
export function typesetSize(formula: Typeset): TypesetSize {
  switch (formula.kind) {
    case "row":
      return beside(formula.parts.map(typesetSize));
    case "number":
      return line(0.56 * formula.text.length);
    case "name":
      return line(0.6);
    case "word":
      return line([...formula.text].reduce((sum, letter) => sum + letterWidth(letter), 0));
    case "operator":
      return line(operatorWidth(formula.text));
    case "mark":
      return line(0.3 * formula.text.length);
    case "space":
      return line(0.2);
    case "fraction":
      return stacked(typesetSize(formula.over), typesetSize(formula.under));
    case "root": {
      const { width, up, down } = typesetSize(formula.of);
      return { width: width + 1, up: up + 0.2, down: down + 0.05 };
    }
    case "script":
      return scripted(formula);
    case "limits": {
      const low = typesetSize(formula.below);
      const high = formula.above && typesetSize(formula.above);
      const width = smaller * Math.max(low.width, high?.width ?? 0);
      const down = 0.8 + smaller * (low.up + low.down);
      const up = 0.8 + (high ? smaller * (high.up + high.down) : 0);
      return { width: Math.max(1.5, width + 0.2), up, down };
    }
    case "fence": {
      const { width, up, down } = typesetSize(formula.inner);
      const signs = (formula.open === "" ? 0 : 0.45) + (formula.close === "" ? 0 : 0.45);
      return { width: width + signs, up: up + 0.05, down: down + 0.05 };
    }
    case "grid":
      return grid(formula.rows.map((cells) => cells.map(typesetSize)));
  }
}

function line(width: number): TypesetSize {
  return { width, up: lineUp, down: lineDown };
}

function letterWidth(letter: string): number {
  if (/[mwMW@]/.test(letter)) return 0.9;
  if (/[iljtfI.,'′[\]]/.test(letter)) return 0.34;
  return /[\u2E80-\uFFFF]/.test(letter) || letter.length > 1 ? 1 : 0.6;
}

/** With the spaces around it. */
function operatorWidth(text: string): number {
  if (text === "·") return 0.7;
  if (text === ",") return 0.5;
  if (text === "∂" || text === "∇") return 0.65;
  return 1.35 + 0.55 * (text.length - 1);
}

function beside(parts: readonly TypesetSize[]): TypesetSize {
  return {
    width: parts.reduce((sum, { width }) => sum + width, 0),
    up: Math.max(lineUp, ...parts.map(({ up }) => up)),
    down: Math.max(lineDown, ...parts.map(({ down }) => down)),
  };
}

function stacked(over: TypesetSize, under: TypesetSize): TypesetSize {
  return {
    width: Math.max(over.width, under.width) + 0.2,
    up: over.up + over.down + bar,
    down: under.up + under.down + bar,
  };
}

function scripted({ base, below, above }: Extract<Typeset, { kind: "script" }>): TypesetSize {
  const own = typesetSize(base);
  const low = below && typesetSize(below);
  const high = above && typesetSize(above);
  return {
    width: own.width + smaller * Math.max(low?.width ?? 0, high?.width ?? 0) + 0.05,
    up: high ? own.up - 0.47 + smaller * (high.up + high.down) : own.up,
    down: low ? own.down - 0.42 + smaller * (low.up + low.down) : own.down,
  };
}

function grid(rows: readonly (readonly TypesetSize[])[]): TypesetSize {
  const columns = rows[0]?.map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.width ?? 0)),
  );
  const width = (columns ?? []).reduce((sum, each) => sum + each + 0.8, 0);
  const height = rows.reduce((sum, cells) => {
    const { up, down } = beside(cells);
    return sum + up + down + 0.3;
  }, 0);
  return { width, up: height / 2, down: height / 2 };
}
