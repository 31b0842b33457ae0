import { greekLetters, letterName } from "./greek.ts";

/** An input's path, typeset: indices below the line, Greek letters as such, words upright. */
export function latexVariable(path: string): string {
  const [, counted = "", count = ""] = /^(.+?)([₀-₉]+)$/.exec(path) ?? [];
  if (count !== "") return `${base(counted)}_{${digitsOf(count)}}`;
  const [, head = path, indices = ""] = /^([^[\]]*)((?:\[[^[\]]*\])+)$/.exec(path) ?? [];
  if (indices === "") return name(path);
  const list = [...indices.matchAll(/\[([^[\]]*)\]/g)].map(([, index = ""]) => plain(index));
  return `${base(head)}_{${list.join(",")}}`;
}

/** What an index is put to: one with an index of its own would have two at the same place. */
function base(text: string): string {
  const latex = name(text);
  return /_\{\d+\}$/.test(latex) ? `{${latex}}` : latex;
}

/** The values that a variable takes one after another are told apart by such digits. */
function digitsOf(subscripts: string): string {
  return Array.from(subscripts, (digit) => (digit.codePointAt(0) as number) - 0x2080).join("");
}

function name(text: string): string {
  const { letter = text, index } = letterName(text) ?? {};
  const below = index === undefined ? "" : `_{${index}}`;
  if (greekLetters.has(letter)) return `\\${letter}${below}`;
  return /^[A-Za-z]$/.test(letter) ? letter + below : `\\mathrm{${plain(letter)}}${below}`;
}

/** The characters that mean something to TeX. */
function plain(text: string): string {
  return text.replace(/[\\{}$&#^_%~]/g, (sign) =>
    sign === "\\" ? "\\backslash " : sign === "^" || sign === "~" ? `\\${sign}{}` : `\\${sign}`,
  );
}
