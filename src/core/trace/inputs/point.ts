import JSON5 from "json5";

/** A value a person wrote for an input. */
export type PointValue =
  | number
  | string
  | boolean
  | null
  | readonly PointValue[]
  | { readonly [key: string]: PointValue };

/** `x = 2, v = [1, 2]` as names and values, in order. */
export type Point = ReadonlyMap<string, PointValue>;

export type PointOutcome =
  | { readonly kind: "point"; readonly point: Point }
  /** `offset` is where in the text the mistake is. */
  | { readonly kind: "bad"; readonly message: string; readonly offset: number };

const assignment = /^\s*((?:this\.)?[\p{ID_Start}$_][\p{ID_Continue}$.]*(?:\[\d+\])*)\s*=\s*/u;

/** Reads the text of `@at` and `--at`. */
export function parsePoint(text: string): PointOutcome {
  const point = new Map<string, PointValue>();
  for (const { part, offset } of splitAtCommas(text)) {
    const match = assignment.exec(part);
    if (!match) {
      return { kind: "bad", message: `"${part.trim()}" is not of the form name = value`, offset };
    }
    const written = part.slice(match[0].length).trim();
    const value = parseValue(written);
    if (value === undefined) {
      const message = `"${written}" is not a value; write a number, text in quotes, true, false, [ … ] or { … }`;
      return { kind: "bad", message, offset: offset + match[0].length };
    }
    point.set(match[1] as string, value);
  }
  return { kind: "point", point };
}

function parseValue(text: string): PointValue | undefined {
  try {
    return JSON5.parse<PointValue>(text.replaceAll("−", "-"));
  } catch {
    return undefined;
  }
}

/** Commas outside of brackets and quotes; empty parts are left out. */
function splitAtCommas(
  text: string,
): readonly { readonly part: string; readonly offset: number }[] {
  const parts: { part: string; offset: number }[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const char = text[i] ?? ",";
    if (quote !== "" && i < text.length) {
      if (char === "\\") i++;
      else if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") depth--;
    if (i === text.length || (char === "," && depth === 0 && quote === "")) {
      const part = text.slice(start, i);
      if (part.trim() !== "") parts.push({ part, offset: start });
      start = i + 1;
    }
  }
  return parts;
}

/** As `@at` writes it. */
export function formatPoint(values: readonly (readonly [path: string, value: number])[]): string {
  return values
    .map(([path, value]) => `${path} = ${Object.is(value, -0) ? "-0" : value}`)
    .join(", ");
}
