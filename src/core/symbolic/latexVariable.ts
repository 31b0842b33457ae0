import { greekLetters } from "./greek.ts";

/** An input's path, typeset: indices below the line, Greek letters as such, words upright. */
export function latexVariable(path: string): string {
  const [, head = path, indices = ""] = /^([^[\]]*)((?:\[[^[\]]*\])+)$/.exec(path) ?? [];
  if (indices === "") return name(path);
  const list = [...indices.matchAll(/\[([^[\]]*)\]/g)].map(([, index = ""]) => plain(index));
  return `${name(head)}_{${list.join(",")}}`;
}

function name(text: string): string {
  if (/^[A-Za-z]$/.test(text)) return text;
  if (greekLetters.has(text)) return `\\${text}`;
  const numbered = /^([A-Za-z])(\d+)$/.exec(text);
  if (numbered) return `${numbered[1]}_{${numbered[2]}}`;
  return `\\mathrm{${plain(text)}}`;
}

/** The characters that mean something to TeX. */
function plain(text: string): string {
  return text.replace(/[\\{}$&#^_%~]/g, (sign) =>
    sign === "\\" ? "\\backslash " : sign === "^" || sign === "~" ? `\\${sign}{}` : `\\${sign}`,
  );
}
